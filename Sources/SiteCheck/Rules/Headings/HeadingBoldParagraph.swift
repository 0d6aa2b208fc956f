import SiteDiagnostics

extension Rule {
  static let headingBoldParagraph = Rule(
    "heading.bold-paragraph", .warning, "headings are headings, not bold paragraphs",
    .page { page, findings in
      guard page.text.lineStarts.contains("*") || page.text.lineStarts.contains("_") else { return }
      let lines = page.text.lines
      for (index, line) in lines.enumerated() where line.kind == .prose {
        let text = page.bytes[line.range]
        guard text.count < 120, text.starts(with: "**".utf8) || text.starts(with: "__".utf8),
          index == 0 || lines[index - 1].kind == .blank,
          index + 1 < lines.count, lines[index + 1].kind == .blank,
          index + 2 < lines.count, lines[(index + 2)...].contains(where: { $0.kind == .prose })
        else { continue }
        let string = page.string(line.range).trimming { $0.isWhitespace || $0 == ":" }
        let mark = string.prefix(2)
        guard string.hasSuffix(mark), string.count > 6, !string.dropFirst(2).dropLast(2).contains(mark) else {
          continue
        }
        findings.add(
          "this paragraph is bold from end to end, as headings are", at: line.range,
          hint: "if it is a heading, write `## …`: screen readers and the table of contents find only real headings")
      }
    })
}

extension StringProtocol where SubSequence == Substring {
  /// Without the characters at both ends that fulfil a condition.
  func trimming(_ isTrimmed: (Character) -> Bool) -> Substring {
    var text = self[...]
    while let first = text.first, isTrimmed(first) { text.removeFirst() }
    while let last = text.last, isTrimmed(last) { text.removeLast() }
    return text
  }
}
