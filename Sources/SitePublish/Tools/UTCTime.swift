#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Points in time as the bookkeeping at the other side writes them: `2025-12-15T09:30:00Z`.
enum UTCTime {
  static var now: String { text(ofSeconds: seconds) }

  /// Since 1970, by this machine's clock.
  static var seconds: Int { time(nil) }

  static func text(ofSeconds seconds: Int) -> String {
    let days = Int((Double(seconds) / 86_400).rounded(.down))
    let rest = seconds - days * 86_400
    let (year, month, day) = date(ofDays: days)
    return digits(year, 4) + "-" + digits(month, 2) + "-" + digits(day, 2) + "T" + digits(rest / 3600, 2) + ":"
      + digits(rest / 60 % 60, 2) + ":" + digits(rest % 60, 2) + "Z"
  }

  /// The inverse; `nil` for other text.
  static func seconds(of text: some StringProtocol) -> Int? {
    guard let match = String(text).wholeMatch(of: #/(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z/#) else { return nil }
    let (_, year, month, day, hour, minute, second) = match.output
    guard let year = Int(year), let month = Int(month), let day = Int(day), let hour = Int(hour),
      let minute = Int(minute), let second = Int(second)
    else { return nil }
    return days(ofYear: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60 + second
  }

  /// Days since 1970 in the Gregorian calendar, with years that start in March so that the leap day is the last.
  private static func days(ofYear year: Int, month: Int, day: Int) -> Int {
    let years = month > 2 ? year : year - 1
    let months = (month + 9) % 12
    return years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + day - 719_469
  }

  private static func date(ofDays days: Int) -> (year: Int, month: Int, day: Int) {
    var year = (days + 719_468) * 400 / 146_097
    while Self.days(ofYear: year + 1, month: 3, day: 1) <= days { year += 1 }
    while Self.days(ofYear: year, month: 3, day: 1) > days { year -= 1 }
    let rest = days - Self.days(ofYear: year, month: 3, day: 1)
    let months = (rest * 5 + 2) / 153
    let month = (months + 2) % 12 + 1
    return (month > 2 ? year : year + 1, month, rest - (months * 153 + 2) / 5 + 1)
  }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}
