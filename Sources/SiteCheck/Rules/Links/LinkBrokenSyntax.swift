import SiteDiagnostics

extension Rule {
  static let linkBrokenSyntax = Rule(
    "link.broken-syntax", .warning, "what looks like a link is one",
    .page { page, findings in
      for offset in page.text.nearLinks {
        if page.bytes[offset] == UInt8(ascii: "]") {
          checkBlank(after: offset, page, &findings)
        } else {
          checkBrackets(after: offset, page, &findings)
        }
      }
    })

  private static func checkBlank(after bracket: Int, _ page: CheckedPage, _ findings: inout PageFindings) {
    let rest = page.restOfLine(from: bracket)
    guard let match = rest.prefixMatch(of: /\]( +)\((https?:\/\/|mailto:|\/|[^()\s]+\.md\b)/) else { return }
    findings.add(
      "a blank parts the link's text from its address", at: bracket + 1..<bracket + 1 + match.1.utf8.count,
      hint: "write `](` without a blank, or it is shown as it stands here", fix: [])
  }

  private static func checkBrackets(after parenthesis: Int, _ page: CheckedPage, _ findings: inout PageFindings) {
    let before = page.bytes[page.bodyStart..<parenthesis]
    guard let open = before.lastIndex(where: { $0 == UInt8(ascii: "(") || $0 == 0x0A }),
      let match = page.restOfLine(from: open).prefixMatch(
        of: /\(([^()\[\]]+)\)\[(https?:\/\/[^\]\s]+|[^\]\s]+\.md)\]/)
    else { return }
    findings.add(
      "brackets and parentheses are the wrong way round", at: open..<open + match.0.utf8.count,
      hint: "write `[\(match.1)](\(match.2))`", fix: Array("[\(match.1)](\(match.2))".utf8))
  }
}

extension CheckedPage {
  /// What stands from an offset to the end of its line.
  func restOfLine(from offset: Int) -> String {
    string(offset..<(bytes[offset...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count))
  }
}
