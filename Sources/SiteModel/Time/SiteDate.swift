/// A day, or a day and a time, on the site's clock.
///
/// Written in ISO 8601: `2025-12-15`, `2025-12-15T09:30`, `2025-12-15 09:30:00+01:00`. A time with an offset is turned
/// into the site's zone when it is read, so that all dates of a site compare field by field.
package struct SiteDate: Sendable, Hashable {
  /// Days since 1 January 1970.
  package var day: Int32
  /// Seconds since midnight and the zone's offset from UTC at that moment, in seconds; `nil` for a whole day.
  package var time: Time?

  package struct Time: Sendable, Hashable {
    package var second: Int32
    package var utcOffset: Int32

    package init(second: Int32, utcOffset: Int32) {
      self.second = second
      self.utcOffset = utcOffset
    }
  }

  package init(day: Int32, time: Time? = nil) {
    self.day = day
    self.time = time
  }

  /// Year, month and day in the Gregorian calendar.
  package var civil: (year: Int, month: Int, day: Int) {
    // Days to civil date by Howard Hinnant's algorithm: years begin in March, so that the leap day comes last.
    let shifted = Int(day) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// `nil` where there is no such day, like 30 February.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year) else {
      return nil
    }
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(day: Int32(era * 146_097 + dayOfEra - 719_468))
  }

  package static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// 0 is Monday.
  package var weekday: Int {
    let shifted = (Int(day) + 3) % 7
    return shifted < 0 ? shifted + 7 : shifted
  }
}

extension SiteDate: Comparable {
  /// A whole day comes before every moment of it.
  package static func < (left: SiteDate, right: SiteDate) -> Bool {
    (left.day, left.time?.second ?? -1) < (right.day, right.time?.second ?? -1)
  }
}

extension SiteDate: CustomStringConvertible {
  /// ISO 8601.
  package var description: String {
    let (year, month, day) = civil
    // Every date of every page is written so; hence bytes.
    var text: [UInt8] = []
    text.reserveCapacity(25)
    text.append(decimal: year, width: 4)
    text.append(UInt8(ascii: "-"))
    text.append(decimal: month, width: 2)
    text.append(UInt8(ascii: "-"))
    text.append(decimal: day, width: 2)
    guard let time else { return String(decoding: text, as: UTF8.self) }
    let second = Int(time.second)
    let minutes = abs(Int(time.utcOffset)) / 60
    for (separator, number) in [
      ("T", second / 3600), (":", second / 60 % 60), (":", second % 60),
      (time.utcOffset < 0 ? "-" : "+", minutes / 60), (":", minutes % 60),
    ] as [(Unicode.Scalar, Int)] {
      text.append(UInt8(ascii: separator))
      text.append(decimal: number, width: 2)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
