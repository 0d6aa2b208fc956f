import SiteDiagnostics
import Testing

@Suite struct DiagnosticTextTests {
  private func text(_ source: String, _ range: Range<Int>, hint: String? = nil) -> String {
    let location = SourceText(path: "Content/a.md", text: source).location(of: range)
    return DiagnosticText().text(of: .error("test.rule", "wrong", at: location, hint: hint))
  }

  @Test func theCaretStandsUnderThePlace() {
    #expect(
      text("title: x\ntäg: y\n", 9..<13, hint: "did you mean `tags`?") == """
        Content/a.md:2:1: error: wrong [test.rule]
          2 | täg: y
            | ^^^
          = did you mean `tags`?

        """)
  }

  @Test func tabsAndWideCharactersKeepTheCaretInPlace() {
    #expect(text("\t你好x", 7..<8).hasSuffix("  1 | \t你好x\n    | \t    ^\n"))
  }

  @Test func controlCharactersNeverReachTheTerminal() {
    let printed = text("a\u{1B}[2Jb", 0..<1)
    #expect(!printed.contains("\u{1B}"))
    #expect(printed.contains("a\u{FFFD}[2Jb"))
  }

  @Test func aFilesNameIsNotTrustedEither() {
    let place = SourceLocation(path: "a\u{1B}[2J\nb.md")
    let printed = DiagnosticText().text(
      of: .error("a.b", "x\u{85}y\u{2028}z", at: place, notes: [.init("n", at: place)]))
    #expect(printed == "a\u{FFFD}[2J b.md:1:1: error: x y z [a.b]\na\u{FFFD}[2J b.md:1:1: note: n\n")
  }

  @Test(arguments: [
    ("„Zitat“ – ja", 12), ("é…ß\u{AD}x", 5), ("e\u{301}x", 2), ("‚\u{202F}a\u{200B}b", 4), ("a\u{FFFD}b", 3),
    ("añ€b", 4),
  ])
  func theCaretStandsUnderTheLastLetter(line: String, column: Int) {
    let place = SourceLocation(path: "a", line: 1, column: line.count, length: 1, excerpt: line)
    let printed = DiagnosticText().text(of: .error("a.b", "x", at: place))
    #expect(printed.hasSuffix("    | \(String(repeating: " ", count: column - 1))^\n"))
  }

  @Test func notesAndColoursComeWithIt() {
    let there = SourceText(path: "b.md", text: "zwei").location(of: 0..<4)
    let diagnostic = Diagnostic.error(
      "a.b", "zu viel", at: nil, notes: [.init("der andere", at: there), .init("ohne Ort")])
    #expect(
      DiagnosticText().text(of: diagnostic) == """
        error: zu viel [a.b]
        b.md:1:1: note: der andere
          1 | zwei
            | ^^^^
          = note: ohne Ort

        """)
    #expect(DiagnosticText(usesColor: true).text(of: diagnostic).contains("\u{1B}[31;1merror:\u{1B}[0m"))
  }

  @Test func reportsAreSortedByPlace() {
    let first = SourceLocation(path: "a", line: 2)
    let second = SourceLocation(path: "a", line: 10)
    let sorted = [
      Diagnostic.error("z", "z", at: second), .warning("y", "y", at: first), .error("x", "x", at: first),
      .error("w", "w"),
    ].inReadingOrder()
    #expect(sorted.map(\.id) == ["w", "x", "y", "z"])
  }
}
