import SiteDiagnostics
import SiteMarkdown
import Testing

/// Any bytes end in a document.
@Suite struct RobustnessTests {
  private static let variants = [
    MarkdownOptions.commonMark, MarkdownOptions(), MarkdownOptions(language: "fr", hooks: Set(RenderHook.allCases)),
    MarkdownOptions(rawHTML: .pass, language: "en"), MarkdownOptions(rawHTML: .escape, language: "xx"),
  ]

  private func convert(_ bytes: [UInt8]) {
    for options in Self.variants {
      let document = MarkdownDocument(SourceText(path: "a.md", bytes: bytes), options: options)
      for output in [MarkdownOutput.page, .feed] {
        var html: [UInt8] = []
        document.html.write(for: output, resolver: CaseResolver(), into: &html)
        #expect(String(validating: html, as: UTF8.self) != nil)
      }
      #expect(String(validating: Array(document.plainText.utf8), as: UTF8.self) != nil)
    }
  }

  @Test func randomBytesAreConverted() {
    var random = SplitMix(state: 1)
    for _ in 0..<60 {
      convert((0..<Int.random(in: 0...400, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
  }

  /// Pieces of syntax in any order: more likely to meet a bad offset than noise is.
  @Test func randomSyntaxIsConverted() {
    let pieces = [
      "*", "**", "_", "~~", "~", "`", "``", "[", "]", "](", ")", "(", "![", "]{", "{", "}", "{#a .b c=d}", "{{", "}}",
      "{{ a(b=\"c\") }}", "[^1]", "[^1]: ", "[a]: b", "\n", "\n\n", "    ", "\t", "- ", "1. ", "> ", "# ", ": ", ":::",
      "::: box Titel", "| a | b |", "|-|-|", "---", "\"", "'", "...", " - ", "--", "z. B. ", "10 000 €", "5-7",
      "&quot;",
      "&", "<", ">", "<b>", "</b>", "<div>", "<!--", "-->", "<!-- more -->", "http://a.b", "www.a.b", "a@b.c", "\\",
      "\\\"",
      "ä", "„", "“", "\u{202F}", "\u{10A00}", "\u{10A50}", "\u{0}", "\r", "\r\n", "a", "x y", "- [ ] ", "```", "~~~",
    ]
    var random = SplitMix(state: 7)
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 1...40, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
      convert(Array(text.joined().utf8))
    }
  }

  @Test(
    arguments: [
      [0xFF], [0xC3], [0xE2, 0x80], [0xF0, 0x90, 0xA8], [0x00], [0xEF, 0xBB, 0xBF], [0xED, 0xA0, 0x80],
      Array("# ä".utf8) + [0xC3], Array("[a](b".utf8) + [0xFE, 0x29], Array("a\r\rb\r\n|a|\r|-|\r".utf8),
    ] as [[UInt8]]) func brokenTextIsConverted(bytes: [UInt8])
  {
    convert(bytes)
  }

  @Test func brokenTextIsReportedAtItsPlace() throws {
    let source = SourceText(path: "a.md", bytes: Array("---\nx\n---\nGut\nb".utf8) + [0xE4] + Array("se\n".utf8))
    let document = MarkdownDocument(source, from: 10, options: MarkdownOptions())
    let diagnostic = try #require(document.diagnostics.first)
    #expect(diagnostic.id == "markdown.invalid-utf8")
    #expect(diagnostic.location?.line == 5)
    #expect(diagnostic.location?.column == 2)
  }

  @Test func deepNestingIsConverted() {
    for unit in ["> ", "- ", "[", "*a ", "![", "<b>", "{{ a(", "\"'", "~~a ", "::: a\n", "[^a]", "**"] {
      convert(Array(String(repeating: unit, count: 3000).utf8))
    }
  }
}

/// A small generator of random numbers that gives the same ones everywhere.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
