import SiteDiagnostics

extension Rule {
  static let headingMissingSpace = Rule(
    "heading.missing-space", .warning, "a blank stands after the signs of a heading",
    .page { page, findings in
      guard page.text.lineStarts.contains("#") else { return }
      for line in page.text.lines where line.kind == .prose && page.bytes[line.range].first == UInt8(ascii: "#") {
        let signs = page.bytes[line.range].prefix { $0 == UInt8(ascii: "#") }
        // One sign alone is a word for a network: `#Dortmund`.
        guard (2...6).contains(signs.count), signs.endIndex < line.range.upperBound else { continue }
        let next = page.bytes[signs.endIndex]
        guard isLetter(next) || isDigit(next) || next >= 0x80 || next == UInt8(ascii: "*") else { continue }
        findings.add(
          "this is no heading: the blank after `\(String(repeating: "#", count: signs.count))` is missing",
          at: signs.startIndex..<signs.endIndex, hint: "write `\(String(repeating: "#", count: signs.count)) …`",
          fix: Array(signs) + [0x20])
      }
    })
}
