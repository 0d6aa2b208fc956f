import SiteDiagnostics
import SiteMarkdown
import Testing

/// Whatever is typed reaches readers, or something is said of its line.
@Suite struct LossPropertyTests {
  private static let pieces = [
    "*", "**", "_", "__", "~~", "`", "[", "](", ")", "![", "]{", "{#a .b}", "{.x", "{{ a(b=\"c\") }}", "{{< x >}}",
    "{% y %}", "[^1]", "\n[^1]: ", "\n[a]: b\n", "[a][b]", "\n", "\n\n", "\n    ", "\n- ", "\n1. ", "\n5. ", "\n> ",
    "\n# ", "\n##", "\n: ", "\n::: box\n", "\n:::\n", "\n| ", "| ", " | ", "\n|-|-|\n", "\n---\n", "\"", "'", "„", "“",
    "...", "&nbps;", "&amp;", "<b>", "</b>", "<div>", "</div>", "\n<div>\n", "<p>", "<!-- x -->", "<a href=\"x\">",
    "</a>", "<https://x.de>", "https://x.de/a_b", "\\", "\\*", "•", "-\u{A0}", "12. Dezember ", "- [ ] ", "- [x ]",
    "\n```\n", "\n~~~\n", " ", " ", " ", ", ", ". ",
  ]

  /// What is said once of all that it takes away.
  private static let sweeping: Set<String> = [
    "markdown.comment-not-closed", "markdown.unused-footnote", "markdown.duplicate-footnote",
  ]

  @Test func everyWordIsShownOrSomethingIsSaidOfItsLine() {
    var random = SplitMix(state: 23)
    for _ in 0..<1500 {
      let (text, words) = Self.text(&random)
      let document = MarkdownDocument(SourceText(path: "a.md", text: text), options: MarkdownOptions())
      var bytes: [UInt8] = []
      document.html.write(resolver: CaseResolver(), into: &bytes)
      let html = String(decoding: bytes, as: UTF8.self)
      if document.diagnostics.contains(where: { Self.sweeping.contains($0.id) }) { continue }
      let told = Set(document.diagnostics.compactMap(\.location?.line))
      for (word, line) in words where !html.contains(word) {
        #expect(told.contains(line), "`\(word)` of line \(line) is lost: \(text.debugDescription)")
      }
    }
  }

  /// Pieces of syntax with words between, each with its line.
  private static func text(_ random: inout SplitMix) -> (String, [(String, Int)]) {
    var text = ""
    var words: [(String, Int)] = []
    for _ in 0..<Int.random(in: 2...25, using: &random) {
      if Bool.random(using: &random) {
        let word = "w\(words.count)q"
        words.append((word, text.count { $0 == "\n" } + 1))
        text += word
      }
      text += pieces.randomElement(using: &random) ?? ""
      if Int.random(in: 0..<5, using: &random) < 2 { text += " " }
    }
    return (text, words)
  }
}
