import Foundation
import SiteDiagnostics
import SiteMarkdown
import Testing

/// The short way to the place of a front matter's value, held against the parser.
@Suite struct PlainFieldTests {
  @Test(arguments: [
    "title: 1️⃣Hafen2️⃣", "date: 2025-01-02\ntitle:  1️⃣Ein: Wort2️⃣  ", "title: 1️⃣\"Hafen\"2️⃣\nsummary: x",
    "tags: [a, b]\ntitle: 1️⃣'Häfen'2️⃣", "image:\n  src: x.png\n  alt: ä\ntitle: 1️⃣Ein Kran2️⃣",
    "tags:\n  - Köln\n- Rhein\ntitle: 1️⃣/a/b.png2️⃣",
  ]) func plainValuesAreFound(marked: String) throws {
    let text = "---\n" + marked.replacing("1️⃣", with: "").replacing("2️⃣", with: "") + "\n---\n"
    let before = try #require(marked.range(of: "1️⃣"))
    let after = try #require(marked.range(of: "2️⃣"))
    let start = 4 + marked[..<before.lowerBound].utf8.count
    let end = start + marked[before.upperBound..<after.lowerBound].utf8.count
    let source = SourceText(path: "a.md", text: text)
    #expect(PlainFields(source)?.value(of: "title") == start..<end)
  }

  /// Lines in which another line seems to begin, or of which it is unclear where they end.
  @Test(arguments: [
    "summary: \"a\ntitle: b\"\ntitle: c", "tags: [a,\ntitle: b]\ntitle: c", "title: a\n  b", "title: a # b",
    "title: 'a' # b", "title: 'it''s'", "title: \"a\\\"b\"", "title: |\n  a", "title: &x a", "title: !!str a",
    "title:\n  a", "title: {a: b}", "- title: a", "\"title\": a", "? title\n: a", "title: a\u{2028}b",
    "title: a\n\n  b",
    "other: a",
  ]) func whatIsNotPlainIsLeftToTheParser(lines: String) {
    #expect(PlainFields(SourceText(path: "a.md", text: "---\n\(lines)\n---\n"))?.value(of: "title") == nil)
  }

  @Test func itNeverContradictsTheParser() {
    let beginnings = [
      "title: ", "summary: ", "image: ", "title:", "tags: ", "  src: ", "  ", "  - ", "- ", "", "# ", "? ",
    ]
    let parts = [
      "a", "Köln", "b c", "2025", "null", "/", "…", " ", "\"", "'", "''", "[", "]", ",", "#", " #", ": ", "{", "}", "|",
      ">", "&x ",
      "*", "!", "-", "\\", "\u{85}", "\u{2028}", "\u{A0}", "\t", "\r", "[a, b]", "'b'", "\"ä\"", "\n",
    ]
    var dice = Dice(state: 7)
    var found = 0
    for _ in 0..<200_000 {
      let lines = (0...dice.roll(4)).map { _ in
        beginnings[dice.roll(beginnings.count)] + (0...dice.roll(3)).map { _ in parts[dice.roll(parts.count)] }.joined()
      }.joined(separator: "\n")
      let source = SourceText(path: "a.md", text: "---\n\(lines)\n---\n")
      guard let entries = FrontMatter.parse(source).0?.entries else { continue }
      for key in ["title", "summary", "image"] {
        guard let place = PlainFields(source)?.value(of: key) else { continue }
        found += 1
        let value = entries.first { $0.key.text == key }?.value
        #expect(value?.location(in: source) == source.location(of: place), "\(lines.debugDescription)")
        #expect(value?.mapping == nil, "\(lines.debugDescription)")
      }
    }
    #expect(found > 1000)
  }

  private struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % sides
    }
  }
}
