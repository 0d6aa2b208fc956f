/// The number of a list item as it was typed: `12.` or `12)`.
struct TypedNumber {
  let value: Int
  /// The digits and the sign behind them, in bytes of the body.
  let range: Range<Int>

  /// Reads the number that stands at an offset of the body.
  init?(_ body: ByteView, at start: Int) {
    var offset = start
    var value = 0
    while isDigit(body.at(offset)), offset - start < 9 {
      value = value * 10 + Int(body[offset] - UInt8(ascii: "0"))
      offset += 1
    }
    let sign = body.at(offset)
    guard offset > start, sign == UInt8(ascii: ".") || sign == UInt8(ascii: ")") else { return nil }
    self.value = value
    range = start..<offset + 1
  }

  /// The number as text that is no item's number: `12\.`
  func escaped(in body: ByteView) -> [UInt8] {
    body[range.lowerBound..<range.upperBound - 1].array + [UInt8(ascii: "\\"), body[range.upperBound - 1]]
  }
}

/// Whether what follows a number makes a date of the two.
struct DateTail {
  /// The month that is named, where it is.
  let month: Int?

  /// - Parameters:
  ///   - start: behind the number.
  ///   - end: where the line ends.
  init?(_ body: ByteView, from start: Int, to end: Int) {
    let text = Self.trimmed(body[start..<end])
    if let (month, word) = Self.monthName(text), !MonthNames.isAmbiguous(word) || Self.endsDate(text, at: word.count) {
      self.month = month
    } else if Self.isNumeric(text) || Self.isRomanMonth(text) || Self.joinsDays(text) {
      month = nil
    } else {
      return nil
    }
  }

  private static func trimmed(_ text: ByteView) -> ByteView {
    var start = 0
    while isBlank(text.at(start)) || text.at(start) == UInt8(ascii: "*") || text.at(start) == UInt8(ascii: "_") {
      start += 1
    }
    return text.dropFirst(start)
  }

  private static func word(_ text: ByteView) -> ByteView {
    var end = 0
    while end < text.count, isLetter(text[end]) || text[end] >= 0xC3 && text[end] != 0xE2 || text[end] & 0xC0 == 0x80 {
      end += 1
    }
    return text[0..<end]
  }

  private static func monthName(_ text: ByteView) -> (Int, ByteView)? {
    let word = word(text)
    return MonthNames.month(word).map { ($0, word) }
  }

  /// Whether the date is over behind a word: a year follows, or a sign, or nothing.
  private static func endsDate(_ text: ByteView, at offset: Int) -> Bool {
    var offset = offset
    if text.at(offset) == UInt8(ascii: ".") { offset += 1 }
    while isBlank(text.at(offset)) { offset += 1 }
    let next = text.at(offset)
    return next == 0 || isDigit(next) || ":,;-*_|/(".utf8.contains(next)
      || next == 0xE2 && text.at(offset + 1) == 0x80
  }

  /// `12. 2025` or `12.` behind `5. `
  private static func isNumeric(_ text: ByteView) -> Bool {
    guard let month = TypedNumber(text, at: 0), (1...12).contains(month.value),
      text.at(month.range.upperBound - 1) == UInt8(ascii: ".")
    else { return false }
    var offset = month.range.upperBound
    while isBlank(text.at(offset)) { offset += 1 }
    let start = offset
    while isDigit(text.at(offset)) { offset += 1 }
    if offset - start == 4 || offset - start == 2 { return !isLetter(text.at(offset)) }
    return offset == start && endsDate(text, at: month.range.upperBound)
  }

  /// `XII. 2025`, `XII 2025`
  private static func isRomanMonth(_ text: ByteView) -> Bool {
    let word = word(text)
    guard MonthNames.isRoman(word) else { return false }
    var offset = word.count
    if text.at(offset) == UInt8(ascii: ".") { offset += 1 }
    while isBlank(text.at(offset)) { offset += 1 }
    return isDigit(text.at(offset)) && isDigit(text.at(offset + 1))
  }

  /// `und 13. Dezember`, `bis 7. Mai` behind `12. `
  private static func joinsDays(_ text: ByteView) -> Bool {
    var offset = 0
    while offset < text.count, !isBlank(text[offset]), offset < 8 { offset += 1 }
    guard joiners.contains(text[0..<offset].string) else { return false }
    while isBlank(text.at(offset)) { offset += 1 }
    guard let day = TypedNumber(text, at: offset), (1...31).contains(day.value) else { return false }
    let rest = trimmed(text.dropFirst(day.range.upperBound))
    return monthName(rest) != nil || isNumeric(rest)
  }

  private static let joiners: Set<String> = [
    "und", "bis", "oder", "sowie", "and", "to", "et", "au", "i", "do", "ve", "en", "tot", "e", "y", "a", "&", "+", "/",
    "-",
    "–", "—",
  ]
}
