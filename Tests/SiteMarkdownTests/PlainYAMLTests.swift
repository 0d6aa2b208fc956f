import SiteDiagnostics
import Testing

@testable import SiteMarkdown

/// What is read without libyaml, libyaml would have read in the same way.
@Suite struct PlainYAMLTests {
  /// One of each form, and what stands in its way.
  private static let words = [
    "Amiens", "65 Jahre", "2025-12-15", "no", "null", "~", "0x1F", "Straße", "Łódź", "日本", "😀", "a:b", "a: b", "a:",
    "#", "a #b",
    "a#b", "[a", "a]", "{a}", "a, b", "- a", "-a", "?", "? a", "*a", "&a", "!a", "!placeholder a", "| a", "> a", "%a",
    "@a", "`a`",
    "'", "\"", "it's", "''", "\\", "\\n", "---", "...", "a  b", "a ", " a", "", "é", "\u{A0}a", "a\u{85}b",
    "a\u{2028}b",
    "\u{FEFF}", "\u{FFFF}", "\u{90}", "\t", "a\tb", "A–B", "„so“", "…", "\r", "a/b.png", "/a.png", "/", "//", "1.5",
    ".inf", "=", "<<",
    "a?b", "a!",
  ]

  private static func value(_ random: inout SplitMix) -> String {
    let text = (0..<Int.random(in: 1...3, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
      .joined(
        separator: Bool.random(using: &random) ? " " : "")
    return switch Int.random(in: 0...5, using: &random) {
    case 0: "'\(text)'"
    case 1: "\"\(text)\""
    default: text
    }
  }

  private static func line(_ random: inout SplitMix) -> String {
    let isHonest = Int.random(in: 0...7, using: &random) > 0
    let keys = isHonest ? ["title", "date", "tags", "a-b", "x_1", "A", "B", "c"] : ["Straße", "1", "-", "null", "a b"]
    let key = keys.randomElement(using: &random) ?? ""
    let gap = (isHonest ? [" ", " ", "  "] : ["", "\t"]).randomElement(using: &random) ?? ""
    func items() -> [String] { (0..<Int.random(in: 0...3, using: &random)).map { _ in value(&random) } }
    switch Int.random(in: 0...9, using: &random) {
    case 0: return "\(key):\(gap)[\(items().joined(separator: [", ", ",", " , "].randomElement(using: &random) ?? ""))]"
    case 1, 2:
      let indentation = ["  ", "  ", " ", "    ", ""].randomElement(using: &random) ?? ""
      return ([key + ":"] + items().map { "\(indentation)-\(gap)\($0)" }).joined(separator: "\n")
    case 3:
      return ["", "# a", "  - a", "key", "key :", "  a: b", "key: |\n  a", "...", " "].randomElement(using: &random)
        ?? ""
    default: return "\(key):\(gap)\(value(&random))"
    }
  }

  /// All that is known of a node and of those below it.
  private static func dump(_ node: YAMLNode) -> String {
    let place = "\(node.start.line):\(node.start.column)–\(node.end.line):\(node.end.column) \(node.tag ?? "")"
    return switch node.content {
    case .scalar(let text, let isPlain): "\(place)\(isPlain ? "" : "quoted")<\(text)>"
    case .sequence(let items): "\(place)[\(items.map(dump).joined(separator: ", "))]"
    case .mapping(let entries):
      "\(place){\(entries.map { "\(dump($0.key)): \(dump($0.value))" }.joined(separator: ", "))}"
    }
  }

  private static func plain(_ text: String) -> YAMLNode? {
    let bytes = Array(text.utf8)
    guard YAMLProblem.unreadable(in: SourceText(path: "a.md", bytes: bytes), range: 0..<bytes.count).isEmpty else {
      return nil
    }
    return unsafe bytes.withUnsafeBufferPointer { unsafe PlainYAML.parse(ByteView($0), line: 7) }
  }

  /// - Returns: whether it could be read without libyaml.
  private static func compare(_ text: String) -> Bool {
    guard let plain = plain(text) else { return false }
    // Behind as many lines as it was told there are.
    let padded = SourceText(path: "a.md", bytes: Array((String(repeating: "\n", count: 7) + text).utf8))
    let document = YAMLParser.parseWithLibrary(padded, range: 7..<padded.bytes.count)
    let (root, problems) = (document.root, document.diagnostics)
    #expect(problems.isEmpty, "\(text)")
    #expect(dump(plain) == root.map(dump), "\(text)")
    return true
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func itIsWhatTheLibraryReads(seed: UInt64) {
    var random = SplitMix(state: seed)
    var plainCount = 0
    for _ in 0..<5_000 {
      let lines = (0..<Int.random(in: 1...4, using: &random)).map { _ in Self.line(&random) }
      if Self.compare(lines.joined(separator: "\n") + "\n") { plainCount += 1 }
    }
    #expect(plainCount > 300)
  }

  @Test(arguments: [
    "title: Amiens: 65 Jahre\n", "title: a #b\n", "title:\n", "title: a", "title: a\n\ndate: b\n",
    "title: a\ntitle: b\n",
    "title: 'it''s'\n", "title: \"a\\n\"\n", "title: a\n  b\n", "tags:\n- a\n", "tags: [a: b]\n", "tags: [a, b,]\n",
    "a: [[b]]\n",
    "title: !tag a\n", "title: &a b\n", "null: a\n", "a: \u{85}\n", "a: b\u{2029}\n", "a: 'b' c\n", "", "\n",
    "a: b\r\n",
  ])
  func whatIsNotPlainIsLeftToTheLibrary(text: String) {
    #expect(Self.plain(text) == nil)
  }

  @Test func honestFrontMatterIsPlain() {
    let text = """
      title: 'Amiens, 65 Jahre'
      date: 2025-12-15
      tags: [Frankreich, Städte und Länder, "a, b"]
      authors:
        - Bülent Lührs
        - "O'Neill"
      summary: Besuch – aus „Amiens“ [zum Jubiläum], um 9:30 Uhr (c#)
      image: /bilder/amiens.jpg
      draft: true

      """
    #expect(Self.compare(text))
  }
}
