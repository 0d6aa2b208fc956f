import Foundation
import SiteBuild
import SiteCheck
import SiteDiagnostics
import Testing

/// Characters that no feed can hold: told where they stand, mended where they stand in what people write.
@Suite struct ControlCharacterTests {
  @Test func textsAreMendedOnceAndForAll() async throws {
    let text = """
      ---
      title: "A\\x0Bb \\u0093c\\u0094"
      summary: "d\\e"
      ---
      ## Kopf\u{B}zeile

      Erste\u{B}zweite \u{2}\u{3}Zei\u{1F}le 5\u{1E}6 \u{96} a &#11;b `&#11;` &#150; [l](#a&#8; "t&#7;")\u{B}

      ```
      &#12;
      ```

      <b title="&#1;">x</b> \u{FFFE}\u{1FFFF}
      """
    let mended = """
      ---
      title: "A b “c”"
      summary: "d"
      ---
      ## Kopf zeile

      Erste
      zweite Zeile 5\u{2011}6 – a b `&#11;` – [l](#a "t")

      ```
      &#12;
      ```

      <b title="">x</b> 
      """
    let site = try ExampleSite([("Content/beispiel.md", text, false)])
    defer { site.remove() }
    let file = site.folder.appending(path: "Content/beispiel.md")
    _ = await SiteFixer.fix(Self.options(site))
    #expect(try String(contentsOf: file, encoding: .utf8) == mended)
    let (second, _) = await SiteFixer.fix(Self.options(site))
    #expect(second.mended.isEmpty && second.diagnostics.isEmpty)
  }

  /// However many there are, one run is enough, and a few messages.
  @Test func aTextFullOfThem() async throws {
    let text = "---\ntitle: Beispiel\n---\n" + String(repeating: "a\u{1}", count: 50_000)
    let site = try ExampleSite([("Content/beispiel.md", text, false)])
    defer { site.remove() }
    let report = await SiteChecker.check(Self.options(site))
    #expect(report.diagnostics.count { $0.id == "markdown.control-character" } == 200)
    _ = await SiteFixer.fix(Self.options(site))
    let file = site.folder.appending(path: "Content/beispiel.md")
    #expect(try Data(contentsOf: file).count == text.utf8.count - 50_000)
  }

  @Test(arguments: [
    ("Templates/page.html", "{{ page.title }}\u{B}", "template.control-character"),
    ("Templates/page.html", #"{{ "\x0b" }}"#, "template.control-character"),
    ("Templates/sitemap.xml", "<a>&#11;</a>", "template.control-character"),
    ("Templates/i18n/de.yaml", #"mehr: "a\x0b""#, "yaml.control-character"),
    ("Content/site.yaml", "title: \"Br\\vief\"\nbaseURL: https://www.example.org\n", "yaml.control-character"),
    ("Content/bi\u{B}ld.png", "x", "source.bad-name"),
    ("Content/bi\u{85}ld.png", "x", "source.bad-name"),
    ("Content/or\u{1F}dner/index.md", "---\ntitle: A\n---\n", "source.bad-name"),
  ])
  func whoeverWroteIt(path: String, text: String, id: String) async throws {
    let site = try ExampleSite([(path, text, false)])
    defer { site.remove() }
    let report = await SiteBuilder.build(Self.options(site).build)
    #expect(report.diagnostics.contains { $0.id == id && $0.severity == .error })
    #expect(!FileManager.default.fileExists(atPath: site.folder.path + "/Public/index.html"))
  }

  @Test(arguments: [
    "Weiches Trenn\u{AD}zeichen, \u{200E}Richtung, \u{2028}Zeile, 👩‍🚀 e\u{301}", "```\n&#11;\n```",
    "`&#x1F;` und \\&#11;",
    "&#10;&#9;&#13;&#160;&#8203;",
  ])
  func whatIsRightStays(text: String) async throws {
    let site = try ExampleSite([("Content/beispiel.md", "---\ntitle: Beispiel\n---\n" + text, false)])
    defer { site.remove() }
    let report = await SiteChecker.check(Self.options(site))
    #expect(!report.diagnostics.contains { $0.id.hasSuffix("control-character") })
  }

  private static func options(_ site: ExampleSite) -> CheckOptions {
    CheckOptions(
      build: BuildOptions(
        source: site.folder.path, output: site.folder.path + "/Public", jobs: 2, now: .instant(1_768_478_400)))
  }
}
