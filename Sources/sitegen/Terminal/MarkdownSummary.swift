import Foundation
import SiteCheck
import SiteDiagnostics

/// The findings for the page of a CI job: GitHub shows what is written to the file that `GITHUB_STEP_SUMMARY` names.
struct MarkdownSummary {
  let diagnostics: [Diagnostic]
  let check: CheckSummary

  /// GitHub shows one megabyte at most; nobody reads that much.
  private static let limit = 200

  var text: String {
    var text = "## sitegen check\n\n\(check.headline)\n"
    if !diagnostics.isEmpty {
      text += "\n| | place | finding | rule |\n| --- | --- | --- | --- |\n"
      for diagnostic in diagnostics.prefix(Self.limit) {
        let place = diagnostic.location.map { "`\($0.path)`:\($0.line)" } ?? ""
        let hint = diagnostic.hint.map { "<br>\(Self.cell($0))" } ?? ""
        text +=
          "| \(diagnostic.severity.rawValue) | \(place) | \(Self.cell(diagnostic.message))\(hint) | \(diagnostic.id) |\n"
      }
      if diagnostics.count > Self.limit { text += "\n\(diagnostics.count - Self.limit) more are in the log.\n" }
    }
    return text + "\n"
  }

  /// A text in a cell of a table: on one line, its bars and tags without meaning.
  private static func cell(_ text: String) -> String {
    text.replacing("\n", with: " ").replacing("|", with: "\\|").replacing("<", with: "&lt;")
  }

  /// Appends to the file, which several steps of a job may share.
  ///
  /// - Returns: what to say where that can't be done.
  func append(to path: String) -> Diagnostic? {
    let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return failure(path, errno) }
    let failure = StandardStreams.write(Array(text.utf8), to: descriptor)
    return (failure ?? StandardStreams.close(descriptor)).map { self.failure(path, $0) }
  }

  private func failure(_ path: String, _ code: Int32) -> Diagnostic {
    .error("check.summary-failed", "cannot write the summary to `\(path)`: \(StandardStreams.reason(code))")
  }
}
