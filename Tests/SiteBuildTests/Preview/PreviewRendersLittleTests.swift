import Foundation
import SiteBuild
import SiteModel
import TestSupport
import Testing

/// After an edit the preview renders what shows the edited thing, and nothing else.
@Suite struct PreviewRendersLittleTests {
  struct Edit: CustomTestStringConvertible {
    let testDescription: String
    let path: String
    /// `nil` adds the text as a new file.
    let old: String?
    let new: String
    let rendered: [String]
  }

  /// `Site/` has an edition with three articles, and one with an old article and a draft. Feeds of pages that refer to a
  /// feed or to an address beside their own are among them after a page has come, since it could be what is meant.
  static let edits = [
    Edit(
      testDescription: "a text that a list takes its summary from",
      path: "Content/ausgaben/2025-12/indien.md", old: "Mit **Nachdruck**", new: "Ohne Nachdruck",
      rendered: [
        "atom.xml",
        "ausgaben/2025-11/entwurf/index.html",
        "ausgaben/2025-12/atom.xml",
        "ausgaben/2025-12/index.html",
        "ausgaben/2025-12/index.xml",
        "ausgaben/2025-12/indien/index.html",
        "index.html",
        "index.xml",
        "themen/indien/atom.xml",
        "themen/indien/index.html",
        "themen/indien/index.xml",
      ]),
    Edit(
      testDescription: "a title",
      path: "Content/ausgaben/2025-12/indien.md", old: "title: Indien", new: "title: Bharat",
      rendered: [
        "atom.xml",
        "ausgaben/2025-11/entwurf/index.html",
        "ausgaben/2025-12/amiens/index.html",
        "ausgaben/2025-12/atom.xml",
        "ausgaben/2025-12/buendel/index.html",
        "ausgaben/2025-12/index.html",
        "ausgaben/2025-12/index.xml",
        "ausgaben/2025-12/indien/index.html",
        "impressum/index.html",
        "index.html",
        "index.xml",
        "sitemap.xml",
        "themen/indien/atom.xml",
        "themen/indien/index.html",
        "themen/indien/index.xml",
      ]),
    Edit(
      testDescription: "a new article in the old edition",
      path: "Content/ausgaben/2025-11/neu.md", old: nil, new: "---\ntitle: Neu\ndate: 2025-11-12\n---\n\nNeu.\n",
      rendered: [
        "atom.xml",
        "ausgaben/2025-11/alt/index.html",
        "ausgaben/2025-11/atom.xml",
        "ausgaben/2025-11/entwurf/index.html",
        "ausgaben/2025-11/index.html",
        "ausgaben/2025-11/index.xml",
        "ausgaben/2025-11/neu/index.html",
        "ausgaben/2025-12/amiens/index.html",
        "ausgaben/2025-12/atom.xml",
        "ausgaben/2025-12/index.xml",
        "ausgaben/2025-12/indien/index.html",
        "impressum/index.html",
        "index.html",
        "index.xml",
        "sitemap.xml",
        "themen/europa/atom.xml",
        "themen/europa/index.xml",
        "themen/frankreich/atom.xml",
        "themen/frankreich/index.xml",
        "themen/handel/atom.xml",
        "themen/handel/index.xml",
        "themen/indien/atom.xml",
        "themen/indien/index.xml",
      ]),
  ]

  /// A page that expires while the preview runs gets its badge without anybody saving a file.
  @Test func timeAloneOutdatesASite() async throws {
    let folder = try TemporaryFolder()
    let source = try Self.copyOfSite(in: folder)
    let (before, after) = (Present.instant(1_766_181_600), Present.instant(1_766_188_800))
    let site = PreviewSite(options: Self.options(source, now: before), origin: "http://127.0.0.1:8000")
    let first = await site.rebuild(.unknown, now: before)
    try #require(first.isGood)
    #expect(first.badges["ausgaben/2025-12/indien/index.html"] == nil)
    #expect(await !site.isOutdated(at: before))
    #expect(await site.isOutdated(at: after))
    let second = await site.rebuild(SourceChanges([]), now: after)
    #expect(second.badges["ausgaben/2025-12/indien/index.html"] != nil)
    #expect(await !site.isOutdated(at: after))
  }

  private static func copyOfSite(in folder: TemporaryFolder) throws -> String {
    let source = folder.path + "/site"
    try FileManager.default.copyItem(
      at: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Site"), to: URL(filePath: source))
    return source
  }

  private static func options(_ source: String, now: Present) -> BuildOptions {
    let policy = PublicationPolicy(includesDrafts: true, includesFuture: true, includesExpired: true)
    return BuildOptions(source: source, output: "", policy: policy, jobs: 2, now: now)
  }

  @Test(arguments: edits)
  func onlyWhatDependsOnAnEditIsRendered(_ edit: Edit) async throws {
    let folder = try TemporaryFolder()
    let source = try Self.copyOfSite(in: folder)
    let noon = Present.instant(1_768_478_400)
    let site = PreviewSite(options: Self.options(source, now: noon), origin: "http://127.0.0.1:8000")
    let first = await site.rebuild(.unknown, now: noon)
    try #require(first.isGood)
    #expect(Set(first.rendered).isSubset(of: first.outputs.keys))

    let file = URL(filePath: "\(source)/\(edit.path)")
    if let old = edit.old {
      let text = try String(contentsOf: file, encoding: .utf8)
      try #require(text.contains(old))
      try Data(text.replacing(old, with: edit.new).utf8).write(to: file)
    } else {
      try Data(edit.new.utf8).write(to: file)
    }
    let second = await site.rebuild(SourceChanges([edit.path]), now: noon)
    try #require(second.isGood)
    #expect(second.rendered.sorted() == edit.rendered)
  }
}
