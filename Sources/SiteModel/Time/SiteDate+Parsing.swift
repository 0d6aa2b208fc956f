extension SiteDate {
  package enum ParseError: Error, Equatable {
    /// Not of the form at all.
    case form
    /// `31.12.2025` and the like: the same day in ISO form.
    case german(iso: String)
    /// The form is right, but there is no such day; the number of days of that month.
    case noSuchDay(daysInMonth: Int)
    case noSuchMonth
    case noSuchYear
    case noSuchTime
  }

  /// Reads `YYYY-MM-DD`, optionally followed by `T` or a space, `HH:MM`, `:SS`, and `Z` or an offset.
  ///
  /// Source of the format: ISO 8601 and RFC 3339, a missing offset meaning the site's time zone.
  package init(parsing text: String, clock: SiteClock) throws(ParseError) {
    try self.init(parsing: Array(text.utf8), clock: clock)
  }

  /// As `init(parsing:clock:)`, from bytes in UTF-8.
  package init(parsing bytes: [UInt8], clock: SiteClock) throws(ParseError) {
    var cursor = Cursor(bytes)
    guard let year = cursor.number(digits: 4), cursor.skip("-"), let month = cursor.number(digits: 2), cursor.skip("-"),
      let day = cursor.number(digits: 2)
    else { throw Self.formError(String(decoding: bytes, as: UTF8.self)) }
    guard year > 0 else { throw .noSuchYear }
    guard (1...12).contains(month) else { throw .noSuchMonth }
    guard let date = SiteDate(year: year, month: month, day: day) else {
      throw .noSuchDay(daysInMonth: Self.days(in: month, of: year))
    }
    self = date
    if cursor.isAtEnd { return }
    guard cursor.skip("T") || cursor.skip("t") || cursor.skip(" ") else { throw .form }
    guard let hour = cursor.number(digits: 2), cursor.skip(":"), let minute = cursor.number(digits: 2) else {
      throw .form
    }
    var seconds = 0
    if cursor.skip(":") {
      guard let second = cursor.number(digits: 2) else { throw .form }
      seconds = second
      if cursor.skip(".") { cursor.skipDigits() }
    }
    guard hour < 24, minute < 60, seconds < 60 else { throw .noSuchTime }
    let second = Int32(hour * 3600 + minute * 60 + seconds)
    _ = cursor.skip(" ")
    if cursor.isAtEnd {
      self = clock.date(day: date.day, second: second)
      return
    }
    guard let offset = cursor.utcOffset(), cursor.isAtEnd else { throw .form }
    self = clock.date(atInstant: Int64(date.day) * 86_400 + Int64(second) - Int64(offset))
  }

  private static func formError(_ text: String) -> ParseError {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0.filter { $0 != " " }) }
    guard parts.count == 3, let day = parts[0], let month = parts[1], let year = parts[2],
      let date = SiteDate(year: year < 100 ? year + 2000 : year, month: month, day: day)
    else { return .form }
    return .german(iso: date.description)
  }
}

private struct Cursor {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard offset < bytes.count, UInt32(bytes[offset]) == character.value else { return false }
    offset += 1
    return true
  }

  mutating func number(digits: Int) -> Int? {
    guard offset + digits <= bytes.count else { return nil }
    var number = 0
    for byte in bytes[offset..<offset + digits] {
      guard (0x30...0x39).contains(byte) else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    offset += digits
    return number
  }

  mutating func skipDigits() {
    while offset < bytes.count, (0x30...0x39).contains(bytes[offset]) { offset += 1 }
  }

  mutating func utcOffset() -> Int? {
    if skip("Z") || skip("z") { return 0 }
    let isNegative = skip("-")
    guard isNegative || skip("+"), let hours = number(digits: 2) else { return nil }
    _ = skip(":")
    let minutes = number(digits: 2) ?? 0
    guard hours <= 14, minutes < 60 else { return nil }
    return (hours * 60 + minutes) * (isNegative ? -60 : 60)
  }
}
