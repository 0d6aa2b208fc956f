/// A date in a form that people and programs write, but front matter doesn't read: which day it means.
enum WrittenDate: Equatable {
  /// One day only, as front matter has it.
  case certain(String)
  /// Day and month could be either: both readings.
  case ambiguous([String])

  /// `nil` for what is no date.
  init?(_ text: String) {
    guard text.utf8.count <= 100 else { return nil }
    let words = DateWords(text)
    guard let (readings, rest) = words.days(), let time = DateWords.time(rest) else { return nil }
    let dates = readings.compactMap { SiteDate(year: $0.year, month: $0.month, day: $0.day)?.description }
    guard let first = dates.first else { return nil }
    self =
      dates.count == 1 || dates.allSatisfy { $0 == first }
      ? .certain(first + time) : .ambiguous(dates.map { $0 + time })
  }
}
