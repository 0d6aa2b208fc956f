import SiteModel

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
    // A blank that doesn't break is two bytes long, or three.
    while start > 0, [0x20, UInt8(ascii: "."), 0xA0, 0xC2, 0xAF, 0x80, 0xE2].contains(bytes[start - 1]) { start -= 1 }
    let end = start
    while start > 0, isDigit(bytes[start - 1]) { start -= 1 }
    var cursor = DateCursor(bytes, from: month.range.upperBound, monthNames: [:])
    if start < end, end - start <= 2, month.range.lowerBound - end <= 4, let day = Int(string(start..<end)) {
      if isPartOfName(start) { return nil }
      cursor.skipBlanks()
      let year = cursor.year()
      // `Linie 47 Mai bis Juni`, `Rule 42 may apply`: without its full stop a number is a day only where a year follows.
      if bytes[end] != UInt8(ascii: "."), year == nil,
        !(1...SiteDate.days(in: number, of: 2024)).contains(day)
      {
        return nil
      }
      return WrittenDate(
        day: day, month: number, year: year, range: start..<(year == nil ? month.range.upperBound : cursor.offset))
    }
    return cursor.dayAndYear(after: number, from: month.range.lowerBound)
  }

  /// Whether a number belongs to what stands before it: `B54`, `A-40`, `2024/31`.
  private func isPartOfName(_ start: Int) -> Bool {
    var before = start
    while before > 0, "-/_".utf8.contains(bytes[before - 1]) { before -= 1 }
    guard before > 0 else { return false }
    let byte = bytes[before - 1]
    // Beyond ASCII: letters, but not the blanks and dashes of U+00A0 and U+2010…U+203F.
    if byte >= 0x80 { return before == start && !endsInPunctuation(before) }
    return isLetter(byte) || (before < start && isDigit(byte) && bytes[before] == UInt8(ascii: "/"))
      || byte == UInt8(ascii: "#")
  }

  private func endsInPunctuation(_ end: Int) -> Bool {
    if end >= 2, bytes[end - 2] == 0xC2 { return true }
    return end >= 3 && bytes[end - 3] == 0xE2
  }

  /// The weekday that is said of a date after it: `12. Dezember 2025 (Montag)`, `12. Dezember 2025, einem Montag`.
  func weekday(after date: WrittenDate) -> PageText.Hit? {
    var cursor = DateCursor(bytes, from: date.range.upperBound, monthNames: [:])
    let isInParentheses = cursor.skipIntroduction()
    guard let isInParentheses, let hit = text.hits.first(where: { $0.range.lowerBound == cursor.offset }),
      case .weekday = hit.meaning
    else { return nil }
    let next = hit.range.upperBound < bytes.count ? bytes[hit.range.upperBound] : 0
    if isInParentheses { return next == UInt8(ascii: ")") || next == UInt8(ascii: ",") ? hit : nil }
    return hit
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
