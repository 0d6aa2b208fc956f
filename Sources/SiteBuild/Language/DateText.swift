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
    let formats = LanguageFormats.of(language)
    switch style {
    case .long: return cldr(formats.long, formats)
    case .full: return cldr(formats.full, formats)
    case .medium: return cldr(formats.medium, formats)
    case .short: return cldr(formats.short, formats)
    case .month: return cldr(formats.month, formats)
    case .iso: return SiteDate(day: date.day).description
    case .rfc3339: return withTime.description
    case .rfc822: return DateText(date: withTime, clock: clock, language: "en").strftime("%a, %d %b %Y %H:%M:%S %z")
    }
  }

  /// The moment itself, or the midnight that a whole day begins with.
  private var withTime: SiteDate {
    if date.time != nil { return date }
    return SiteDate(day: date.day, time: .init(second: 0, utcOffset: clock.utcOffset(day: date.day)))
  }

  // MARK: CLDR patterns

  /// Source of the format: Unicode Technical Standard 35, part 4, the fields that dates use.
  private func cldr(_ pattern: String, _ formats: LanguageFormats) -> String {
    let (year, month, day) = date.civil
    var result = ""
    var rest = Substring(pattern)
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
  func strftime(_ pattern: String) -> String {
    var result = ""
    var rest = Substring(pattern)
    while let character = rest.popFirst() {
      guard character == "%", var conversion = rest.popFirst() else {
        result.append(character)
        continue
      }
      let isShort = conversion == "-" && !rest.isEmpty
      if isShort, let next = rest.popFirst() { conversion = next }
      let text = self.conversion(conversion) ?? "%\(isShort ? "-" : "")\(conversion)"
      let trimmed = isShort ? text.drop { $0 == "0" || $0 == " " } : text[...]
      result += isShort && trimmed.isEmpty ? "0" : trimmed
    }
    return result
  }

  private func conversion(_ conversion: Character) -> String? {
    let formats = LanguageFormats.of(language)
    let (year, month, day) = date.civil
    let second = Int(date.time?.second ?? 0)
    let hour = second / 3600
    switch conversion {
    case "Y": return String(year)
    case "y": return padded(year % 100, to: 2)
    case "m": return padded(month, to: 2)
    case "d": return padded(day, to: 2)
    case "e": return padded(day, to: 2, with: " ")
    case "B": return formats.months[month - 1]
    case "b", "h": return formats.shortMonths[month - 1]
    case "A": return formats.weekdays[date.weekday]
    case "a": return formats.shortWeekdays[date.weekday]
    case "u": return String(date.weekday + 1)
    case "w": return String((date.weekday + 1) % 7)
    case "j":
      let newYear = SiteDate(year: year, month: 1, day: 1)
      return newYear.map { padded(Int(date.day - $0.day) + 1, to: 3) }
    case "H": return padded(hour, to: 2)
    case "I": return padded((hour + 11) % 12 + 1, to: 2)
    case "M": return padded(second / 60 % 60, to: 2)
    case "S": return padded(second % 60, to: 2)
    case "p": return hour < 12 ? "AM" : "PM"
    case "F": return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
    case "T": return "\(padded(hour, to: 2)):\(padded(second / 60 % 60, to: 2)):\(padded(second % 60, to: 2))"
    case "z":
      let offset = Int(withTime.time?.utcOffset ?? 0)
      let minutes = abs(offset) / 60
      return "\(offset < 0 ? "-" : "+")\(padded(minutes / 60, to: 2))\(padded(minutes % 60, to: 2))"
    case "%": return "%"
    default: return nil
    }
  }

  private func padded(_ number: Int, to width: Int, with filler: Character = "0") -> String {
    let digits = String(number)
    return String(repeating: filler, count: max(0, width - digits.utf8.count)) + digits
  }
}
