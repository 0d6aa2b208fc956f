import Foundation
import SiteBuild
import SiteDiagnostics
import Testing

/// The newsletter of this repository, changed as an editor or a translator would change it.
@Suite struct NewsletterTests {
  @Test func aThirdLanguageIsOneFileAndOneLine() async throws {
    let site = try NewsletterCopy()
    try site.change("Content/site.yaml") { $0.replacing("  en: English\n", with: "  en: English\n  fr: Français\n") }
    let german = try site.text("Templates/i18n/de.yaml")
    try site.write("Templates/i18n/fr.yaml", german.replacing("skip_to_content: ", with: "skip_to_content: Vers "))
    try site.write("Content/index.fr.md", "---\ntitle: Dortmund\n---\nBonjour.\n")
    let report = await site.build()
    #expect(report.diagnostics.allSatisfy { $0.id == "config.placeholder" }, "\(report.diagnostics)")
    let french = try site.text("Public/fr/index.html")
    #expect(french.contains("<html lang=\"fr\">") && french.contains(">Vers "))
    for page in ["Public/index.html", "Public/en/index.html"] {
      let text = try site.text(page)
      #expect(text.contains("hreflang=\"fr\" href=\"https://www.example.org/fr/\""))
      #expect(text.contains("<a href=\"/fr/\" lang=\"fr\" hreflang=\"fr\">"))
    }
    #expect(try site.text("Public/impressum/index.html").contains("<a href=\"/fr/\" lang=\"fr\" hreflang=\"fr\">"))
  }

  @Test func aPageInLeichteSpracheIsOneFile() async throws {
    let site = try NewsletterCopy()
    try site.write(
      "Content/leichte-sprache.md",
      "---\ntitle: Leichte Sprache\ntemplate: easy.html\n---\nDas ist **Leichte Sprache**.\n")
    let report = await site.build()
    #expect(!report.diagnostics.hasErrors)
    let page = try site.text("Public/leichte-sprache/index.html")
    #expect(page.contains("page-body--easy") && page.contains("<strong>Leichte Sprache</strong>"))
  }

  @Test func whatEditorsLeaveBesideFilesIsNotPublished() async throws {
    let site = try NewsletterCopy()
    #expect(await site.build().diagnostics.hasErrors == false)
    let before = try FileManager.default.subpathsOfDirectory(atPath: site.folder.path + "/Public").sorted()
    for name in ["impressum.md~", "#impressum.md#", ".impressum.md.swp", "Thumbs.db", "desktop.ini"] {
      try site.write("Content/\(name)", "halb fertig")
    }
    #expect(await site.build().diagnostics.hasErrors == false)
    #expect(try FileManager.default.subpathsOfDirectory(atPath: site.folder.path + "/Public").sorted() == before)
    try site.write("Content/hinweise.txt", "fertig")
    _ = await site.build()
    #expect(try site.text("Public/hinweise.txt") == "fertig")
  }

  @Test func editionsNeedNoFeedsOfTheirOwn() async throws {
    let site = try NewsletterCopy()
    #expect(await site.build().diagnostics.hasErrors == false)
    #expect(try !site.text("Public/ausgaben/2025-12/index.xml").isEmpty)
    try site.change("Content/site.yaml") { $0.replacing("  limit: 20", with: "  limit: 20\n  editions: false") }
    #expect(await site.build().diagnostics.hasErrors == false)
    #expect(throws: (any Error).self) { try site.text("Public/ausgaben/2025-12/index.xml") }
    #expect(try !site.text("Public/ausgaben/2025-12/index.html").contains("ausgaben/2025-12/index.xml"))
    #expect(try !site.text("Public/index.xml").isEmpty)
  }

  @Test func aTextThatOneLanguageLacksIsNamed() async throws {
    let site = try NewsletterCopy()
    try site.change("Templates/i18n/en.yaml") { $0.replacing("skip_to_content:", with: "skip_to_contents:") }
    let report = await site.build()
    let missing = report.diagnostics.filter { $0.id == "i18n.missing-text" }
    #expect(missing.map(\.location?.path) == ["Templates/i18n/de.yaml", "Templates/i18n/en.yaml"])
    let english = try #require(missing.last)
    #expect(english.message == "there is no text `skip_to_content` in `Templates/i18n/en.yaml`")
    #expect(english.hint == "did you mean it by `skip_to_contents`?")
    #expect(english.notes.first?.location?.path == "Templates/i18n/de.yaml")
    #expect(try site.text("Public/en/index.html").contains(">Zum Inhalt springen<"))
  }

  /// A language without a file of texts is named once.
  @Test func aLanguageWithoutTextsIsNamed() async throws {
    let site = try NewsletterCopy()
    try site.change("Content/site.yaml") { $0.replacing("  en: English\n", with: "  en: English\n  fr: Français\n") }
    let report = await site.build()
    #expect(report.diagnostics.filter { $0.id.hasPrefix("i18n.") }.map(\.id) == ["i18n.missing-language"])
  }

  /// What is compressed is what is compressed, and goes when nobody asks for it any more.
  @Test func compressedFormsComeAndGo() async throws {
    let site = try NewsletterCopy()
    _ = await site.build(isPrecompressed: true)
    for form in ["gz", "br"] {
      let page = try Data(contentsOf: site.url("Public/index.html.\(form)"))
      #expect(page.count < (try site.text("Public/index.html").utf8.count) / 2)
      #expect(FileManager.default.fileExists(atPath: site.url("Public/sitemap.xml.\(form)").path))
      #expect(!FileManager.default.fileExists(atPath: site.url("Public/_headers.\(form)").path))
    }
    let unpacked = try await Self.unpack(site.url("Public/index.html.gz"))
    #expect(unpacked == (try Data(contentsOf: site.url("Public/index.html"))))
    _ = await site.build()
    #expect(!FileManager.default.fileExists(atPath: site.url("Public/index.html.gz").path))
    #expect(!FileManager.default.fileExists(atPath: site.url("Public/index.html.br").path))
  }

  private static func unpack(_ file: URL) async throws -> Data {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/bin/gzip")
    process.arguments = ["-dc", file.path]
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return data
  }
}
