/// A date in running text: `12. Dezember 2025`, `12.12.2025`, `December 12, 2025`.
struct WrittenDate {
  var day: Int
  var month: Int
  /// `nil` where the text leaves it to the reader.
  var year: Int?
  /// Its bytes in the file.
  var range: Range<Int>
}

extension CheckedPage {
  /// The date that follows a word (by its place among the hits), after commas, blanks and little words.
  func date(afterHit index: Int) -> WrittenDate? {
    let offset = text.hits[index].range.upperBound
    var cursor = DateCursor(bytes, from: offset, monthNames: monthNames(after: index))
    cursor.skipFiller()
    return cursor.date()
  }

  /// The date around the name of a month.
  func date(around month: PageText.Hit) -> WrittenDate? {
    guard case .month(let number) = month.meaning else { return nil }
    var start = month.range.lowerBound
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == UInt8(ascii: ".") { start -= 1 }
    let end = start
    while start > 0, isDigit(bytes[start - 1]) { start -= 1 }
    if start < end, end - start <= 2, month.range.lowerBound - end <= 3, let day = Int(string(start..<end)) {
      var cursor = DateCursor(bytes, from: month.range.upperBound, monthNames: [:])
      cursor.skipBlanks()
      let year = cursor.year()
      return WrittenDate(
        day: day, month: number, year: year, range: start..<(year == nil ? month.range.upperBound : cursor.offset))
    }
    return nil
  }

  private func monthNames(after index: Int) -> [Int: (month: Int, end: Int)] {
    let end = text.hits[index].range.upperBound + 40
    var names: [Int: (month: Int, end: Int)] = [:]
    for hit in text.hits[(index + 1)...].prefix(while: { $0.range.lowerBound < end }) {
      if case .month(let month) = hit.meaning { names[hit.range.lowerBound] = (month, hit.range.upperBound) }
    }
    return names
  }
}

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

  private func at(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  mutating func skipBlanks() {
    while at(offset) == 0x20 || at(offset) == 0x0A || at(offset) == 0x0D { offset += 1 }
  }

  /// What may stand between a weekday and a date.
  mutating func skipFiller() {
    for _ in 0..<3 {
      while at(offset) == UInt8(ascii: ".") || at(offset) == UInt8(ascii: ",") || at(offset) == UInt8(ascii: "(") {
        offset += 1
      }
      skipBlanks()
      for word in ["den ", "dem ", "der ", "the ", "le "]
      where bytes[min(offset, bytes.count)...].starts(with: word.utf8) {
        offset += word.utf8.count
      }
    }
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
    guard let day = number(atMost: 2) else { return nil }
    if at(offset) == UInt8(ascii: "."), isDigit(at(offset + 1)) { return numericDate(day, start) }
    skipOrdinal()
    skipBlanks()
    if bytes[min(offset, bytes.count)...].starts(with: "of ".utf8) { offset += 3 }
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

  private mutating func skipOrdinal() {
    if at(offset) == UInt8(ascii: ".") { offset += 1 }
    for ending in ["st", "nd", "rd", "th"] where bytes[min(offset, bytes.count)...].starts(with: ending.utf8) {
      offset += 2
    }
  }
}
