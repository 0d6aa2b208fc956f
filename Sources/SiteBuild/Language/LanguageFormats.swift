import Foundation
import Synchronization

/// How a language writes dates and numbers, from CLDR's data, which Foundation brings along: the same on every machine.
///
/// A class, because every date that is written asks for it.
final class LanguageFormats: Sendable {
  let months: [String]
  let shortMonths: [String]
  /// Monday first.
  let weekdays: [String]
  let shortWeekdays: [String]
  /// CLDR date patterns.
  let long: String
  let full: String
  let medium: String
  let short: String
  let month: String
  let groupingSeparator: String
  let decimalSeparator: String

  private static let known = Mutex<[String: LanguageFormats]>([:])

  /// Made once for each language; asking ICU takes milliseconds.
  static func of(_ language: String) -> LanguageFormats {
    known.withLock { known in
      if let formats = known[language] { return formats }
      let formats = LanguageFormats(language)
      known[language] = formats
      return formats
    }
  }

  private init(_ language: String) {
    let locale = Locale(identifier: language)
    var calendar = Calendar(identifier: .gregorian)
    calendar.locale = locale
    months = calendar.monthSymbols
    shortMonths = calendar.shortMonthSymbols
    weekdays = Self.mondayFirst(calendar.weekdaySymbols)
    shortWeekdays = Self.mondayFirst(calendar.shortWeekdaySymbols)
    let pattern = { (fields: String, fallback: String) in
      DateFormatter.dateFormat(fromTemplate: fields, options: 0, locale: locale) ?? fallback
    }
    long = pattern("yMMMMd", "d MMMM y")
    full = pattern("yMMMMEEEEd", "EEEE, d MMMM y")
    medium = pattern("yMMMd", "d MMM y")
    short = pattern("yMMdd", "dd.MM.y")
    month = pattern("yMMMM", "MMMM y")
    groupingSeparator = locale.groupingSeparator ?? ","
    decimalSeparator = locale.decimalSeparator ?? "."
  }

  private static func mondayFirst(_ symbols: [String]) -> [String] {
    symbols.isEmpty ? [] : Array(symbols.dropFirst()) + [symbols[0]]
  }
}
