import SiteModel
import Testing

@Suite struct SiteDateTests {
  private let clock: SiteClock

  init() throws { clock = try #require(SiteClock(timeZone: "Europe/Berlin", now: 1_766_000_000)) }

  @Test(arguments: [
    ("2025-12-15", "2025-12-15", 0), ("2024-02-29", "2024-02-29", 3), ("1970-01-01", "1970-01-01", 3),
    ("0001-01-01", "0001-01-01", 0), ("9999-12-31", "9999-12-31", 4),
    ("2025-12-15T09:30", "2025-12-15T09:30:00+01:00", 0), ("2025-07-01 09:30:05", "2025-07-01T09:30:05+02:00", 1),
    ("2025-12-31T23:30:00Z", "2026-01-01T00:30:00+01:00", 3),
    ("2025-06-15T12:00:00.123-05:00", "2025-06-15T19:00:00+02:00", 6),
  ])
  func datesAreReadOnTheSitesClock(text: String, iso: String, weekday: Int) throws {
    let date = try SiteDate(parsing: text, clock: clock)
    #expect(date.description == iso)
    #expect(date.weekday == weekday)
  }

  @Test(arguments: [
    ("2025-02-29", SiteDate.ParseError.noSuchDay(daysInMonth: 28)), ("2025-13-01", .noSuchMonth),
    ("2025-04-31", .noSuchDay(daysInMonth: 30)), ("15.12.2025", .german(iso: "2025-12-15")),
    ("1.2.24", .german(iso: "2024-02-01")), ("morgen", .form), ("2025-12-15T25:00", .noSuchTime), ("2025-1-1", .form),
    ("2025-12-15T10:00x", .form), ("", .form), ("2025-12-15T10:00+99:00", .form), ("32.13.2025", .form),
  ])
  func whatIsNoDateIsExplained(text: String, error: SiteDate.ParseError) {
    #expect(throws: error) { try SiteDate(parsing: text, clock: clock) }
  }

  @Test func everyDayOfFourCenturiesComesBackTheSame() throws {
    var day = try #require(SiteDate(year: 1800, month: 1, day: 1)).day
    for _ in 0..<146_097 {
      let (year, month, dayOfMonth) = SiteDate(day: day).civil
      #expect(SiteDate(year: year, month: month, day: dayOfMonth)?.day == day)
      day += 1
    }
  }

  @Test func clockChangesHaveOneOffsetForEveryMinute() throws {
    // 30 March 2025: 02:00 → 03:00. 26 October 2025: 03:00 → 02:00.
    let spring = try SiteDate(parsing: "2025-03-30", clock: clock)
    let autumn = try SiteDate(parsing: "2025-10-26", clock: clock)
    #expect(clock.utcOffset(day: spring.day, second: 1 * 3600 + 3599) == 3600)
    #expect(clock.utcOffset(day: spring.day, second: 3 * 3600) == 7200)
    #expect(clock.utcOffset(day: autumn.day, second: 2 * 3600) == 7200)
    #expect(clock.utcOffset(day: autumn.day, second: 3 * 3600) == 3600)
  }

  @Test func midnightInBerlinDecidesWhatIsToday() throws {
    // 23:30 UTC on 14 December is half past midnight on the 15th in Berlin.
    let late = try #require(SiteClock(timeZone: "Europe/Berlin", now: 1_765_755_000))
    #expect(late.today.description == "2025-12-15T00:30:00+01:00")
    #expect(try SiteDate(parsing: "2025-12-15", clock: late) <= late.today)
    let london = try #require(SiteClock(timeZone: "UTC", now: 1_765_755_000))
    #expect(try SiteDate(parsing: "2025-12-15", clock: london) > london.today)
  }
}
