import Foundation
import SiteBuild
import SiteDiagnostics
import SitePreview

/// What the preview says in the terminal: where to look, what has changed, what is wrong, what to do next.
struct PreviewLog {
  let origin: PreviewOrigin
  private let usesColor = Terminal.Stream.diagnostics.usesColor
  /// What was said last: the same is not said again after every change.
  private var told: [Diagnostic] = []
  private var title = ""
  /// How many errors and warnings a check found last.
  private var found: [Int] = [0, 0]

  init(origin: PreviewOrigin) { self.origin = origin }

  mutating func began(_ build: PreviewBuild, took: Duration) {
    title = build.title
    tellProblems(of: build)
    guard build.isGood else { return }
    say("\(counted(build.pageCount, "page")) built in \(BuildSummary.milliseconds(took)) ms")
  }

  func greet(path: String, takenPort: Int?, showsUnpublished: Bool, watcher: SourceWatcher.Way) {
    var lines = [""]
    if !title.isEmpty { lines.append("  \(paint(title, "1"))") }
    lines.append("  \(paint(origin.text + path, "36;1"))")
    lines.append("")
    if let takenPort { lines.append("  Port \(takenPort) is taken, so this is the next free one.") }
    if origin.isPublic {
      lines.append("  Everybody in your network can read it, drafts too.")
    }
    if showsUnpublished {
      lines.append("  Drafts, future and expired pages have a badge; --published-only leaves them out.")
    }
    if case .polling(let reason) = watcher { lines.append("  Looks for changes again and again: \(reason).") }
    lines.append("  Save a file in Content or Templates, and the browser shows it. Ctrl-C stops.")
    lines.append("")
    Terminal.write(lines.map { $0 + "\n" }.joined(), to: .diagnostics)
  }

  mutating func rebuilt(_ build: PreviewBuild, after changes: WatchedChanges, took: Duration) {
    let wasBroken = told.hasErrors
    let what = what(changes)
    if build.isGood {
      let effect =
        build.changed.isEmpty ? "the site stays as it is" : "\(counted(build.changed.count, "file")) of the site"
      let mended = wasBroken && !build.diagnostics.hasErrors ? paint("mended", "32;1") + ", " : ""
      let places = build.edited.prefix(3).map { "\n          \(paint(origin.text + $0.address, "36"))" }.joined()
      say("\(what): \(mended)\(effect) in \(BuildSummary.milliseconds(took)) ms\(places)")
    } else {
      say("\(what): \(paint("something is wrong", "31;1")); the browser keeps the last good pages")
    }
    tellProblems(of: build)
  }

  /// Says how much a check found that a build doesn't look for, where it is more or less than before.
  mutating func checked(_ findings: [Diagnostic]) {
    let counts = [Diagnostic.Severity.error, .warning].map { severity in
      findings.count { $0.severity == severity }
    }
    guard counts != found else { return }
    found = counts
    let parts = zip(counts, ["error", "warning"]).filter { $0.0 > 0 }.map { counted($0.0, $0.1) }
    say(
      parts.isEmpty
        ? "a check finds nothing more"
        : "a check finds \(parts.joined(separator: ", ")) more; the browser shows those of each page, `sitegen check` all"
    )
  }

  func stopped() { Terminal.write("\nThe preview has ended; nothing was written.\n", to: .diagnostics) }

  // MARK: Parts

  private mutating func tellProblems(of build: PreviewBuild) {
    guard build.diagnostics != told else { return }
    let new = build.diagnostics.filter { !told.contains($0) }
    told = build.diagnostics
    DiagnosticFormat.text.report(new, isFolded: true)
    let errors = build.diagnostics.count { $0.severity == .error }
    let warnings = build.diagnostics.count { $0.severity == .warning }
    let counts = [errors > 0 ? counted(errors, "error") : nil, warnings > 0 ? counted(warnings, "warning") : nil]
    guard errors + warnings > 0 else { return }
    let text = counts.compactMap { $0 }.joined(separator: ", ")
    say(errors > 0 ? "\(paint(text, "31;1")): mend and save, the browser follows" : "\(text), shown in the browser too")
  }

  private func what(_ changes: WatchedChanges) -> String {
    // A name may hold what a terminal takes for orders.
    let paths = changes.paths.sorted().prefix(2).map(DiagnosticText.oneLine)
    if paths.isEmpty { return changes.isComplete ? "the time" : "the folders" }
    if changes.paths.count <= 2 { return paths.joined(separator: ", ") }
    return "\(paths[0]) and \(changes.paths.count - 1) more"
  }

  private func say(_ text: String) {
    let time = Calendar.current.dateComponents([.hour, .minute, .second], from: Date())
    let clock = [time.hour, time.minute, time.second].map { part in
      String(part.map { $0 < 10 ? "0\($0)" : "\($0)" } ?? "")
    }.joined(separator: ":")
    Terminal.write("\(paint(clock, "2"))  \(text)\n", to: .diagnostics)
  }

  private func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }

  private func paint(_ text: String, _ code: String) -> String { usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
