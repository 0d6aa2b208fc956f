import ArgumentParser
import Foundation
import SiteBuild
import SiteDiagnostics
import SiteModel
import SiteScaffold

struct NewSiteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "Begins a site: a small newsletter that can be built at once.")

  @Argument(help: "The folder to make. It may exist if it is empty.")
  var folder: String?

  @Option(help: "The newsletter's name.")
  var title: String?

  @Option(help: ArgumentHelp("Where readers will find it.", valueName: "url"))
  var baseURL: String?

  @Option(help: "Its language: de or en.")
  var language: String?

  @Option(help: ArgumentHelp("What counts as today.", valueName: "date"))
  var now: String?

  func validate() throws {
    if let baseURL, BaseURL(baseURL) == nil {
      throw ValidationError("--base-url must be an address like https://www.example.org/, not '\(baseURL)'.")
    }
    if let language, !NewSite.languages.contains(language) {
      throw ValidationError("--language must be de or en, not '\(language)'.")
    }
  }

  func run() async throws {
    let isAsking = Prompt.isPossible && (folder == nil || title == nil)
    let folder =
      try self.folder ?? Prompt.ask("Folder", suggestion: Prompt.isPossible ? "newsletter" : nil, flag: "FOLDER")
    let title = try self.title ?? Prompt.ask("Name of the newsletter", flag: "--title")
    let baseURL =
      try self.baseURL
      ?? (isAsking
        ? Prompt.ask("Its address on the web", suggestion: "https://www.example.org", flag: "--base-url") {
          BaseURL($0) == nil ? "write it like https://www.example.org" : nil
        } : "https://www.example.org")
    let language =
      try self.language
      ?? (isAsking
        ? Prompt.ask("Language (de, en)", suggestion: "de", flag: "--language") {
          NewSite.languages.contains($0) ? nil : "there are texts in de and en"
        } : "de")
    try prepare(folder)
    guard let instant = NewArguments.present(now).instant(timeZone: "Europe/Berlin"),
      let clock = SiteClock(timeZone: "Europe/Berlin", now: instant)
    else { throw WrongUsage.report("--now is no date") }
    let site = NewSite(title: title, baseURL: baseURL, language: language, today: clock.today)
    let place = folder == "." ? "" : "cd \(folder)"
    try NewArguments.make(
      site.files, in: folder,
      next: [
        place, "look at it: sitegen serve", "build it: sitegen build",
        "begin the next edition: sitegen new edition",
      ].filter { !$0.isEmpty })
  }

  /// Makes the folder, or sees that nothing lies in it.
  private func prepare(_ folder: String) throws {
    let manager = FileManager.default
    if let names = try? manager.contentsOfDirectory(atPath: folder) {
      guard names.allSatisfy({ $0.hasPrefix(".git") && $0 != ".gitignore" }) else {
        DiagnosticFormat.text.report([
          .error("new.exists", "the folder `\(folder)` is not empty", hint: "nothing was made; choose another folder")
        ])
        throw ExitStatus.siteHasErrors.code
      }
      return
    }
    do {
      try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      DiagnosticFormat.text.report([
        .error("new.failed", "cannot make the folder `\(folder)`", hint: "choose another one")
      ])
      throw ExitStatus.siteHasErrors.code
    }
  }
}
