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

  /// The tag alone is written in many templates: only those that took part in the page can have written it there.
  @Test func aTemplateThatTookNoPartIsNotBlamed() async throws {
    let page = """
      <!doctype html>
      <html lang="{{ lang }}"><head><title>{{ page.title }}</title></head>
      <body><main id="main"><h1>{{ page.title }}</h1>{{ page.content }}
      <p><a href="/">x</a><a href="/beispiel/">y</a><a href="/teil/">z</a></p>
      {% include "teile/fuss.html" %}
      </main></body></html>
      """
    let found = try await Self.check([
      ("Templates/404.html", "<html lang='de'><title>x</title><main><h1>{{ t }}</h1>\n<h2>Da</h2></main>", false),
      ("Templates/page.html", page, false),
      ("Templates/section.html", "{% extends \"page.html\" %}", false),
      ("Templates/teile/fuss.html", "<footer>\n<h2>{{ page.fuss }}</h2></footer>", false),
    ])
    #expect(found == ["Templates/teile/fuss.html:2 heading.empty"])
  }

  /// What stands around it in the page tells two equal tags apart.
  @Test func ofTwoEqualTagsTheOneAtFaultIsNamed() async throws {
    let template = Self.reader.replacing(
      "</main>", with: "<section><h2>Titel</h2></section>\n<aside><h2>{{ page.nichts }}</h2></aside></main>")
    let found = try await Self.check([("Templates/section.html", template, false)])
    #expect(found == ["Templates/section.html:9 heading.empty"])
  }

  /// One mistake, one message: no template is blamed for a page whose front matter is wrong.
  @Test func aMissingTitleBlamesNoTemplate() async throws {
    let found = try await Self.check([
      ("Templates/section.html", Self.reader, false),
      ("Content/teil/ohne.md", "---\nsummary: Kurz.\n---\nText.\n", false),
    ])
    #expect(found == ["Content/teil/ohne.md:1 front-matter.missing-title"])
  }

  /// Markup that Markdown became is looked for in what was written.
  @Test func anIDThatStandsTwiceIsToldInTheText() async throws {
    let found = try await Self.check([
      (
        "Content/beispiel.md",
        "---\ntitle: B\n---\n## Eins\n\n<p id='eins'>x</p>\n\n<p id=zwei>x</p><p id='zwei'>y</p>\n", false
      )
    ])
    #expect(
      found == ["Content/beispiel.md:4 html.duplicate-id", "Content/beispiel.md:8 html.duplicate-id"]
        || found == ["Content/beispiel.md:6 html.duplicate-id", "Content/beispiel.md:8 html.duplicate-id"])
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
