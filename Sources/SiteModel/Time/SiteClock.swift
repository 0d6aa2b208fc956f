internal import Foundation
internal import Synchronization

/// The site's time zone and its present moment. The machine's own zone and clock are asked nowhere else, so that a
/// build can be repeated.
package struct SiteClock: Sendable {
  private let zone: TimeZone
  /// The present in seconds since 1970-01-01T00:00:00Z.
  package let now: Int64
  /// The present as the site's wall clock shows it.
  package let today: SiteDate
  private let midnights = Midnights()

  /// The zone's offsets at midnights that were asked for; asking the system takes microseconds, and every feed does.
  private final class Midnights: Sendable {
    let offsets = Mutex<[Int32: Int32]>([:])
  }

  /// `nil` where the time zone isn't known.
  package init?(timeZone identifier: String, now: Int64) {
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    self.zone = zone
    self.now = now
    today = Self.date(atInstant: now, in: zone)
  }

  package static var knownTimeZones: [String] { TimeZone.knownTimeZoneIdentifiers }

  /// A moment, in seconds since 1970 UTC, on the site's wall clock.
  package func date(atInstant instant: Int64) -> SiteDate { Self.date(atInstant: instant, in: zone) }

  private static func date(atInstant instant: Int64, in zone: TimeZone) -> SiteDate {
    let offset = Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(instant))))
    let local = instant + offset
    let day = (local >= 0 ? local : local - 86_399) / 86_400
    return SiteDate(
      day: Int32(clamping: day), time: .init(second: Int32(local - day * 86_400), utcOffset: Int32(offset)))
  }

  /// The zone's offset from UTC, in seconds, at a wall clock time: in the hour that a change of clocks repeats the
  /// first of the two, in the hour that it skips the one before.
  package func utcOffset(day: Int32, second: Int32 = 0) -> Int32 {
    guard second == 0 else { return zoneOffset(day: day, second: second) }
    return midnights.offsets.withLock { offsets in
      if let known = offsets[day] { return known }
      let offset = zoneOffset(day: day, second: 0)
      offsets[day] = offset
      return offset
    }
  }

  /// A wall clock time as a date. In the hour that a change of clocks skips there is no such time; it is the moment that
  /// clocks show as an hour later (RFC 5545, 3.3.5).
  func date(day: Int32, second: Int32) -> SiteDate {
    let offset = utcOffset(day: day, second: second)
    // Clocks are changed at night, and on few days.
    if second != 0, isSkipped(day: day, second: second) {
      return date(atInstant: Int64(day) * 86_400 + Int64(second) - Int64(offset))
    }
    return SiteDate(day: day, time: .init(second: second, utcOffset: offset))
  }

  private func isSkipped(day: Int32, second: Int32) -> Bool {
    let (before, after) = (utcOffset(day: day), utcOffset(day: day + 1))
    guard before < after else { return false }
    let wall = Int64(day) * 86_400 + Int64(second)
    return offset(at: wall - Int64(before)) != before && offset(at: wall - Int64(after)) != after
  }

  private func zoneOffset(day: Int32, second: Int32) -> Int32 {
    let wall = Int64(day) * 86_400 + Int64(second)
    let before = offset(at: wall - 86_400)
    let after = offset(at: wall + 86_400)
    if before == after { return before }
    if offset(at: wall - Int64(before)) == before { return before }
    return offset(at: wall - Int64(after)) == after ? after : before
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
