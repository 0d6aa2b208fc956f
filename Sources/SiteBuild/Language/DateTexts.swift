import SiteTemplate
import Synchronization

/// The dates that templates have formatted so far: most of a site's dates stand on many of its pages.
final class DateTexts: Sendable {
  private struct Key: Hashable {
    let date: ShortText
    let pattern: ShortText
    let language: ShortText

    /// `nil` where one of them is too long to be remembered.
    init?(_ date: Text, _ pattern: Text, _ language: String) {
      guard let date = ShortText(date.bytes), let pattern = ShortText(pattern.bytes),
        let language = ShortText(language.utf8.span)
      else { return nil }
      self.date = date
      self.pattern = pattern
      self.language = language
    }

    /// There are many dates, and few ways to write one.
    func hash(into hasher: inout Hasher) { hasher.combine(date) }
  }

  private let known = Mutex<[Key: Value]>([:])
  /// A site whose dates are all different gains nothing from remembering them.
  private static let limit = 8192

  /// What `format` makes of a date as it is written in a value, or made of it before.
  func text(
    of date: Text, pattern: Text, language: String, format: () throws(CallError) -> Value
  ) throws(CallError) -> Value {
    guard let key = Key(date, pattern, language) else { return try format() }
    if let text = known.withLock({ $0[key] }) { return text }
    let text = try format()
    known.withLock { if $0.count < Self.limit { $0[key] = text } }
    return text
  }
}
