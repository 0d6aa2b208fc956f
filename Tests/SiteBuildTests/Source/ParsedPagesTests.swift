import SiteDiagnostics
import SiteModel
import Testing

@testable import SiteBuild

@Suite struct ParsedPagesTests {
  /// Two of these are equal as texts, and two files.
  private static let names = ["a.md", "b/index.md", "b.md", "u\u{308}.md", "z.md", "\u{FC}.md", "\u{1F600}.md"]

  private static func file(_ name: String) throws -> ParsedPages.File {
    let settings = SourceText(path: "site.yaml", bytes: Array("title: T\nbaseURL: https://www.example.org\n".utf8))
    let configuration = try #require(SiteConfigurationReader.read(settings).0)
    let path = try #require(ContentPath.parse(name, configuration: configuration).0)
    return ParsedPages.File(path: path, page: nil, diagnostics: [])
  }

  private static func pages() throws -> ParsedPages {
    let paths = try #require(names.map { RelativePath($0) } as? [RelativePath])
    return ParsedPages(
      conditions: ParsedPages.Conditions(configuration: [], baseURL: nil, today: SiteDate(day: 0)),
      outline: ContentOutline(folders: [], editionsFolder: "ausgaben"),
      files: try paths.sorted().map { try file($0.description) })
  }

  private static func haveSameBytes(_ left: String?, _ right: String) -> Bool {
    left.map { Array($0.utf8) } == Array(right.utf8)
  }

  @Test func eachIsFoundByItsPath() throws {
    let pages = try Self.pages()
    #expect(Self.names.allSatisfy { Self.haveSameBytes(pages[$0]?.path.path, $0) })
    #expect(["", "aa.md", "b", "b/index.m", "zz.md"].allSatisfy { pages[$0] == nil })
  }

  @Test(arguments: names)
  func oneIsReplacedAndTheOthersStay(name: String) throws {
    let old = try Self.pages()
    var pages = old
    let new = try Self.file(name)
    pages.replace(new)
    #expect(pages[name] === new)
    #expect(pages.files.indices.count { pages.files[$0] !== old.files[$0] } == 1)
  }

  @Test(arguments: names)
  func someAreRemovedAndTheOthersStay(name: String) throws {
    var pages = try Self.pages()
    pages.remove([name, "b.md", "nirgends.md"])
    let gone = Set([name, "b.md"])
    #expect(pages[name] == nil && pages["b.md"] == nil)
    #expect(pages.files.count == Self.names.count - gone.count)
    let rest = pages.files
    pages.remove([name])
    let isAsBefore = pages.files.elementsEqual(rest) { $0 === $1 }
    #expect(isAsBefore)
  }
}
