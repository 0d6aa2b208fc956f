import SiteModel

/// A date in words.
struct DateText {
  let date: SiteDate
  let clock: SiteClock
  let language: String

  enum Style: String, CaseIterable {
    case long, full, medium, short, month, iso, rfc822, rfc3339
  }

  func text(_ style: Style) -> String {
    switch style {
    case .long: cldr(\.long)
    case .full: cldr(\.full)
    case .medium: cldr(\.medium)
    case .short: cldr(\.short)
    case .month: cldr(\.month)
    case .iso: SiteDate(day: date.day).description
    case .rfc3339: withTime.description
    case .rfc822: DateText(date: withTime, clock: clock, language: language).rfc822
    }
  }

  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// Source of the format and of its names: RFC 5322, section 3.3, which feeds still call by its first number, 822.
  private var rfc822: String {
    strftime("\(Self.days[date.weekday]), %d \(Self.months[date.civil.month - 1]) %Y %H:%M:%S %z")
  }

  /// The moment itself, or the midnight that a whole day begins with.
  private var withTime: SiteDate {
    if date.time != nil { return date }
    return SiteDate(day: date.day, time: .init(second: 0, utcOffset: clock.utcOffset(day: date.day)))
  }

  // MARK: CLDR patterns

  /// Source of the format: Unicode Technical Standard 35, part 4, the fields that dates use.
  private func cldr(_ pattern: (LanguageFormats) -> String) -> String {
    let (year, month, day) = date.civil
    let formats = LanguageFormats.of(language)
    var result = ""
    var rest = Substring(pattern(formats))
    while let character = rest.first {
      if character == "'" {
        let quoted = rest.dropFirst().prefix { $0 != "'" }
        result += quoted.isEmpty ? "'" : quoted
        rest = rest.dropFirst(quoted.count + 2)
        continue
      }
      let run = rest.prefix { $0 == character }
      rest = rest.dropFirst(run.count)
      switch (character, run.count) {
      case ("y", 2): result += padded(year % 100, to: 2)
      case ("y", _): result += String(year)
      case ("M", 1), ("L", 1): result += String(month)
      case ("M", 2), ("L", 2): result += padded(month, to: 2)
      case ("M", 3), ("L", 3): result += formats.shortMonths[month - 1]
      case ("M", _), ("L", _): result += formats.months[month - 1]
      case ("d", 1): result += String(day)
      case ("d", _): result += padded(day, to: 2)
      case ("E", 4): result += formats.weekdays[date.weekday]
      case ("E", _), ("c", _): result += formats.shortWeekdays[date.weekday]
      default: result += run
      }
    }
    return result
  }

  // MARK: strftime

  /// The conversions of POSIX `strftime` that make sense for a date, and `%-d` and the like without leading zeros.
  func strftime(_ pattern: String) -> String { String(decoding: strftime(Array(pattern.utf8)), as: UTF8.self) }

  /// As `strftime`, from bytes in UTF-8 to bytes in UTF-8.
  func strftime(_ pattern: [UInt8]) -> [UInt8] {
    let (year, month, day) = date.civil
    var result: [UInt8] = []
    result.reserveCapacity(pattern.count + 16)
    var index = 0
    while index < pattern.count {
      let byte = pattern[index]
      index += 1
      guard byte == UInt8(ascii: "%"), index < pattern.count else {
        result.append(byte)
        continue
      }
      let isShort = pattern[index] == UInt8(ascii: "-") && index + 1 < pattern.count
      if isShort { index += 1 }
      let start = result.count
      if append(conversion: pattern[index], (year, month, day), to: &result) {
        if isShort { Self.dropFiller(from: start, in: &result) }
      } else {
        result += isShort ? "%-".utf8 : "%".utf8
        result.append(pattern[index])
      }
      index += 1
    }
    return result
  }

  /// Removes the zeros and spaces that a number begins with, but not its last digit.
  private static func dropFiller(from start: Int, in text: inout [UInt8]) {
    var end = start
    while end < text.count, text[end] == UInt8(ascii: "0") || text[end] == UInt8(ascii: " ") { end += 1 }
    text.removeSubrange(start..<end)
    if text.count == start { text.append(UInt8(ascii: "0")) }
  }

  /// `false` where there is no such conversion.
  private func append(
    conversion: UInt8, _ civil: (year: Int, month: Int, day: Int), to text: inout [UInt8]
  ) -> Bool {
    let (year, month, day) = civil
    let second = Int(date.time?.second ?? 0)
    let hour = second / 3600
    switch Unicode.Scalar(conversion) {
    case "Y": text.append(decimal: year)
    case "y": text.append(decimal: year % 100, width: 2)
    case "m": text.append(decimal: month, width: 2)
    case "d": text.append(decimal: day, width: 2)
    case "e":
      if day < 10 { text.append(UInt8(ascii: " ")) }
      text.append(decimal: day)
    case "B": text += LanguageFormats.of(language).months[month - 1].utf8
    case "b", "h": text += LanguageFormats.of(language).shortMonths[month - 1].utf8
    case "A": text += LanguageFormats.of(language).weekdays[date.weekday].utf8
    case "a": text += LanguageFormats.of(language).shortWeekdays[date.weekday].utf8
    case "u": text.append(decimal: date.weekday + 1)
    case "w": text.append(decimal: (date.weekday + 1) % 7)
    case "j":
      let newYear = SiteDate(year: year, month: 1, day: 1)
      text.append(decimal: newYear.map { Int(date.day - $0.day) + 1 } ?? 1, width: 3)
    case "H": text.append(decimal: hour, width: 2)
    case "I": text.append(decimal: (hour + 11) % 12 + 1, width: 2)
    case "M": text.append(decimal: second / 60 % 60, width: 2)
    case "S": text.append(decimal: second % 60, width: 2)
    case "p": text += hour < 12 ? "AM".utf8 : "PM".utf8
    case "F":
      text.append(decimal: year, width: 4)
      text += strftime(Array("-%m-%d".utf8))
    case "T": text += strftime(Array("%H:%M:%S".utf8))
    case "z":
      let offset = Int(withTime.time?.utcOffset ?? 0)
      let minutes = abs(offset) / 60
      text.append(offset < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
      text.append(decimal: minutes / 60, width: 2)
      text.append(decimal: minutes % 60, width: 2)
    case "%": text.append(conversion)
    default: return false
    }
    return true
  }

  private func padded(_ number: Int, to width: Int) -> String {
    var text: [UInt8] = []
    text.append(decimal: number, width: width)
    return String(decoding: text, as: UTF8.self)
  }
}
