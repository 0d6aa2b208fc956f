import SiteBuild
import SiteCheck
import SiteDiagnostics

/// What a check says at its end.
struct CheckSummary {
  let report: CheckReport
  let diagnostics: [Diagnostic]
  let mended: [(path: String, count: Int)]
  let duration: Duration
  let isStrict: Bool

  var text: String {
    var lines: [String] = []
    for (path, count) in mended { lines.append("mended \(count) \(count == 1 ? "place" : "places") in \(path)") }
    lines.append(headline)
    if let omitted { lines.append(omitted) }
    if report.fixes.count > 0 {
      lines.append(
        "next: `sitegen check --fix` mends \(report.fixes.count) of them; the others need your eye")
    } else if count(of: .error) > 0 {
      lines.append("next: begin with the errors; a build stops at some of them, and readers at the others")
    }
    if diagnostics.isEmpty {
      lines.append("whether a text is true and an alternative text says the right thing, only people can tell")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A draft about which nothing is said isn't one without mistakes.
  private var omitted: String? {
    let count = report.omittedCount
    guard count > 0 else { return nil }
    return
      "\(count) page\(count == 1 ? " isn't" : "s aren't") on the website now and \(count == 1 ? "was" : "were") not checked; `sitegen check --drafts --future` looks at drafts and at what lies ahead"
  }

  private func count(of severity: Diagnostic.Severity) -> Int {
    // By index: a diagnostic that a closure gets is a copy of all its texts.
    diagnostics.indices.reduce(0) { count, index in diagnostics[index].severity == severity ? count + 1 : count }
  }

  /// The one line that says it all.
  var headline: String {
    let profile = report.profile.map { ", profile \($0.name)" } ?? ""
    let found = Diagnostic.Severity.allKinds.compactMap { severity in
      let count = count(of: severity)
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    let pages = "\(report.pageCount) page\(report.pageCount == 1 ? "" : "s")"
    return
      "checked \(pages) by \(Rule.all.count) rules\(profile) in \(BuildSummary.milliseconds(duration)) ms: \(found.isEmpty ? "nothing found" : found.joined(separator: ", "))"
  }
}

extension Diagnostic.Severity {
  static let allKinds: [Diagnostic.Severity] = [.error, .warning, .note]
}
