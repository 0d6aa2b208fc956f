import SiteDiagnostics

extension Rule {
  static let linkBrokenSyntax = Rule(
    "link.broken-syntax", .warning, "what looks like a link is one",
    .page { page, findings in
      let bytes = page.bytes
      for line in page.text.lines where line.kind == .prose || line.kind == .heading || line.kind == .table {
        // Patterns are slow: most lines have nothing that could begin one.
        guard hasSuspicion(bytes, line.range) else { continue }
        let text = page.string(line.range)
        for match in text.matches(of: /\]( +)\((https?:\/\/|mailto:|\/|[^()\s]+\.md\b)/) {
          let range = page.range(of: match.1.startIndex..<match.1.endIndex, in: text, line.range)
          findings.add(
            "a blank parts the link's text from its address", at: range,
            hint: "write `](` without a blank, or it is shown as it stands here", fix: [])
        }
        for match in text.matches(of: /\(([^()\[\]]+)\)\[(https?:\/\/[^\]\s]+|[^\]\s]+\.md)\]/) {
          let range = page.range(of: match.range, in: text, line.range)
          findings.add(
            "brackets and parentheses are the wrong way round", at: range, hint: "write `[\(match.1)](\(match.2))`",
            fix: Array("[\(match.1)](\(match.2))".utf8))
        }
      }
    })

  /// Whether `] ` or `)[` stands in a line.
  private static func hasSuspicion(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    for offset in line.dropLast() {
      switch bytes[offset] {
      case UInt8(ascii: "]"): if bytes[offset + 1] == 0x20 { return true }
      case UInt8(ascii: ")"): if bytes[offset + 1] == UInt8(ascii: "[") { return true }
      default: break
      }
    }
    return false
  }
}

extension CheckedPage {
  /// The bytes of the file for a part of a line's text.
  func range(of part: Range<String.Index>, in text: String, _ line: Range<Int>) -> Range<Int> {
    let start = line.lowerBound + text.utf8.distance(from: text.startIndex, to: part.lowerBound)
    return start..<start + text.utf8.distance(from: part.lowerBound, to: part.upperBound)
  }
}
