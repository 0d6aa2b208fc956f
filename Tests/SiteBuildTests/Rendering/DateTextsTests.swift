import SiteTemplate
import Testing

@testable import SiteBuild

@Suite struct DateTextsTests {
  /// As the filters ask: what is known, or what is made and remembered now.
  private static func text(
    _ texts: DateTexts, _ date: String, _ pattern: String, _ language: String, make: () -> Value
  ) -> String? {
    let (date, pattern) = (Text(date), Text(pattern))
    let known = withExtendedLifetime((date, pattern)) {
      unsafe texts.text(of: date.unheld, pattern: pattern.unheld, language: language)
    }
    if let known { return known.text?.string }
    let made = make()
    texts.add(made, of: date, pattern: pattern, language: language)
    return made.text?.string
  }

  @Test func aDateIsFormattedOnceForEachPatternAndLanguage() {
    let texts = DateTexts()
    var count = 0
    for _ in 0..<2 {
      for (date, pattern, language) in [
        ("2025-12-15", "long", "de"), ("2025-12-15", "long", "en"), ("2025-12-15", "long", "es"),
        ("2025-12-15", "short", "de"),
        ("2025-12-16", "long", "de"), ("2025-12-1", "5long", "de"), ("2025-12-15T09:30:00+01:00", "long", "de"),
      ] {
        let text = Self.text(texts, date, pattern, language) {
          count += 1
          return Value("\(date) \(pattern) \(language)")
        }
        #expect(text == "\(date) \(pattern) \(language)")
      }
    }
    #expect(count == 7)
  }

  /// More than 64 bytes are formatted anew each time.
  @Test(arguments: [(64, 1), (65, 2)])
  func patternsOfAnyLengthMeanThemselves(length: Int, formatted: Int) {
    let texts = DateTexts()
    var count = 0
    let pattern = String(repeating: "%", count: length)
    for _ in 0..<2 {
      let text = Self.text(texts, "2025-12-15", pattern, "de") {
        count += 1
        return Value(pattern)
      }
      #expect(text == pattern)
    }
    #expect(count == formatted)
  }

  /// More dates than there are places: each is what it should be all the same.
  @Test func datesThatShareAPlaceAreNotMixedUp() {
    let texts = DateTexts()
    for _ in 0..<2 {
      for number in 0..<40_000 {
        #expect(Self.text(texts, "\(number)", "long", "de") { Value("n\(number)") } == "n\(number)")
      }
    }
  }
}
