import Foundation
import SiteBuild
import SiteDiagnostics
import SiteModel
import Testing

/// Whole sites as data: a folder of `Sites` holds `Content`, `Templates`, and what a build makes of them.
///
/// `expected` is the output, compared file by file and byte by byte; `diagnostics.txt` is what the build says; a site
/// with errors has no `expected`, because nothing is written. `flags.txt` may hold `drafts`, `future`, `strict`.
/// The clock stands at noon of 15 January 2026 in UTC. `RECORD_GOLDENS=1` writes the expectations anew, and fails.
@Suite struct GoldenSiteTests {
  private static let sites = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Sites")
  private static let noon: Int64 = 1_768_478_400

  static var names: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: sites.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  @Test(arguments: names)
  func theSiteIsBuiltAsExpected(name: String) async throws {
    let site = Self.sites.appending(path: name)
    let folder = try TemporaryFolder()
    let report = await build(site, to: folder.path + "/Public", jobs: 2)
    let printer = DiagnosticText()
    var said = report.diagnostics.map { printer.text(of: $0) }.joined()
    said += report.omissions.map { "left out: \($0.source): \($0.reason)\n" }.joined()
    said += report.withheldFiles.map { "waits: \($0.path) for \($0.page)\n" }.joined()
    said += report.leavings.map { "no part of the site: \($0.path): \($0.reason.rawValue)\n" }.joined()
    let built = try Self.files(below: folder.path + "/Public")
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
      try Self.record(built, said: said, in: site)
      Issue.record("recorded \(name)")
      return
    }
    #expect(said == Self.text(site.appending(path: "diagnostics.txt")))
    let expected = try Self.files(below: site.appending(path: "expected").path)
    #expect(built.keys.sorted() == expected.keys.sorted())
    for (path, bytes) in expected where built[path] != nil && built[path] != bytes {
      Issue.record("\(name)/\(path) differs:\n\(String(decoding: built[path] ?? Data(), as: UTF8.self))")
    }
    #expect((report.output == nil) == expected.isEmpty)
  }

  @Test(arguments: names)
  func theNumberOfTasksDoesNotMatter(name: String) async throws {
    let folder = try TemporaryFolder()
    let site = Self.sites.appending(path: name)
    let alone = await build(site, to: folder.path + "/one", jobs: 1)
    let many = await build(site, to: folder.path + "/many", jobs: 7)
    #expect(alone.diagnostics == many.diagnostics)
    #expect(try Self.files(below: folder.path + "/one") == Self.files(below: folder.path + "/many"))
  }

  @Test(arguments: names)
  func aSecondBuildTouchesNothing(name: String) async throws {
    let folder = try TemporaryFolder()
    let site = Self.sites.appending(path: name)
    let first = await build(site, to: folder.path + "/Public", jobs: 2)
    let times = try Self.times(below: folder.path)
    let second = await build(site, to: folder.path + "/Public", jobs: 2)
    #expect(second.output?.written ?? 0 == 0)
    #expect(second.output?.unchanged == first.output?.written)
    #expect(try Self.times(below: folder.path) == times)
  }

  private func build(_ site: URL, to output: String, jobs: Int) async -> BuildReport {
    let flags = Self.text(site.appending(path: "flags.txt")).split { $0 == "\n" || $0 == " " }
    return await SiteBuilder.build(
      BuildOptions(
        source: site.path, output: output,
        policy: PublicationPolicy(
          includesDrafts: flags.contains("drafts"), includesFuture: flags.contains("future")),
        isStrict: flags.contains("strict"), jobs: jobs, now: .instant(Self.noon)))
  }

  // MARK: Files

  private static func text(_ url: URL) -> String {
    (try? Data(contentsOf: url)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Every file but the manifest, by its path.
  private static func files(below folder: String) throws -> [String: Data] {
    guard let paths = FileManager.default.enumerator(atPath: folder) else { return [:] }
    var files: [String: Data] = [:]
    for case let path as String in paths where !path.hasPrefix(".sitegen") {
      let url = URL(filePath: "\(folder)/\(path)")
      guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      files[path] = try Data(contentsOf: url)
    }
    return files
  }

  private static func times(below folder: String) throws -> [String: Date] {
    guard let paths = FileManager.default.enumerator(atPath: folder) else { return [:] }
    var times: [String: Date] = [:]
    for case let path as String in paths {
      times[path] =
        try FileManager.default.attributesOfItem(atPath: "\(folder)/\(path)")[.modificationDate] as? Date
    }
    return times
  }

  private static func record(_ files: [String: Data], said: String, in site: URL) throws {
    let expected = site.appending(path: "expected")
    try? FileManager.default.removeItem(at: expected)
    for (path, bytes) in files {
      let url = expected.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: url)
    }
    let url = site.appending(path: "diagnostics.txt")
    if said.isEmpty { try? FileManager.default.removeItem(at: url) } else { try Data(said.utf8).write(to: url) }
  }
}
