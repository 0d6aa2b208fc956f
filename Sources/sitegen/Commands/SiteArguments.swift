import ArgumentParser
import Foundation
import SiteBuild
import SiteModel

/// The flags of every command that reads a site.
struct SiteArguments: ParsableArguments {
  @Option(help: ArgumentHelp("The folder that holds Content and Templates.", valueName: "folder"))
  var source = "."

  @Option(
    help: ArgumentHelp("Where the website goes (default: Public in the source folder).", valueName: "folder"))
  var output: String?

  @Option(help: ArgumentHelp("The site's address, instead of the one in site.yaml.", valueName: "url"))
  var baseURL: String?

  @Flag(help: "Include drafts.")
  var drafts = false

  @Flag(help: "Include pages whose date lies ahead.")
  var future = false

  @Option(help: ArgumentHelp("How many tasks work at a time (default: one for each core).", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "What counts as now: a date, or seconds since 1970 (default: SOURCE_DATE_EPOCH, or the clock).",
      valueName: "date"))
  var now: String?

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs must be between 1 and 1024.") }
    if let baseURL, BaseURL(baseURL) == nil {
      throw ValidationError("--base-url must be an address like https://www.example.org/, not '\(baseURL)'.")
    }
  }

  var outputFolder: String {
    if let output { return output }
    if source == "." { return "Public" }
    return source.hasSuffix("/") ? source + "Public" : source + "/Public"
  }

  func options(isStrict: Bool = false) -> BuildOptions {
    let process = ProcessInfo.processInfo
    let present =
      now.map { text in Int64(text).map(Present.instant) ?? .wallClock(text) }
      ?? .current(environment: process.environment, machineClock: Int64(Date().timeIntervalSince1970))
    return BuildOptions(
      source: source, output: outputFolder, baseURL: baseURL.flatMap { BaseURL($0) },
      policy: PublicationPolicy(includesDrafts: drafts, includesFuture: future), isStrict: isStrict,
      jobs: jobs ?? process.activeProcessorCount, now: present)
  }
}
