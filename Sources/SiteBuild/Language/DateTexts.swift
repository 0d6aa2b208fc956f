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

  /// What was made of a date as it is written in a value; `nil` where that isn't known.
  func text(of date: UnheldText, pattern: UnheldText, language: String) -> Value? {
    guard date.count <= Self.lengthLimit, pattern.count <= Self.lengthLimit else { return nil }
    return known.look(at: Self.place(of: date, pattern, language)) { entry -> Value? in
      entry.date.hasBytes(date.bytes) && entry.pattern.hasBytes(pattern.bytes) && entry.language == language
        ? entry.text : nil
    } ?? nil
  }

  /// Remembers what was made of a date, unless another has its place.
  func add(_ text: Value, of date: Text, pattern: Text, language: String) {
    guard date.byteCount <= Self.lengthLimit, pattern.byteCount <= Self.lengthLimit else { return }
    let place = unsafe Self.place(of: date.unheld, pattern.unheld, language)
    guard known.look(at: place, { _ in }) == nil else { return }
    _ = known.add(Entry(date: date, pattern: pattern, language: language, text: text), at: place)
  }

  private static func place(of date: UnheldText, _ pattern: UnheldText, _ language: String) -> Int {
    let languageHash = language.utf8.reduce(0 as UInt64) { $0 << 8 ^ $0 >> 56 ^ UInt64($1) }
    let hash = pattern.bytes.mixed(into: date.bytes.mixed(into: languageHash))
    return Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 50)
  }
}
