import SiteTemplate

/// The dates that templates have formatted so far: most of a site's dates stand on many of its pages.
final class DateTexts: Sendable {
  private final class Entry: Sendable {
    let date: Text
    let pattern: Text
    let language: String
    let text: Value

    init(date: Text, pattern: Text, language: String, text: Value) {
      self.date = date
      self.pattern = pattern
      self.language = language
      self.text = text
    }
  }

  /// Where the hash of a date and a pattern says. What finds its place taken is formatted each time anew.
  private let known = LazyTable<Entry>(count: placeCount)
  private static let placeCount = 1 << 14
  /// Longer ones are no dates.
  private static let lengthLimit = 64

  /// What `format` makes of a date as it is written in a value, or made of it before.
  func text(
    of date: Text, pattern: Text, language: String, format: () throws(CallError) -> Value
  ) throws(CallError) -> Value {
    guard date.byteCount <= Self.lengthLimit, pattern.byteCount <= Self.lengthLimit else { return try format() }
    let place = Self.place(of: date, pattern, language)
    let found = known.look(at: place) { entry in
      entry.date == date && entry.pattern == pattern && entry.language == language ? entry.text : nil
    }
    if let found, let text = found { return text }
    let text = try format()
    if found == nil { _ = known.add(Entry(date: date, pattern: pattern, language: language, text: text), at: place) }
    return text
  }

  private static func place(of date: Text, _ pattern: Text, _ language: String) -> Int {
    let languageHash = language.utf8.reduce(0 as UInt64) { $0 << 8 ^ $0 >> 56 ^ UInt64($1) }
    let hash = pattern.mixed(into: date.mixed(into: languageHash))
    return Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 50)
  }
}
