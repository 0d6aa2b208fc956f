extension HTMLWriter {
  /// A number at the cursor, with the groups of its thousands and the unit, sign or month that belongs to it.
  mutating func writeNumber(_ language: TypographyLanguage, _ cursor: inout TextCursor) {
    let before = scalarBefore(cursor)
    let start = cursor.offset
    var end = Self.endOfDigits(cursor.text, from: start)
    let isPartOfWord = Scalars.isLetter(before) || before == 0x5F
    if !isPartOfWord, end - start <= 3, cursor.text[start] != UInt8(ascii: "0"), !Self.joinsNumbers(before, cursor) {
      while Self.isGroup(cursor.text, at: end) {
        cursor.offset = end
        replace(1, by: "\u{202F}", &cursor)
        end += 4
      }
    }
    // Decimals.
    if cursor.text.at(end) == UInt8(ascii: ",") || cursor.text.at(end) == UInt8(ascii: "."),
      isDigit(cursor.text.at(end + 1))
    {
      end = Self.endOfDigits(cursor.text, from: end + 1)
      cursor.offset = end
      return continueNumber(language, isPartOfWord: isPartOfWord, &cursor)
    }
    cursor.offset = end
    continueNumber(language, isPartOfWord: isPartOfWord, &cursor)
  }

  private mutating func continueNumber(
    _ language: TypographyLanguage, isPartOfWord: Bool, _ cursor: inout TextCursor
  ) {
    guard !isPartOfWord else { return }
    let end = cursor.offset
    switch cursor.text.at(end) {
    case UInt8(ascii: "%"), 0xE2:
      let length = Self.signLength(cursor.text, at: end)
      if length > 0, language.spacesSigns, !Self.continuesWord(cursor.text, end + length) {
        replace(0, by: "\u{A0}", &cursor)
        cursor.offset = end + length
      }
    case UInt8(ascii: " "): joinUnit(language, &cursor)
    case UInt8(ascii: "."):
      // `12. Dezember`
      if language == .german, cursor.text.at(end + 1) == UInt8(ascii: " "), isMonthOrCentury(language, end + 2, cursor)
      {
        cursor.offset = end + 1
        replace(1, by: "\u{A0}", &cursor)
      }
    case Marker.lead:
      // `12\. Dezember`: the backslash is there to make no list of it.
      let period = end + Marker.sentinel.count
      if Marker.isSentinel(at: end, in: cursor.text), language == .german, cursor.text.at(period) == UInt8(ascii: "."),
        cursor.text.at(period + 1) == UInt8(ascii: " "), isMonthOrCentury(language, period + 2, cursor)
      {
        skip(Marker.sentinel.count, &cursor)
        cursor.offset = period + 1
        replace(1, by: "\u{A0}", &cursor)
      }
    case UInt8(ascii: "e"):
      // `1er janvier`
      if language == .french, cursor.text[end..<cursor.end].hasPrefix("er "),
        isMonthOrCentury(language, end + 3, cursor)
      {
        cursor.offset = end + 2
        replace(1, by: "\u{A0}", &cursor)
      }
    default: break
    }
  }

  private mutating func joinUnit(_ language: TypographyLanguage, _ cursor: inout TextCursor) {
    let next = cursor.offset + 1
    if Self.signLength(cursor.text, at: next) > 0 {
      replace(1, by: "\u{A0}", &cursor)
      return
    }
    if cursor.text.at(next) == UInt8(ascii: "x"), cursor.text.at(next + 1) == UInt8(ascii: " "),
      isDigit(cursor.text.at(next + 2))
    {
      replace(3, by: "\u{A0}×\u{A0}", &cursor)
      return
    }
    // `10 a.m.`
    if language == .english,
      cursor.text[next..<cursor.end].hasPrefix("a.m.") || cursor.text[next..<cursor.end].hasPrefix("p.m.")
    {
      replace(1, by: "\u{A0}", &cursor)
      cursor.offset += 4
      return
    }
    let word = Self.word(cursor.text, at: next, end: cursor.end)
    guard !word.isEmpty, !isDigit(cursor.text.at(next + word.count)) else { return }
    if language.followsNumber(word) || language != .german && language.isMonth(word) {
      replace(1, by: "\u{A0}", &cursor)
    }
  }

  private func isMonthOrCentury(_ language: TypographyLanguage, _ offset: Int, _ cursor: TextCursor) -> Bool {
    let word = Self.word(cursor.text, at: offset, end: cursor.end)
    return language.isMonth(word) || word.hasPrefix("Jahrhundert") || word.count == 2 && word.hasPrefix("Jh")
  }

  private static func word(_ text: ByteView, at start: Int, end: Int) -> ByteView {
    var position = start
    while position < end, position - start < 16, isWordByte(text[position]) { position += 1 }
    return text[start..<position]
  }

  private static func endOfDigits(_ text: ByteView, from start: Int) -> Int {
    var end = start
    while isDigit(text.at(end)) { end += 1 }
    return end
  }

  /// A blank and exactly three digits.
  private static func isGroup(_ text: ByteView, at offset: Int) -> Bool {
    text.at(offset) == UInt8(ascii: " ") && isDigit(text.at(offset + 1)) && isDigit(text.at(offset + 2))
      && isDigit(text.at(offset + 3)) && !isDigit(text.at(offset + 4))
  }

  /// Whether the number goes on before the cursor, as in telephone numbers.
  private static func joinsNumbers(_ before: UInt32, _ cursor: TextCursor) -> Bool {
    switch before {
    case 0x2B, 0x2E, 0x2C, 0x2F, 0x2D: return true
    case 0x20: return cursor.offset - 2 >= cursor.first && isDigit(cursor.text[cursor.offset - 2])
    default: return false
    }
  }

  /// `%`, `‰`, `€`, `°C` at an offset.
  private static func signLength(_ text: ByteView, at offset: Int) -> Int {
    switch text.at(offset) {
    case UInt8(ascii: "%"), UInt8(ascii: "$"): 1
    case 0xE2:
      text.at(offset + 1) == 0x82 && text.at(offset + 2) == 0xAC
        || text.at(offset + 1) == 0x80 && text.at(offset + 2) == 0xB0 ? 3 : 0
    case 0xC2: text.at(offset + 1) == 0xB0 || text.at(offset + 1) == 0xA3 ? 2 : 0
    default: 0
    }
  }

  /// `100%ig`, `100%-Tochter`
  private static func continuesWord(_ text: ByteView, _ offset: Int) -> Bool {
    isWordByte(text.at(offset)) || text.at(offset) == UInt8(ascii: "-")
  }
}

/// Whether a hyphen between digits means “to”.
enum NumberRange {
  /// Numbers, times (`9:00-17:30`) and days (`12.-14.`): rising, and not part of a date, telephone or article number.
  static func isRange(_ text: ByteView, first: Int, at hyphen: Int) -> Bool {
    var start = hyphen
    while start > first, isPart(text[start - 1]) { start -= 1 }
    var end = hyphen + 1
    while isPart(text.at(end)) { end += 1 }
    // A full stop or colon at the end is the sentence's.
    var right = end
    while right > hyphen + 1, !isDigit(text[right - 1]) { right -= 1 }
    guard start < hyphen, right > hyphen + 1, isDigit(text[start]) else { return false }
    let before = start > first ? text[start - 1] : 0x20
    guard before == 0x20 || before == UInt8(ascii: "(") || before >= 0x80, !isTelephone(text, first: first, start)
    else {
      return false
    }
    let after = text.at(end)
    guard after != UInt8(ascii: "-"), after != UInt8(ascii: "/"), after != UInt8(ascii: "_"), !isLetter(after),
      after < 0xC3 || after == 0xE2
    else { return false }
    let from = text[start..<hyphen].string
    let to = text[hyphen + 1..<right].string
    if let low = Int(from), let high = Int(to) { return risesPlainly(low, high, from, to) }
    return isTime(from) && isTime(to) || isDay(from) && (isDay(to) || isDay(to + "."))
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
  }

  private static func risesPlainly(_ low: Int, _ high: Int, _ from: String, _ to: String) -> Bool {
    guard from.utf8.count <= 4, to.utf8.count <= 4 else { return false }
    if from.hasPrefix("0") && from != "0" || to.hasPrefix("0") && to.utf8.count != 2 { return false }
    // `1990-95`
    if from.utf8.count == 4 && to.utf8.count == 2 { return high > low % 100 }
    return !to.hasPrefix("0") && high > low
  }

  /// A group of digits before the number: `0231 502-1234`.
  private static func isTelephone(_ text: ByteView, first: Int, _ start: Int) -> Bool {
    if followsPhoneWord(text, first: first, start) { return true }
    return start - 2 >= first && text[start - 1] == 0x20
      && (isDigit(text[start - 2]) || text[start - 2] == UInt8(ascii: "/") || text[start - 2] == UInt8(ascii: ")"))
  }

  /// Whether a word before a number says that it is one to dial: `Durchwahl -123`, `Fon 22-100`.
  static func followsPhoneWord(_ text: ByteView, first: Int, _ start: Int) -> Bool {
    var end = start
    while end > first,
      isBlank(text[end - 1]) || text[end - 1] == UInt8(ascii: ".") || text[end - 1] == UInt8(ascii: ":")
    {
      end -= 1
    }
    guard end < start else { return false }
    var word = end
    while word > first, end - word < 14, isLetter(text[word - 1]) || text[word - 1] >= 0x80 { word -= 1 }
    guard end - word >= 2, word == first || !isLetter(text[word - 1]) else { return false }
    return phoneWords.contains(text[word..<end].string.lowercased())
  }

  private static let phoneWords: Set<String> = [
    "durchwahl", "dw", "nebenstelle", "apparat", "app", "fon", "tel", "telefon", "telefax", "fax", "mobil", "handy",
    "hotline", "zentrale", "rufnummer", "phone", "telephone", "mobile", "ext", "extension", "tél", "téléphone", "poste",
  ]

  private static func isTime(_ text: String) -> Bool {
    let parts = text.split(whereSeparator: { $0 == ":" || $0 == "." })
    guard parts.count <= 2, parts.allSatisfy({ $0.utf8.count <= 2 }), let hour = parts.first.flatMap({ Int($0) }) else {
      return false
    }
    return hour <= 24 && (parts.count == 1 || Int(parts[1]) ?? 60 < 60 && parts[1].utf8.count == 2)
      && !text.hasSuffix(".")
  }

  /// `12.`, `1.5.`, `31.12.2025`
  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: ".")
    return text.contains(".") && !text.contains(":") && (1...3).contains(parts.count)
      && parts.prefix(2).allSatisfy { $0.utf8.count <= 2 }
  }
}
