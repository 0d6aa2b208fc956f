/// Reads a date from left to right.
struct DateCursor {
  private let bytes: [UInt8]
  private(set) var offset: Int
  private let monthNames: [Int: (month: Int, end: Int)]

  init(_ bytes: [UInt8], from offset: Int, monthNames: [Int: (month: Int, end: Int)]) {
    self.bytes = bytes
    self.offset = offset
    self.monthNames = monthNames
  }

  private func at(_ offset: Int) -> UInt8 { bytes.indices.contains(offset) ? bytes[offset] : 0 }

  private func stands(_ text: String) -> Bool {
    bytes[min(offset, bytes.count)...].starts(with: text.utf8)
  }

  mutating func skipBlanks() {
    while true {
      switch at(offset) {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      // Those that don't break.
      case 0xC2 where stands("\u{A0}"): offset += 2
      case 0xE2 where stands("\u{202F}"): offset += 3
      case UInt8(ascii: "&") where stands("&nbsp;"): offset += 6
      default: return
      }
    }
  }

  /// What may stand between a weekday and a date: the signs that end or begin emphasis too.
  mutating func skipFiller() {
    for _ in 0..<3 {
      // A star that begins a line begins an item of a list.
      while ".,(*_".utf8.contains(at(offset)), at(offset - 1) != 0x0A { offset += 1 }
      skipBlanks()
      for word in ["den ", "dem ", "der ", "the ", "le "]
      where stands(word) {
        offset += word.utf8.count
      }
    }
  }

  /// Passes what leads from a date to its weekday; `nil` where there is none of it.
  ///
  /// - Returns: whether it is an opening parenthesis.
  mutating func skipIntroduction() -> Bool? {
    skipBlanks()
    if at(offset) == UInt8(ascii: "(") {
      offset += 1
      return true
    }
    guard at(offset) == UInt8(ascii: ",") else { return nil }
    offset += 1
    skipBlanks()
    for word in ["einem ", "ein ", "a "] where stands(word) {
      offset += word.utf8.count
      return false
    }
    return nil
  }

  /// `12, 2025`: what follows the name of a month where that comes first. Without its year it may be any number.
  mutating func dayAndYear(after month: Int, from start: Int) -> WrittenDate? {
    skipBlanks()
    guard let day = number(atMost: 2), at(offset) == UInt8(ascii: ",") else { return nil }
    offset += 1
    skipBlanks()
    return year().map { WrittenDate(day: day, month: month, year: $0, range: start..<offset) }
  }

  private mutating func number(atMost digits: Int) -> Int? {
    let start = offset
    while offset - start < digits, isDigit(at(offset)) { offset += 1 }
    guard offset > start, !isDigit(at(offset)) else {
      offset = start
      return nil
    }
    return Int(String(decoding: bytes[start..<offset], as: UTF8.self))
  }

  mutating func year() -> Int? {
    let start = offset
    guard let year = number(atMost: 4), (1900...2199).contains(year) else {
      offset = start
      return nil
    }
    return year
  }

  mutating func date() -> WrittenDate? {
    let start = offset
    if let name = monthNames[offset] {
      offset = name.end
      skipBlanks()
      guard let day = number(atMost: 2) else { return nil }
      skipOrdinal()
      let end = offset
      if at(offset) == UInt8(ascii: ",") { offset += 1 }
      skipBlanks()
      let year = year()
      return WrittenDate(day: day, month: name.month, year: year, range: start..<(year == nil ? end : offset))
    }
    guard let day = number(atMost: 2) else { return isoDate(start) }
    if at(offset) == UInt8(ascii: "."), isDigit(at(offset + 1)) { return numericDate(day, start) }
    skipOrdinal()
    skipBlanks()
    if stands("of ") { offset += 3 }
    guard let name = monthNames[offset] else { return nil }
    offset = name.end
    let end = offset
    if at(offset) == UInt8(ascii: ",") { offset += 1 }
    skipBlanks()
    let year = year()
    return WrittenDate(day: day, month: name.month, year: year, range: start..<(year == nil ? end : offset))
  }

  private mutating func numericDate(_ day: Int, _ start: Int) -> WrittenDate? {
    offset += 1
    guard let month = number(atMost: 2), at(offset) == UInt8(ascii: ".") else { return nil }
    offset += 1
    let end = offset
    let year = year()
    return WrittenDate(day: day, month: month, year: year, range: start..<(year == nil ? end : offset))
  }

  private mutating func isoDate(_ start: Int) -> WrittenDate? {
    guard let year = year(), at(offset) == UInt8(ascii: "-") else { return nil }
    offset += 1
    guard let month = number(atMost: 2), at(offset) == UInt8(ascii: "-") else { return nil }
    offset += 1
    return number(atMost: 2).map { WrittenDate(day: $0, month: month, year: year, range: start..<offset) }
  }

  private mutating func skipOrdinal() {
    if at(offset) == UInt8(ascii: ".") { offset += 1 }
    for ending in ["ten", "st", "nd", "rd", "th", "er"] where stands(ending) {
      offset += ending.utf8.count
      return
    }
  }
}
