import SiteCheck
package import SiteDiagnostics
import Synchronization

/// Writes what can be mended without asking into the files, and nothing else.
package struct SiteFixer {
  package struct Result: Sendable {
    /// How many places were mended, file by file.
    package var mended: [(path: String, count: Int)] = []
    package var diagnostics: [Diagnostic] = []

    package init() {}
  }

  /// Held while a file is being replaced.
  private static let replacement = Mutex(())

  /// Ends the program at a moment when no file is half replaced.
  package static func end(by exit: () -> Void) { replacement.withLock { _ in exit() } }

  /// Checks, mends, and checks again, until there is nothing left to mend.
  ///
  /// - Returns: what was mended, and what a check finds then.
  package static func fix(_ options: CheckOptions) async -> (result: Result, report: CheckReport) {
    var counts: [String: Int] = [:]
    var result = Result()
    if let folder = try? SourceFolder(opening: options.build.source) {
      folder.removeLeavings(of: await folder.scan(jobs: options.build.jobs))
    }
    var report = await SiteChecker.check(options)
    // A mended place may bring another to light; what three rounds don't mend is told.
    for _ in 0..<3 where !report.fixes.isEmpty && result.diagnostics.isEmpty {
      let round = apply(Array(report.fixes.values), below: options.build.source)
      for (path, count) in round.mended { counts[path, default: 0] += count }
      result.diagnostics += round.diagnostics
      report = await SiteChecker.check(options)
    }
    result.mended = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return (result, report)
  }

  private static func apply(_ edits: [TextEdit], below folder: String) -> Result {
    var result = Result()
    guard let folder = try? SourceFolder(opening: folder) else { return result }
    for (path, edits) in Dictionary(grouping: edits, by: \.path).sorted(by: { $0.key < $1.key }) {
      guard let file = RelativePath(path), let source = folder.text(file).0,
        let (bytes, count) = TextEdit.apply(edits, to: source.bytes)
      else {
        result.diagnostics.append(
          .warning(
            "fix.changed", "the file was changed meanwhile and is left as it is", at: SourceLocation(path: path),
            hint: "run `sitegen check --fix` again"))
        continue
      }
      guard !folder.isReadOnly(file) else {
        result.diagnostics.append(
          .warning(
            "fix.read-only", "the file may only be read and is left as it is", at: SourceLocation(path: path),
            hint: "allow writing to it and run `sitegen check --fix` again"))
        continue
      }
      do throws(SystemError) {
        try replacement.withLock { _ throws(SystemError) in try folder.replace(file, with: bytes) }
        result.mended.append((path, count))
      } catch {
        result.diagnostics.append(
          .error("fix.failed", "cannot \(error.action): \(error.reason)", at: SourceLocation(path: path)))
      }
    }
    return result
  }
}
