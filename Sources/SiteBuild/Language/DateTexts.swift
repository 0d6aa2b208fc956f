import SiteTemplate
import Synchronization

/// The dates that templates have formatted so far: most of a site's dates stand on many of its pages.
final class DateTexts: Sendable {
  private struct Key: Hashable {
    let date: Text
    let pattern: Text
    let language: String

    /// The same date in the same pattern comes in few languages.
    func hash(into hasher: inout Hasher) {
      hasher.combine(date)
      hasher.combine(pattern)
    }
  }

  private let known = Mutex<[Key: Value]>([:])
  /// A site whose dates are all different gains nothing from remembering them.
  private static let limit = 8192

  /// What `format` makes of a date as it is written in a value, or made of it before.
  func text(
    of date: Text, pattern: Text, language: String, format: () throws(CallError) -> Value
  ) throws(CallError) -> Value {
    let key = Key(date: date, pattern: pattern, language: language)
    if let text = known.withLock({ $0[key] }) { return text }
    let text = try format()
    // Of their own bytes, so that no long text is kept for a part of it.
    let kept = Key(date: Text(date.byteArray), pattern: Text(pattern.byteArray), language: language)
    known.withLock { if $0.count < Self.limit { $0[kept] = text } }
    return text
  }
}
