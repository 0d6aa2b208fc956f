import SiteDiagnostics
import SitePublish

/// A publish in words.
enum PublishSummary {
  static func text(of report: PublishReport, duration: Duration) -> String {
    var lines = ["\(deed(report)) in \(BuildSummary.milliseconds(duration)) ms"]
    if let release = report.release {
      lines.append("release \(release)" + (report.previousRelease.map { ", before \($0)" } ?? ""))
    }
    if !report.leftBehind.isEmpty {
      lines.append("could not be removed, the next publish tries again: \(report.leftBehind.joined(separator: ", "))")
    }
    if let verification = report.verification {
      lines.append("\(verification.address) shows it: \(verification.files) files compared")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What would be done, one file a line: `+` new, `~` changed, `-` deleted.
  static func plan(of report: PublishReport) -> String {
    let marked = [("+", report.changes.added), ("~", report.changes.changed), ("-", report.changes.deleted)]
    return marked.flatMap { mark, paths in paths.map { "\(mark) \(DiagnosticText.oneLine($0))\n" } }.joined()
  }

  static func line(of release: Release) -> String {
    let mark = release.isOnline ? "*" : " "
    return "\(mark) \(release.name)  \(release.time)  \(release.files) files, \(release.bytes) bytes  "
      + "\(DiagnosticText.oneLine(release.publisher))\n"
  }

  private static func deed(_ report: PublishReport) -> String {
    let changes =
      "\(report.changes.added.count) new, \(report.changes.changed.count) changed, "
      + "\(report.changes.deleted.count) deleted"
    if report.isRemoval {
      switch report.outcome {
      case .removed: return "`\(report.target)`: the preview is gone, with \(report.files) files"
      case .planned: return "`\(report.target)`: the preview would go, with \(report.files) files; nothing was changed"
      default: return "`\(report.target)` has no such preview: nothing to do"
      }
    }
    switch report.outcome {
    case .unchanged: return "`\(report.target)` has this build already: nothing to do"
    case .planned: return "`\(report.target)` would get \(changes); nothing was changed"
    case .rolledBack: return "`\(report.target)` went back: \(changes)"
    case .published, .removed:
      let sent = report.bytesTransferred.map { ", \($0) bytes travelled" } ?? ""
      return "published \(report.files) files (\(report.bytes) bytes) to `\(report.target)`: \(changes)\(sent)"
    }
  }
}
