import SiteTemplate
import Testing

@testable import SiteBuild

@Suite struct DateTextsTests {
  @Test func aDateIsFormattedOnceForEachPatternAndLanguage() throws {
    let texts = DateTexts()
    var count = 0
    for _ in 0..<2 {
      for (date, pattern, language) in [
        ("2025-12-15", "long", "de"), ("2025-12-15", "long", "en"), ("2025-12-15", "long", "es"),
        ("2025-12-15", "short", "de"),
        ("2025-12-16", "long", "de"), ("2025-12-1", "5long", "de"), ("2025-12-15T09:30:00+01:00", "long", "de"),
      ] {
        let text = try texts.text(of: Text(date), pattern: Text(pattern), language: language) {
          count += 1
          return Value("\(date) \(pattern) \(language)")
        }
        #expect(text.text?.string == "\(date) \(pattern) \(language)")
      }
    }
    #expect(count == 7)
  }

  /// More than 64 bytes are formatted anew each time.
  @Test(arguments: [(64, 1), (65, 2)])
  func patternsOfAnyLengthMeanThemselves(length: Int, formatted: Int) throws {
    let texts = DateTexts()
    var count = 0
    let pattern = String(repeating: "%", count: length)
    for _ in 0..<2 {
      let text = try texts.text(of: Text("2025-12-15"), pattern: Text(pattern), language: "de") {
        count += 1
        return Value(pattern)
      }
      #expect(text.text?.string == pattern)
    }
    #expect(count == formatted)
  }

  /// More dates than there are places: each is what it should be all the same.
  @Test func datesThatShareAPlaceAreNotMixedUp() throws {
    let texts = DateTexts()
    for _ in 0..<2 {
      for number in 0..<40_000 {
        let text = try texts.text(of: Text("\(number)"), pattern: Text("long"), language: "de") { Value("n\(number)") }
        #expect(text.text?.string == "n\(number)")
      }
    }
  }
}
