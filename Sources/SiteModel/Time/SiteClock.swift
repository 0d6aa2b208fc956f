internal import Foundation

/// The site's time zone and its present moment. The machine's own zone and clock are asked nowhere else, so that a
/// build can be repeated.
package struct SiteClock: Sendable {
  private let zone: TimeZone
  /// The present in seconds since 1970-01-01T00:00:00Z.
  package let now: Int64

  /// `nil` where the time zone isn't known.
  package init?(timeZone identifier: String, now: Int64) {
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    self.zone = zone
    self.now = now
  }

  package static var knownTimeZones: [String] { TimeZone.knownTimeZoneIdentifiers }

  /// The present as the site's wall clock shows it.
  package var today: SiteDate { date(atInstant: now) }

  /// A moment, in seconds since 1970 UTC, on the site's wall clock.
  package func date(atInstant instant: Int64) -> SiteDate {
    let offset = Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(instant))))
    let local = instant + offset
    let day = (local >= 0 ? local : local - 86_399) / 86_400
    return SiteDate(
      day: Int32(clamping: day), time: .init(second: Int32(local - day * 86_400), utcOffset: Int32(offset)))
  }

  /// The zone's offset from UTC, in seconds, at a wall clock time: in the hour that a change of clocks repeats the
  /// first of the two, in the hour that it skips the one before.
  package func utcOffset(day: Int32, second: Int32 = 0) -> Int32 {
    let wall = Int64(day) * 86_400 + Int64(second)
    let before = offset(at: wall - 86_400)
    let after = offset(at: wall + 86_400)
    if before == after { return before }
    return offset(at: wall - Int64(before)) == before ? before : after
  }

  private func offset(at instant: Int64) -> Int32 {
    Int32(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(instant))))
  }

  /// Seconds since 1970 UTC; a whole day counts from its midnight.
  package func instant(of date: SiteDate) -> Int64 {
    let second = date.time?.second ?? 0
    let offset = date.time?.utcOffset ?? utcOffset(day: date.day)
    return Int64(date.day) * 86_400 + Int64(second) - Int64(offset)
  }
}
