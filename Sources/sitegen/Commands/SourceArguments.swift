import ArgumentParser
import Foundation
import SiteBuild
import SiteModel

/// The flags of every command that reads a site, whatever it makes of it.
struct SourceArguments: ParsableArguments {
  @Option(help: ArgumentHelp("The folder that holds Content and Templates.", valueName: "folder"))
  var source = "."

  @Option(help: ArgumentHelp("How many tasks work at a time (default: one for each core).", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "What counts as now: a date, or seconds since 1970 (default: SOURCE_DATE_EPOCH, or the clock).",
      valueName: "date"))
  var now: String?

  func validate() throws {
    let environment = ProcessInfo.processInfo.environment
    if now == nil, let epoch = environment["SOURCE_DATE_EPOCH"], !Present.isEpoch(epoch) {
      throw ValidationError(
        "SOURCE_DATE_EPOCH in the environment must be seconds since 1970, as in 1765756800, not '\(epoch)'.")
    }
    if let now, Int64(now) == nil, Present.wallClock(now).instant(timeZone: "UTC") == nil {
      throw ValidationError("--now is no date: '\(now)'. Write it like 2025-12-15, 2025-12-15T09:30 or in seconds.")
    }
    if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs must be between 1 and 1024.") }
  }

  var jobCount: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

  /// The clock is read anew each time: a preview may run for days.
  var present: Present {
    now.map { text in Int64(text).map(Present.instant) ?? .wallClock(text) }
      ?? .current(
        environment: ProcessInfo.processInfo.environment, machineClock: Int64(Date().timeIntervalSince1970))
  }
}
