import SiteDiagnostics

extension Rule {
  static let textPlaceholder = Rule(
    "text.placeholder", .warning, "no text stands for one that is still to come",
    .page { page, findings in
      for hit in page.text.hits {
        guard let range = placeholder(at: hit, in: page.bytes) else { continue }
        findings.add(
          "`\(page.string(range))` is a text that stands for another", at: range,
          hint: "write the text itself, or leave the page a draft with `draft: true`")
      }
    })

  private static func placeholder(at hit: PageText.Hit, in bytes: [UInt8]) -> Range<Int>? {
    switch hit.meaning {
    case .placeholder: hit.range
    case .unknownNumber:
      // Alone it may be a number of Romans.
      bytes[hit.range.upperBound...].prefix(3).map { $0 | 0x20 }.elementsEqual(".xx".utf8)
        ? hit.range.lowerBound..<hit.range.upperBound + 3 : nil
    case .request: brackets(around: hit.range, in: bytes)
    default: nil
    }
  }

  /// The brackets that a word begins or ends, where they are no link.
  private static func brackets(around word: Range<Int>, in bytes: [UInt8]) -> Range<Int>? {
    let limit = 60
    func stops(_ byte: UInt8) -> Bool { byte == 0x0A || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") }
    let start = max(0, word.lowerBound - limit)
    let end = min(bytes.count, word.upperBound + limit)
    guard let open = bytes[start..<word.lowerBound].lastIndex(where: stops), bytes[open] == UInt8(ascii: "["),
      let close = bytes[word.upperBound..<end].firstIndex(where: stops), bytes[close] == UInt8(ascii: "]"),
      open + 1 == word.lowerBound || close == word.upperBound
    else { return nil }
    let next = close + 1 < bytes.count ? bytes[close + 1] : 0
    return "([{:".utf8.contains(next) ? nil : open..<close + 1
  }
}
