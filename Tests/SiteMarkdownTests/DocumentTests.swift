import SiteDiagnostics
import SiteMarkdown
import Testing

/// What a document tells besides its HTML.
@Suite struct DocumentTests {
  private func document(_ text: String, _ options: MarkdownOptions = MarkdownOptions()) -> MarkdownDocument {
    MarkdownDocument(SourceText(path: "a.md", text: text), options: options)
  }

  @Test func headingsHaveLevelsTitlesAndPlaces() {
    let document = document("Text\n\n# Größe *und* \"Maß\"\n\n## Größe\n")
    #expect(document.headings.map(\.level) == [1, 2])
    #expect(document.headings.map(\.title) == ["Größe und „Maß“", "Größe"])
    #expect(document.headings.map(\.id) == ["groesse-und-mass", "groesse"])
    #expect(document.headings.map(\.sourceOffset) == [6, 30])
    #expect(document.anchors == ["groesse-und-mass", "groesse"])
  }

  @Test func linksAreInTheOrderOfTheText() {
    let document = document("[a *b*](c.md \"T\") ![d](e.png) <https://f.g> [x](javascript:y)")
    #expect(document.links.map(\.kind) == [.link, .image, .link])
    #expect(document.links.map(\.destination) == ["c.md", "e.png", "https://f.g"])
    #expect(document.links.map(\.text) == ["a b", "d", "https://f.g"])
    #expect(document.links.map(\.title) == ["T", "", ""])
  }

  @Test func wordsAreCounted() {
    #expect(document("# Ein Titel\n\nDrei *kurze* Wörter.\n").wordCount == 5)
    #expect(document("").wordCount == 0)
    for words in [7, 8, 9, 400, 5000] {
      for word in ["a", "Wörter", "Außenwirtschaftsförderung"] {
        #expect(document(Array(repeating: word, count: words).joined(separator: " ")).wordCount == words)
      }
    }
  }

  @Test func footnotesAreCounted() {
    let document = document("a[^x] b[^y] c[^x]\n\n[^y]: Y\n[^x]: X\n")
    #expect(document.footnotes.map(\.label) == ["x", "y"])
    #expect(document.footnotes.map(\.references) == [2, 1])
    #expect(document.footnotes.map(\.number) == [1, 2])
  }

  @Test func componentsKnowTheirPlace() throws {
    let text = "a\n\n{{ video(src=\"x\") }}\n\n::: kasten Titel\nb\n:::\n"
    let components = document(text).html.components
    #expect(components.map(\.name) == ["video", "kasten"])
    let bytes = Array(text.utf8)
    let places = components.map { String(decoding: bytes[$0.source], as: UTF8.self) }
    #expect(places == ["{{ video(src=\"x\") }}", "::: kasten Titel"])
  }

  @Test func frontMatterCountsInPlaces() throws {
    let document = MarkdownDocument(
      SourceText(path: "a.md", text: "---\ntitle: x\n---\n\nText[^fehlt]\n"), from: 17, options: MarkdownOptions())
    let location = try #require(document.diagnostics.first?.location)
    #expect((location.line, location.column, location.length) == (5, 5, 8))
  }

  @Test func conversionIsTheSameOnManyThreads() async {
    let text = String(repeating: "# Ä\n\n*a* [b](c.md) | d\n\n| e |\n|---|\n| f |\n\n", count: 50)
    let expected = render(text, MarkdownOptions())
    await withTaskGroup(of: String.self) { group in
      for _ in 0..<32 { group.addTask { render(text, MarkdownOptions()) } }
      for await html in group { #expect(html == expected) }
    }
  }

  @Test func slugsAreASCIIWhereTheyCanBe() {
    #expect(slug(of: "Größe, Straße & Übermut") == "groesse-strasse-uebermut")
    #expect(slug(of: "Łódź – Čeština – Ñandú") == "lodz-cestina-nandu")
    #expect(slug(of: "A\u{308}pfel don’t") == "aepfel-dont")
    #expect(slug(of: "日本 2025") == "日本-2025")
    #expect(slug(of: "…🎉") == "")
    #expect(slug(of: "--a  b--") == "a-b")
  }

  /// The sign behind a text isn't part of its slug, and keeps it from being taken as it is.
  @Test func slugsAreKnownAtSight() {
    var texts = [""]
    for _ in 0..<4 { texts += texts.flatMap { text in ["a", "z9", "-", "/", "A", " ", "ü"].map { text + $0 } } }
    for text in Set(texts) {
      #expect(isSlug(text[...]) == (!text.isEmpty && slug(of: text + "!") == text), "\(text)")
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      #expect(isSlug(text[...], isPath: true) == parts.allSatisfy { isSlug($0) }, "\(text)")
    }
  }
}
