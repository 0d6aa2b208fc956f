import SiteDiagnostics
import SiteModel

extension Rule {
  static let textPlaceholder = Rule(
    "text.placeholder", .warning, "no text stands for one that is still to come",
    .page { page, findings in
      for hit in page.text.hits {
        guard let range = placeholder(at: hit, in: page) else { continue }
        findings.add(
          "`\(page.string(range))` is a text that stands for another", at: range,
          hint: "write the text itself, or leave the page a draft with `draft: true`")
      }
    })

  private static func placeholder(at hit: PageText.Hit, in page: CheckedPage) -> Range<Int>? {
    let bytes = page.bytes
    switch hit.meaning {
    case .placeholder: return placeholder(hit.range, in: page)
    case .unknownNumber:
      // Alone it may be a number of Romans.
      return bytes[hit.range.upperBound...].prefix(3).map { $0 | 0x20 }.elementsEqual(".xx".utf8)
        ? hit.range.lowerBound..<hit.range.upperBound + 3 : nil
    case .request:
      // `[Einfügen]` is the name of a button or a key; `[Datum einfügen]` asks for something.
      return brackets(around: hit.range, in: bytes).flatMap { $0.count > hit.range.count + 2 ? $0 : nil }
    default: return nil
    }
  }

  /// Many of the words mean something in a text, too: whether they stand for another one there shows in how they are
  /// written.
  private static func placeholder(_ word: Range<Int>, in page: CheckedPage) -> Range<Int>? {
    let bytes = page.bytes
    let isCapital = bytes[word].allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    let next = bytes[word.upperBound...].prefix(8)
    switch page.string(word).lowercased() {
    case "todo":
      // `Todo-Liste`; in Spanish, Portuguese and Italian it is a word.
      if isCapital { return next.first == UInt8(ascii: "-") ? nil : word }
      let isWordOfTheLanguage = ["es", "pt", "it", "gl", "ca"].contains(page.page.language.prefix(2))
      return !isWordOfTheLanguage && next.first == UInt8(ascii: ":") ? word : nil
    case "platzhalter": return brackets(around: word, in: bytes) ?? (isCapital ? word : nil)
    case "lorem": return next.starts(with: " ipsum".utf8) ? word : nil
    // `XXX. Olympische Spiele`
    case "xxx":
      return isCapital && next.starts(with: ". ".utf8) && next.dropFirst(2).first.map(isLetter) == true ? nil : word
    default: return word
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
