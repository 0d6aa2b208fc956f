import SiteDiagnostics
import SiteModel

/// The sentences and words of a page in Leichte Sprache, as far as they can be told without understanding them: rather
/// two sentences out of one than one out of two.
struct EasyText {
  struct Sentence {
    var range: Range<Int>
    var words: Int
  }

  private(set) var sentences: [Sentence] = []
  /// What stands between blanks and marks; hyphens, middle dots and soft hyphens belong to a word.
  private(set) var words: [Range<Int>] = []

  private let bytes: [UInt8]
  private var sentence: Sentence?

  init(_ page: CheckedPage) {
    bytes = page.bytes
    for line in page.text.lines {
      switch line.kind {
      case .prose:
        if startsItem(line.range) { close() }
        read(line.range)
      case .heading, .table:
        close()
        read(line.range)
        close()
      case .blank, .code, .fence, .html: close()
      }
    }
    close()
  }

  /// Whether a page is written in Leichte Sprache: it is shown by `easy.html`, or its language says so with the subtag
  /// `simple` (BCP 47).
  static func isWanted(of page: Page) -> Bool {
    if let template = page.template, template == "easy.html" || template.hasSuffix("/easy.html") { return true }
    return page.language.utf8.contains(UInt8(ascii: "-"))
      && page.language.split(separator: "-").dropFirst().contains("simple")
  }

  private mutating func close() {
    if let sentence { sentences.append(sentence) }
    sentence = nil
  }

  /// Whether a line begins an item of a list, a quotation or a container.
  private func startsItem(_ line: Range<Int>) -> Bool {
    guard let first = bytes[line].first(where: { $0 != 0x20 && $0 != 0x09 }) else { return true }
    return !isLetter(first) && first < 0x80
  }

  private mutating func read(_ line: Range<Int>) {
    var offset = line.lowerBound
    while offset < line.upperBound {
      switch bytes[offset] {
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: "|"):
        close()
        offset += 1
      case UInt8(ascii: "`"): offset = skip(to: "`", from: offset, line)
      case UInt8(ascii: "<"): offset = skip(to: ">", from: offset, line)
      case UInt8(ascii: "{"): offset = skip(to: "}", from: offset, line)
      case UInt8(ascii: "]") where offset + 1 < line.upperBound && bytes[offset + 1] == UInt8(ascii: "("):
        offset = skip(to: ")", from: offset + 1, line)
      case let byte where isLetter(byte) || isDigit(byte) || byte >= 0xC3: offset = readWord(offset, line)
      default: offset += 1
      }
    }
  }

  private mutating func readWord(_ start: Int, _ line: Range<Int>) -> Int {
    var offset = start
    while offset < line.upperBound, isWordByte(at: offset) { offset += 1 }
    // A dot within digits or an address is no end, and an apostrophe parts no word.
    while let glue = glue(at: offset), offset + glue < line.upperBound, isWordByte(at: offset + glue) {
      offset += glue
      while offset < line.upperBound, isWordByte(at: offset) { offset += 1 }
    }
    offset = max(offset, start + 1)
    words.append(start..<offset)
    if var open = sentence {
      open.range = open.range.lowerBound..<offset
      open.words += 1
      sentence = open
    } else {
      sentence = Sentence(range: start..<offset, words: 1)
    }
    return offset
  }

  /// How many bytes hold two parts of a word together.
  private func glue(at offset: Int) -> Int? {
    guard offset < bytes.count else { return nil }
    switch bytes[offset] {
    case UInt8(ascii: "."), UInt8(ascii: "@"), UInt8(ascii: "'"): return 1
    case 0xE2: return bytes[offset...].starts(with: "’".utf8) ? 3 : nil
    default: return nil
    }
  }

  private func isWordByte(at offset: Int) -> Bool {
    let byte = bytes[offset]
    if isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-") { return true }
    // Marks of punctuation beyond ASCII begin with 0xC2 (but the middle dot and the soft hyphen) or with 0xE2.
    if byte == 0xC2 { return offset + 1 < bytes.count && (bytes[offset + 1] == 0xB7 || bytes[offset + 1] == 0xAD) }
    if byte == 0xE2 { return false }
    if byte >= 0xC3 { return true }
    guard byte >= 0x80 else { return false }
    var lead = offset - 1
    while lead > 0, bytes[lead] & 0xC0 == 0x80 { lead -= 1 }
    return lead >= 0 && (bytes[lead] != 0xC2 || byte == 0xB7 || byte == 0xAD) && bytes[lead] != 0xE2
  }

  private func skip(to end: Unicode.Scalar, from start: Int, _ line: Range<Int>) -> Int {
    let byte = UInt8(ascii: end)
    guard let close = bytes[(start + 1)..<line.upperBound].firstIndex(of: byte) else { return start + 1 }
    return close + 1
  }
}
