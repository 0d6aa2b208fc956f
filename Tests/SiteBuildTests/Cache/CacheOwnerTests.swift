import Foundation
import Testing

@testable import SiteBuild

/// A cache counts for the user who made it, and in the folder that it was made in.
@Suite struct CacheOwnerTests {
  @Test func aCopyIsAnothers() throws {
    let folder = try TemporaryFolder()
    let paths = ["a", "b"].map { "\(folder.path)/\($0)" }
    for path in paths { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    let marks = try paths.map { try #require(CacheOwner.mark(of: Directory(opening: $0))) }
    #expect(marks[0].count == 64)
    #expect(marks[0] != marks[1])
    #expect(try CacheOwner.mark(of: Directory(opening: paths[0])) == marks[0])
  }

  /// Bytes of a cache that is right but for whose it is.
  @Test func aCacheOfAnotherIsNone() async throws {
    let folder = try TemporaryFolder()
    let source = "\(folder.path)/site"
    for (path, text) in [
      ("Content/site.yaml", "title: T\nbaseURL: https://www.example.org\n"),
      ("Content/index.md", "---\ntitle: A\n---\n"),
      ("Templates/page.html", "{{ page.title }}"),
    ] {
      let file = URL(filePath: "\(source)/\(path)")
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    var options = BuildOptions(
      source: source, output: "\(source)/Public", jobs: 2, now: .instant(1_768_478_400))
    options.usesCache = true
    _ = await SiteBuilder.build(options)
    let bytes = try Array(Data(contentsOf: URL(filePath: "\(source)/.sitegen/build-cache")))
    let owner = try #require(CacheOwner.mark(of: Directory(opening: "\(source)/.sitegen")))
    #expect(BuildCache(bytes: bytes, of: owner) != nil)
    #expect(BuildCache(bytes: bytes, of: owner.reversed()) == nil)
    #expect(BuildCache(bytes: bytes, of: []) == nil)
  }
}
