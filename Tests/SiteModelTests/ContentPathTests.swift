import SiteDiagnostics
import SiteModel
import Testing

/// What a path tells of its page: the key that translations share, and the language.
@Suite struct ContentPathTests {
  @Test(arguments: [
    ("index.md", "", "de"), ("index.en.md", "", "en"), ("impressum.md", "impressum", "de"),
    ("impressum.en.md", "impressum", "en"), ("ausgaben/2025-12/index.md", "ausgaben/2025-12", "de"),
    ("ausgaben/2025-12/amiens.en.md", "ausgaben/2025-12/amiens", "en"), ("a/v1.2.md", "a/v1.2", "de"),
    ("u\u{308}ber/\u{FC}.md", "u\u{308}ber/\u{FC}", "de"), (".en.md", ".en", "de"),
    // From the site's root, as menus and templates may write it.
    ("/impressum.md", "impressum", "de"), ("/index.md", "", "de"),
  ])
  func itIsTakenApart(path: String, key: String, language: String) throws {
    let parsed = try #require(ContentPath.parse(path, configuration: Self.configuration()).0)
    #expect(Array(parsed.key.utf8) == Array(key.utf8))
    #expect(parsed.language == language)
    #expect(parsed.path == path)
  }

  @Test func aLanguageThatTheSiteLacksIsNamed() throws {
    let (path, problems) = ContentPath.parse("a.fr.md", configuration: try Self.configuration())
    #expect(path == nil)
    #expect(problems.map(\.id) == ["content.unknown-language"])
  }

  private static func configuration() throws -> SiteConfiguration {
    let text = "title: T\nbaseURL: https://www.example.org\nlanguages: {de: Deutsch, en: English}\n"
    return try #require(SiteConfigurationReader.read(SourceText(path: "site.yaml", text: text)).0)
  }
}
