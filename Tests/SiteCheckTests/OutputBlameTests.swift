import Foundation
import SiteBuild
import SiteCheck
import SiteDiagnostics
import Testing

/// Who is blamed for what was found in a rendered page.
@Suite struct OutputBlameTests {
  /// A page that shows the texts of others, as an edition for print does.
  private static let reader = """
    <!doctype html>
    <html lang="{{ lang }}">
    <head><title>{{ page.title }}</title></head>
    <body>
    <main id="main"><h1>{{ page.title }}</h1>
    {{ page.content }}
    {% for child in pages %}<p><a href="{{ child.url }}">{{ child.title }}</a></p>{{ child.content }}{% endfor %}
    </main>
    </body>
    </html>
    """

  @Test func aTextIsBlamedOnceWhoeverShowsIt() async throws {
    let found = try await Self.check([
      ("Templates/section.html", Self.reader, false),
      ("Content/teil/beispiel.md", "---\ntitle: Ein Text\n---\n# Zu hoch\n\n<img src=\"/\">\n", false),
    ])
    #expect(
      found == ["Content/teil/beispiel.md:4 heading.second-title", "Content/teil/beispiel.md:6 html.missing-alt"])
  }

  @Test func aTemplateThatSaysTheSameIsBlamedToo() async throws {
    let template = Self.reader.replacing("</main>", with: "<img src=\"/\"></main>")
    let found = try await Self.check([
      ("Templates/section.html", template, false),
      ("Content/teil/beispiel.md", "---\ntitle: Ein Text\n---\n<img src=\"/\">\n", false),
    ])
    #expect(found == ["Content/teil/beispiel.md:4 html.missing-alt", "Templates/section.html:8 html.missing-alt"])
  }

  private static func check(_ files: [(path: String, text: String, isBytes: Bool)]) async throws -> [String] {
    let configuration = "title: Brief\nbaseURL: https://www.example.org\nmarkdown: {raw_html: pass}\n"
    let site = try ExampleSite(
      [
        ("Content/site.yaml", configuration, false),
        (
          "Content/index.md", "---\ntitle: Start\n---\nZum [Teil](teil/index.md) und zum [Beispiel](beispiel.md).\n",
          false
        ),
        ("Content/teil/index.md", "---\ntitle: Teil\n---\nText.\n", false),
      ] + files)
    defer { site.remove() }
    let report = await SiteChecker.check(
      CheckOptions(
        build: BuildOptions(
          source: site.folder.path, output: site.folder.path + "/Public", jobs: 2, now: .instant(1_768_478_400))))
    return report.diagnostics.map { "\($0.location?.path ?? ""):\($0.location?.line ?? 0) \($0.id)" }
  }
}
