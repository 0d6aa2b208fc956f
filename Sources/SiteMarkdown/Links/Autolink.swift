/// Addresses in running text, by the rules of GitHub Flavored Markdown.
enum Autolink {
  /// `http://…`, `https://…`, `ftp://…` around a colon.
  static func address(around colon: Int, in text: ByteView) -> Range<Int>? {
    guard text.at(colon + 1) == UInt8(ascii: "/"), text.at(colon + 2) == UInt8(ascii: "/") else { return nil }
    var start = colon
    while start > 0, colon - start < 6, isLetter(text[start - 1]) { start -= 1 }
    switch text[start..<colon].string.lowercased() {
    case "http", "https", "ftp": break
    default: return nil
    }
    let domain = colon + 3
    let domainLength = domainLength(in: text, from: domain, needsPeriod: false)
    guard domainLength > 0 else { return nil }
    let end = trimmedEnd(in: text, start: domain, after: domain + domainLength)
    return end > domain ? start..<end : nil
  }

  /// `www.…` before a period.
  static func wwwAddress(before period: Int, in text: ByteView) -> Range<Int>? {
    let start = period - 3
    guard start >= 0, text[start..<period].hasPrefix("www") else { return nil }
    if start > 0 {
      let before = Scalars.last(in: text[0..<start])
      guard
        before == UInt32(UInt8(ascii: "*")) || before == UInt32(UInt8(ascii: "_"))
          || before == UInt32(UInt8(ascii: "~")) || before == UInt32(UInt8(ascii: "("))
          || Scalars.isSpace(before) || [0x201E, 0x201C, 0x201D, 0xAB, 0xBB, 0x2018, 0x201A].contains(before)
      else { return nil }
    }
    let domainLength = domainLength(in: text, from: start, needsPeriod: true)
    guard domainLength > 0 else { return nil }
    let end = trimmedEnd(in: text, start: start, after: start + domainLength)
    return end > period + 1 ? start..<end : nil
  }

  /// A domain has no underscore in its last two parts.
  private static func domainLength(in text: ByteView, from start: Int, needsPeriod: Bool) -> Int {
    var periods = 0
    var underscores = (0, 0)
    var offset = start
    guard offset < text.count, isHostStart(text, offset) else { return 0 }
    while offset < text.count {
      let byte = text[offset]
      if byte == UInt8(ascii: "_") {
        underscores.1 += 1
      } else if byte == UInt8(ascii: ".") {
        underscores = (underscores.1, 0)
        periods += 1
      } else if byte != UInt8(ascii: "-"), !isHostStart(text, offset) {
        break
      }
      offset += 1
    }
    if underscores.0 > 0 || underscores.1 > 0 { return 0 }
    return needsPeriod && periods == 0 ? 0 : offset - start
  }

  private static func isHostStart(_ text: ByteView, _ offset: Int) -> Bool {
    let byte = text[offset]
    if byte < 0x80 { return isLetter(byte) || isDigit(byte) }
    if byte & 0xC0 == 0x80 { return true }
    let scalar = Scalars.first(in: text[offset..<min(text.count, offset + 4)])
    return !Scalars.isSpace(scalar) && !Scalars.isPunctuation(scalar)
  }

  /// Where an address ends: at white space or `<`, without the punctuation of the sentence around it.
  private static func trimmedEnd(in text: ByteView, start: Int, after domainEnd: Int) -> Int {
    var end = domainEnd
    var opening = 0
    var closing = 0
    while end < text.count, text[end] > 0x20, text[end] != UInt8(ascii: "<") {
      // Closing quotation marks and ellipses are the sentence's.
      if text[end] == 0xE2 || text[end] == 0xC2, isSentenceMark(text, end) { break }
      if text[end] == UInt8(ascii: "(") { opening += 1 }
      if text[end] == UInt8(ascii: ")") { closing += 1 }
      end += 1
    }
    while end > start {
      switch text[end - 1] {
      case UInt8(ascii: ")"):
        if closing <= opening { return end }
        closing -= 1
        end -= 1
      case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"),
        UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "'"), UInt8(ascii: "\""):
        end -= 1
      case UInt8(ascii: ";"):
        var entity = end - 2
        while entity > start, isLetter(text[entity]) { entity -= 1 }
        end = entity < end - 2 && text[entity] == UInt8(ascii: "&") ? entity : end - 1
      default: return end
      }
    }
    return end
  }

  private static func isSentenceMark(_ text: ByteView, _ offset: Int) -> Bool {
    switch Scalars.first(in: text[offset..<min(text.count, offset + 4)]) {
    case 0xA0, 0xBB, 0xAB, 0x2018...0x201E, 0x2026, 0x2039, 0x203A, 0x202F, 0x2013, 0x2014: true
    default: false
    }
  }

  /// The next address of mail at or after an offset.
  static func nextMail(in text: ByteView, from offset: Int) -> Range<Int>? {
    var search = offset
    while let at = text.firstIndex(of: UInt8(ascii: "@"), from: search) {
      if let range = mail(around: at, in: text, from: offset) { return range }
      search = at + 1
    }
    return nil
  }

  private static func mail(around at: Int, in text: ByteView, from first: Int) -> Range<Int>? {
    var start = at
    while start > first, isLocalByte(text[start - 1]) { start -= 1 }
    guard start < at else { return nil }
    var end = at + 1
    var periods = 0
    while end < text.count {
      let byte = text[end]
      if byte == UInt8(ascii: "@") { return nil }
      if byte == UInt8(ascii: ".") {
        guard isLetter(text.at(end + 1)) || isDigit(text.at(end + 1)) else { break }
        periods += 1
      } else if !isLetter(byte), !isDigit(byte), byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_") {
        break
      }
      end += 1
    }
    guard periods > 0, isLetter(text[end - 1]) else { return nil }
    return start..<end
  }

  private static func isLocalByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}

extension HTMLWriter {
  private var mayLink: Bool {
    if case .none = openLink { return extensions.contains(.autolinks) && linkDepth == 0 && !rawHTML.isOpen("a") }
    return false
  }

  /// An address around the colon or period at the cursor. Where it can't be a link, it is still no text for typography.
  mutating func writeAutolink(_ cursor: inout TextCursor) -> Bool {
    guard cursor.node != nil else { return false }
    let isColon = cursor.text[cursor.offset] == UInt8(ascii: ":")
    let range =
      isColon
      ? Autolink.address(around: cursor.offset, in: cursor.text)
      : Autolink.wwwAddress(before: cursor.offset, in: cursor.text)
    guard let range, range.lowerBound >= cursor.start else { return false }
    if mayLink {
      writeAutolink(range, prefix: isColon ? "" : "http://", &cursor)
    } else {
      HTMLEscaping.append(cursor.text[cursor.start..<range.upperBound], to: &html)
      plain.append(cursor.text, cursor.start..<range.upperBound)
      cursor.offset = range.upperBound
      cursor.start = range.upperBound
    }
    return true
  }

  mutating func writeMail(_ cursor: inout TextCursor) {
    let range = Autolink.nextMail(in: cursor.text, from: cursor.mailStart)
    guard let range, mayLink, range.lowerBound >= cursor.start else {
      // Within a link it is text that typography leaves alone.
      cursor.offset = max(cursor.offset, range?.upperBound ?? cursor.offset)
      cursor.mailStart = Autolink.nextMail(in: cursor.text, from: cursor.offset)?.lowerBound ?? .max
      return
    }
    cursor.offset = range.lowerBound
    writeAutolink(range, prefix: "mailto:", &cursor)
  }

  private mutating func writeAutolink(_ range: Range<Int>, prefix: StaticString, _ cursor: inout TextCursor) {
    cursor.offset = range.lowerBound
    flush(&cursor)
    let shown = cursor.text[range]
    if extensions.contains(.links) {
      let url = Array("\(prefix)".utf8) + shown.array
      unsafe url.withUnsafeBufferPointer { unsafe startLink(ByteView($0), title: .empty, attributes: nil) }
    } else {
      html.append("<a href=\"")
      html.append(prefix)
      HTMLEscaping.appendAddress(shown, to: &html)
      html.append("\">")
      openLink = .written
    }
    if case .mail = openLink { appendProtected(shown) } else { HTMLEscaping.append(shown, to: &html) }
    plain.append(shown)
    exitLink()
    cursor.offset = range.upperBound
    cursor.start = range.upperBound
    if cursor.mailStart < range.upperBound {
      cursor.mailStart = Autolink.nextMail(in: cursor.text, from: range.upperBound)?.lowerBound ?? .max
    }
  }
}
