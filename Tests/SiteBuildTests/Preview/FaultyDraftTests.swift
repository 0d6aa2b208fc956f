import Foundation
import SiteBuild
import SiteDiagnostics
import SiteModel
import Testing

/// Somebody is at work on a draft: what is wrong with it keeps nobody from seeing the rest.
@Suite struct FaultyDraftTests {
  private static let noon = Present.instant(1_768_478_400)

  @Test func theRestIsShownWithAMistakeInItsText() async throws {
    let site = try Site()
    try site.write("Content/entwurf.md", "---\ntitle: Entwurf\ndraft: true\n---\n[weg](weg.md)\n")
    let build = await site.preview.rebuild(.unknown, now: Self.noon)
    #expect(build.isGood)
    #expect(build.diagnostics.map(\.id) == ["link.missing-target"])
    #expect(build.outputs["index.html"] != nil && build.outputs["entwurf/index.html"] != nil)
    #expect(build.faults.keys.sorted() == ["entwurf/index.html"])
    #expect(build.addresses["Content/entwurf.md"] == "/entwurf/")
  }

  @Test func theRestFollowsWhileTheDraftStaysWrong() async throws {
    let site = try Site()
    try site.write("Content/entwurf.md", "---\ntitle: Entwurf\ndraft: true\n---\n[weg](weg.md)\n")
    _ = await site.preview.rebuild(.unknown, now: Self.noon)
    try site.write("Content/index.md", "---\ntitle: Start\n---\nNeu.\n")
    let build = await site.preview.rebuild(SourceChanges(["Content/index.md"]), now: Self.noon)
    #expect(build.isGood && build.changed == ["index.html"])
    try site.write("Content/entwurf.md", "---\ntitle: Entwurf\ndraft: true\n---\nText.\n")
    let mended = await site.preview.rebuild(SourceChanges(["Content/entwurf.md"]), now: Self.noon)
    #expect(mended.isGood && mended.diagnostics.isEmpty && mended.faults.isEmpty)
  }

  @Test func aDraftWhoseFrontMatterCantBeReadHasAPageOfItsOwn() async throws {
    let site = try Site()
    try site.write("Content/teil/mein-entwurf.md", "---\ntitle: \"Offen\ndraft: true\n---\nText.\n")
    let build = await site.preview.rebuild(.unknown, now: Self.noon)
    #expect(build.isGood && build.diagnostics.hasErrors)
    #expect(build.outputs["index.html"] != nil)
    #expect(build.faults.keys.sorted() == ["teil/mein-entwurf/index.html"])
  }

  @Test func whatReadersSeeHoldsTheLastGoodPages() async throws {
    let site = try Site()
    _ = await site.preview.rebuild(.unknown, now: Self.noon)
    try site.write("Content/index.md", "---\ntitle: Start\n---\n[weg](weg.md)\n")
    let build = await site.preview.rebuild(SourceChanges(["Content/index.md"]), now: Self.noon)
    #expect(!build.isGood)
  }

  /// A site in a folder of its own, and its preview.
  private struct Site {
    let folder: TemporaryFolder
    let preview: PreviewSite

    init() throws {
      folder = try TemporaryFolder()
      preview = PreviewSite(
        options: BuildOptions(
          source: folder.path, output: "",
          policy: PublicationPolicy(includesDrafts: true, includesFuture: true, includesExpired: true), jobs: 2,
          now: FaultyDraftTests.noon), origin: "http://127.0.0.1:8000")
      try write("Content/site.yaml", "title: Brief\nbaseURL: https://www.example.org\n")
      try write("Content/index.md", "---\ntitle: Start\n---\nText.\n")
      try write("Templates/page.html", "<!doctype html><title>{{ page.title }}</title>{{ page.content }}")
    }

    func write(_ path: String, _ text: String) throws {
      let url = URL(filePath: folder.path + "/" + path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }
}
