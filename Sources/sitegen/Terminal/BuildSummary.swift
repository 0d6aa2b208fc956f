import SiteBuild
import SiteDiagnostics
import SiteModel

/// What a build says at its end.
struct BuildSummary {
  let report: BuildReport
  let output: String
  let duration: Duration

  var text: String {
    var lines: [String] = []
    if !report.omissions.isEmpty {
      lines.append("left out:")
      lines += report.omissions.map { "  Content/\($0.source): \($0.reason)\(files(waitingFor: $0))" }
    }
    if !report.leavings.isEmpty {
      lines.append("no part of the site:")
      lines += report.leavings.map { "  \(DiagnosticText.oneLine($0.path)): \($0.reason.rawValue)" }
    }
    let errors = report.diagnostics.count { $0.severity == .error }
    let warnings = report.diagnostics.count { $0.severity == .warning }
    if let result = report.output {
      lines.append("built \(pages) in \(milliseconds): \(changes(result)) → \(output)")
    } else {
      lines.append("nothing was written; the site in \(output) is as it was")
    }
    if errors + warnings > 0 {
      lines.append([counted(errors, "error"), counted(warnings, "warning")].compactMap { $0 }.joined(separator: ", "))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A file may go out all the same, where another page refers to it.
  private func files(waitingFor omission: Omission) -> String {
    let count = report.withheldFiles.count { $0.page == omission.source }
    return counted(count, "file").map { "; with it \($0)" } ?? ""
  }

  private var pages: String {
    let kinds = PageKind.allCases.compactMap { kind in
      counted(kind == .notFound ? 0 : report.pageCounts[kind] ?? 0, name(of: kind))
    }
    return kinds.joined(separator: ", ")
  }

  private func name(of kind: PageKind) -> String {
    switch kind {
    case .home: "start page"
    case .page: "single page"
    case .taxonomy: "index"
    default: kind.rawValue
    }
  }

  private func changes(_ result: OutputResult) -> String {
    let parts = [
      "\(result.written) written", "\(result.unchanged) unchanged",
      result.removed > 0 ? "\(result.removed) removed" : nil,
      result.carriedOver > 0 ? "\(result.carriedOver) not ours" : nil,
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  private func counted(_ count: Int, _ noun: String) -> String? {
    guard count > 0 else { return nil }
    if count == 1 { return "1 \(noun)" }
    return "\(count) \(noun.hasSuffix("x") ? noun + "es" : noun.hasSuffix("y") ? noun.dropLast() + "ies" : noun + "s")"
  }

  private var milliseconds: String { "\(Self.milliseconds(duration)) ms" }

  static func milliseconds(_ duration: Duration) -> Int64 {
    duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
  }
}
