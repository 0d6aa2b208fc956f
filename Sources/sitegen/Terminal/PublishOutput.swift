import Foundation
import SiteDiagnostics
import SitePublish
import Synchronization

/// What `publish` tells while it works and at its end.
final class PublishOutput: Sendable {
  private let format: DiagnosticFormat
  private let isQuiet: Bool
  private let showsProgress: Bool
  private let progress = Mutex(Progress())
  /// What was done before the live site was asked.
  private let deed = Mutex<Deed?>(nil)
  private static let erase = "\r\u{1B}[K"

  private struct Progress {
    var phase = ""
    /// What the bar shows; `nil` before the first file.
    var percent: Int?
  }

  private struct Deed {
    var report: PublishReport
    var duration: Duration
  }

  init(format: DiagnosticFormat, isQuiet: Bool) {
    self.format = format
    self.isQuiet = isQuiet
    showsProgress = !isQuiet && Terminal.Stream.diagnostics.isTerminal
  }

  /// Shows on a terminal how far the work is.
  func show(_ event: PublishEvent) {
    guard showsProgress else { return }
    progress.withLock { progress in
      switch event {
      case .phase(let name):
        progress = Progress(phase: name)
        Terminal.write("\(Self.erase)\(name) …", to: .diagnostics)
      case .files(let done, let total):
        // A hundred steps are enough for the eye.
        let percent = total > 0 ? 100 * done / total : 100
        guard percent != progress.percent || done == total else { return }
        progress.percent = percent
        Terminal.write("\(Self.erase)\(Self.bar(progress.phase, done, total))", to: .diagnostics)
      }
    }
  }

  /// One line, however narrow the terminal is.
  private static func bar(_ phase: String, _ done: Int, _ total: Int) -> String {
    let count = "\(done) of \(total)"
    let width = min(30, Terminal.Stream.diagnostics.columns - phase.count - count.count - 5)
    guard width >= 5 else { return "\(phase) \(count)" }
    let filled = total > 0 ? width * done / total : width
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
    return "\(phase) [\(bar)] \(count)"
  }

  /// Keeps what was done, to be told also if something goes wrong afterwards.
  func remember(_ report: PublishReport, duration: Duration) {
    deed.withLock { $0 = Deed(report: report, duration: duration) }
  }

  func end(with diagnostics: [Diagnostic]) {
    if let deed = deed.withLock(\.self) {
      end(with: deed.report, duration: deed.duration, diagnostics)
    } else {
      clear()
      if format == .json { write(PublishJSON(diagnostics: diagnostics)) } else { format.report(diagnostics) }
    }
  }

  func end(with report: PublishReport, duration: Duration, _ diagnostics: [Diagnostic] = []) {
    clear()
    if format == .json {
      write(
        PublishJSON(report, milliseconds: BuildSummary.milliseconds(duration), diagnostics: diagnostics))
      return
    }
    defer { if !diagnostics.isEmpty { format.report(diagnostics) } }
    if report.outcome == .planned { Terminal.write(PublishSummary.plan(of: report), to: .output) }
    if !isQuiet { Terminal.write(PublishSummary.text(of: report, duration: duration), to: .diagnostics) }
  }

  func end(with releases: [Release], of target: PublishTarget) {
    clear()
    if format == .json {
      write(PublishJSON(releases, of: target))
    } else {
      Terminal.write(releases.map(PublishSummary.line(of:)).joined(), to: .output)
    }
  }

  private func clear() {
    if showsProgress { Terminal.write(Self.erase, to: .diagnostics) }
  }

  private func write(_ json: PublishJSON) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(json)) ?? Data()
    let text = DiagnosticText.escapingDirections(inJSON: String(decoding: data, as: UTF8.self))
    Terminal.write(text + "\n", to: .output)
  }
}
