import SiteModel

/// The moment that a build takes for now.
package enum Present: Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  case instant(Int64)
  /// A date on the site's own clock, as in front matter.
  case wallClock(String)

  /// `nil` where the text is no date.
  package func instant(timeZone: String) -> Int64? {
    switch self {
    case .instant(let seconds): return seconds
    case .wallClock(let text):
      guard let clock = SiteClock(timeZone: timeZone, now: 0), let date = try? SiteDate(parsing: text, clock: clock)
      else { return nil }
      return clock.instant(of: date)
    }
  }

  /// Whether a text can be `SOURCE_DATE_EPOCH` (specification 1.1): digits alone, up to the year 9999. An empty one is none.
  package static func isEpoch(_ text: String) -> Bool {
    text.isEmpty
      || (text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        && Int64(text).map { $0 <= 253_402_300_799 } ?? false)
  }

  /// The machine's clock, unless `SOURCE_DATE_EPOCH` (reproducible-builds.org) says otherwise.
  package static func current(environment: [String: String], machineClock: Int64) -> Present {
    .instant(environment["SOURCE_DATE_EPOCH"].flatMap { Int64($0) } ?? machineClock)
  }
}
