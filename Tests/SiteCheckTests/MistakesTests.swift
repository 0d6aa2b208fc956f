import Foundation
import SiteBuild
import SiteCheck
import SiteDiagnostics
import Testing

/// A site with planted mistakes: every one is found at its line and column, `--fix` mends what it can and nothing else.
///
/// One of its pictures is made heavy in the copy that is checked. `diagnostics.txt` is what a check says, `fixed` what the mended files are. `RECORD_GOLDENS=1` writes both anew, and
/// fails.
@Suite struct MistakesTests {
  private static let site = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Sites/mistakes")
  private static let noon: Int64 = 1_768_478_400
  private static var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil }

  @Test func everyMistakeIsFoundAtItsPlace() async throws {
    let copy = try Self.copy()
    defer { try? FileManager.default.removeItem(at: copy) }
    let report = await SiteChecker.check(Self.options(copy.path))
    let printer = DiagnosticText()
    let said = report.diagnostics.map { printer.text(of: $0) }.joined()
    let golden = Self.site.appending(path: "diagnostics.txt")
    if Self.isRecording {
      try Data(said.utf8).write(to: golden)
      Issue.record("recorded")
      return
    }
    #expect(said == String(decoding: try Data(contentsOf: golden), as: UTF8.self))
    #expect(report.diagnostics.count >= 60)
    // Every rule that looks at a site without asking other hosts has something to find here.
    let silent = Set(Rule.all.map(\.id)).subtracting(report.diagnostics.map(\.id))
    #expect(silent == ["link.unreachable", "link.moved", "link.private-address"], "nothing planted for these")
  }

  @Test func theNumberOfTasksDoesNotMatter() async {
    let alone = await SiteChecker.check(Self.options(Self.site.path, jobs: 1))
    let many = await SiteChecker.check(Self.options(Self.site.path, jobs: 7))
    #expect(alone.diagnostics == many.diagnostics)
  }

  @Test func nothingIsWritten() async throws {
    let copy = try Self.copy()
    defer { try? FileManager.default.removeItem(at: copy) }
    let before = try Self.files(below: copy)
    _ = await SiteChecker.check(Self.options(copy.path))
    #expect(try Self.files(below: copy) == before)
  }

  @Test func fixMendsWhatItClaimsAndNothingElse() async throws {
    let copy = try Self.copy()
    defer { try? FileManager.default.removeItem(at: copy) }
    let before = await SiteChecker.check(Self.options(copy.path))
    let original = try Self.files(below: copy)
    let (result, report) = await SiteFixer.fix(Self.options(copy.path))
    #expect(result.diagnostics.isEmpty)
    #expect(report.fixes.isEmpty)
    #expect(result.mended.map(\.count).reduce(0, +) == before.fixes.count)
    #expect(before.diagnostics.count - report.diagnostics.count >= before.fixes.count)
    let mended = try Self.files(below: copy)
    try Self.expectAsRecorded(mended.filter { original[$0.key] != $0.value })

    let (again, _) = await SiteFixer.fix(Self.options(copy.path))
    #expect(again.mended.isEmpty)
    #expect(try Self.files(below: copy) == mended)
  }

  @Test func permissionsStay() async throws {
    let copy = try Self.copy()
    defer { try? FileManager.default.removeItem(at: copy) }
    let file = copy.appending(path: "Content/text.md")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    _ = await SiteFixer.fix(Self.options(copy.path))
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  // MARK: Files

  private static func options(_ path: String, jobs: Int = 2) -> CheckOptions {
    CheckOptions(
      build: BuildOptions(source: path, output: path + "/Public", jobs: jobs, now: .instant(noon)), profile: "nrw")
  }

  private static func copy() throws -> URL {
    let copy = FileManager.default.temporaryDirectory.appending(path: "sitegen-fix-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: site, to: copy)
    let heavy = copy.appending(path: "Content/bilder/schwer.svg")
    try (Data(contentsOf: heavy) + Data(repeating: 0x20, count: 520 << 10)).write(to: heavy)
    return copy
  }

  private static func files(below folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where !path.hasPrefix("fixed") {
      let url = folder.appending(path: path)
      if try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
        files[path] = try Data(contentsOf: url)
      }
    }
    return files
  }

  private static func expectAsRecorded(_ files: [String: Data]) throws {
    let fixed = site.appending(path: "fixed")
    if isRecording {
      try? FileManager.default.removeItem(at: fixed)
      for (path, data) in files {
        let url = fixed.appending(path: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: url)
      }
      Issue.record("recorded")
      return
    }
    let paths = try FileManager.default.subpathsOfDirectory(atPath: fixed.path).filter { $0.hasSuffix(".md") }
    #expect(paths.sorted() == files.keys.sorted())
    for (path, data) in files {
      #expect(try Data(contentsOf: fixed.appending(path: path)) == data, "\(path)")
    }
  }
}
