import ArgumentParser
import SiteBuild
import SiteModel
import SiteScaffold

struct NewEditionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edition", abstract: "Begins an edition: its folder and its introduction.")

  @OptionGroup var arguments: NewArguments

  @Argument(help: "The folder's name (default: year and month of the date, as in 2026-01).")
  var name: String?

  @Option(help: "The edition's title.")
  var title: String?

  @Option(help: "Day of publication (default: today).")
  var date: String?

  @Option(help: "One or two sentences for lists and search engines.")
  var summary: String?

  @Flag(help: "Begin it in every language of the site.")
  var translations = false

  func run() async throws {
    let site = try await arguments.inventory()
    let isAsking = Prompt.isPossible && title == nil
    let title = try NewArguments.title(self.title, asking: "Title of the edition")
    var day = try arguments.date(date, in: site)
    if isAsking, date == nil {
      let answer = try Prompt.ask(
        "Day of publication", suggestion: "\(SiteDate(day: day.day))", flag: "--date",
        problem: { NewArguments.date($0, clock: site.clock) == nil ? "write it like 2026-01-15 or 15.1.2026" : nil })
      day = try arguments.date(answer, in: site)
    }
    let suggestion = String("\(SiteDate(day: day.day))".prefix(7))
    let folder = site.configuration.editionsFolder
    func problem(_ name: String) -> String? {
      if let problem = NewArguments.slugProblem(name) { return problem }
      return site.exists("\(folder)/\(name)") ? "there is already an edition `\(name)`" : nil
    }
    let name =
      try self.name
      ?? (isAsking
        ? Prompt.ask(
          "Name of its folder, and part of its address", suggestion: suggestion, flag: "NAME", problem: problem)
        : suggestion)
    if let problem = NewArguments.slugProblem(name) { throw WrongUsage.report("\(name): \(problem)") }
    let summary = try self.summary ?? (isAsking ? Prompt.askOptional("Summary in a sentence") : nil)
    let others = NewArguments.otherLanguages(of: site)
    let wanted =
      try translations
      || (isAsking && !others.isEmpty
        && Prompt.confirm("Begin it in \(others.map(\.name).joined(separator: ", ")) too?"))
    let page = NewPage(title: title, date: day, summary: summary)
    let codes = [site.configuration.defaultLanguage.code] + (wanted ? others.map(\.code) : [])
    let files = codes.map { code in
      let ending = code == site.configuration.defaultLanguage.code ? "md" : "\(code).md"
      return NewFile(path: "Content/\(folder)/\(name)/index.\(ending)", text: page.text)
    }
    try arguments.make(
      files,
      next: [
        "write the introduction below the second `---` of \(files[0].path)",
        "begin its articles: sitegen new article --edition \(name)",
        "look at it: sitegen serve", "when it is ready, remove `draft: true` and run: sitegen check",
      ])
  }
}
