/// The tokens of a style sheet (CSS Syntax Level 3), as far as shortening it and finding its addresses need them.
///
/// Every byte belongs to exactly one token. Numbers, identifiers and their units are one kind, `word`.
struct StyleTokenizer: Sequence, IteratorProtocol {
  struct Token {
    enum Kind {
      case space, comment, string, word, mark
      /// A word and its opening bracket.
      case function
      /// `url(…)` whose address stands without quotes, as a whole.
      case url
      /// A string or comment that doesn't end, an address with a forbidden character, a backslash before a line's end.
      case broken
    }

    let kind: Kind
    let range: Range<Int>
    /// What stands within the quotes, or within the brackets of `url(…)`; the name of a function.
    let value: Range<Int>
  }

  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Token? {
    guard offset < bytes.count else { return nil }
    let start = offset
    let byte = bytes[offset]
    if Self.isSpace(byte) {
      while offset < bytes.count, Self.isSpace(bytes[offset]) { offset += 1 }
      return token(.space, from: start)
    }
    if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") { return comment() }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return string(byte) }
    if isWord(at: offset) {
      skipWord()
      guard peek(0) == UInt8(ascii: "(") else { return token(.word, from: start) }
      let name = start..<offset
      offset += 1
      if Self.decode(bytes[name]).lowercased() == "url", !isQuoteAhead { return url(from: start) }
      return Token(kind: .function, range: start..<offset, value: name)
    }
    offset += 1
    // A backslash that escapes nothing would escape what comes to stand behind it.
    return token(byte == UInt8(ascii: "\\") ? .broken : .mark, from: start)
  }

  private func token(_ kind: Token.Kind, from start: Int) -> Token {
    Token(kind: kind, range: start..<offset, value: start..<offset)
  }

  private func peek(_ distance: Int) -> UInt8? {
    offset + distance < bytes.count ? bytes[offset + distance] : nil
  }

  private mutating func comment() -> Token {
    let start = offset
    offset += 2
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        offset += 2
        return token(.comment, from: start)
      }
      offset += 1
    }
    return token(.broken, from: start)
  }

  private mutating func string(_ quote: UInt8) -> Token {
    let start = offset
    offset += 1
    while let byte = peek(0) {
      switch byte {
      case quote:
        offset += 1
        return Token(kind: .string, range: start..<offset, value: start + 1..<offset - 1)
      case UInt8(ascii: "\\"): offset = Swift.min(offset + 2, bytes.count)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0C: return token(.broken, from: start)
      default: offset += 1
      }
    }
    return token(.broken, from: start)
  }

  private var isQuoteAhead: Bool {
    let next = bytes[offset...].first { !Self.isSpace($0) }
    return next == UInt8(ascii: "\"") || next == UInt8(ascii: "'")
  }

  private mutating func url(from start: Int) -> Token {
    while let byte = peek(0), Self.isSpace(byte) { offset += 1 }
    let first = offset
    while let byte = peek(0), byte != UInt8(ascii: ")"), !Self.isSpace(byte) {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "(") {
        return token(.broken, from: start)
      }
      offset = Swift.min(offset + (byte == UInt8(ascii: "\\") ? 2 : 1), bytes.count)
    }
    let value = first..<offset
    while let byte = peek(0), Self.isSpace(byte) { offset += 1 }
    guard peek(0) == UInt8(ascii: ")") else { return token(.broken, from: start) }
    offset += 1
    return Token(kind: .url, range: start..<offset, value: value)
  }

  private func isWord(at offset: Int) -> Bool {
    let byte = bytes[offset]
    if byte == UInt8(ascii: "\\") {
      return offset + 1 < bytes.count && bytes[offset + 1] != UInt8(ascii: "\n")
    }
    return Self.isWordByte(byte)
  }

  private mutating func skipWord() {
    while offset < bytes.count, isWord(at: offset) {
      guard bytes[offset] == UInt8(ascii: "\\") else {
        offset += 1
        continue
      }
      offset += 1
      guard Self.hexDigit(bytes[offset]) != nil else {
        offset += 1
        continue
      }
      // An escape of digits takes one space after it along.
      var digits = 0
      while digits < 6, let byte = peek(0), Self.hexDigit(byte) != nil { (offset, digits) = (offset + 1, digits + 1) }
      if let byte = peek(0), Self.isSpace(byte) { offset += 1 }
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  private static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 48
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte) - 87
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte) - 55
    default: nil
    }
  }

  /// A name, string or address without its escapes.
  static func decode(_ raw: ArraySlice<UInt8>) -> String {
    guard raw.contains(UInt8(ascii: "\\")) else { return String(decoding: raw, as: UTF8.self) }
    var text: [UInt8] = []
    var rest = raw
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      var scalar: UInt32 = 0
      var digits = 0
      while digits < 6, let digit = rest.first.flatMap(hexDigit) {
        scalar = scalar * 16 + digit
        digits += 1
        rest.removeFirst()
      }
      if digits > 0 {
        if let next = rest.first, isSpace(next) { rest.removeFirst() }
        text += String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8
      } else if let next = rest.popFirst(), next != UInt8(ascii: "\n") {
        text.append(next)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
