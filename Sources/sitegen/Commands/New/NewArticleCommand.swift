import ArgumentParser
import SiteBuild
import SiteDiagnostics
import SiteMarkdown
import SiteModel
import SiteScaffold

struct NewArticleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "article", abstract: "Begins an article of an edition.")

  @OptionGroup var arguments: NewArguments

  @Option(help: "The article's title.")
  var title: String?

  @Option(help: "The edition's folder (default: the newest one).")
  var edition: String?

  @Option(help: "The last part of its address (default: made of the title).")
  var slug: String?

  @Option(help: "Day of publication (default: that of the edition).")
  var date: String?

  @Option(help: "One or two sentences for lists and search engines.")
  var summary: String?

  @Option(help: "Topics, with commas between them.")
  var tags: String?

  @Flag(help: "Give it a folder of its own, for pictures beside it.")
  var folder = false

  func run() async throws {
    let site = try await arguments.inventory()
    let isAsking = Prompt.isPossible && title == nil
    let title = try NewArguments.title(self.title, asking: "Title of the article")
    let edition = try chooseEdition(site, isAsking: isAsking)
    let slug =
      try self.slug
      ?? NewArguments.name(
        of: title, asking: isAsking ? "Last part of its address" : nil, flag: "--slug",
        problem: NewArguments.slugProblem)
    if let problem = NewArguments.slugProblem(slug) { throw WrongUsage.report("--slug \(slug): \(problem)") }
    let summary = try self.summary ?? (isAsking ? Prompt.askOptional("Summary in a sentence") : nil)
    let hasTags = site.configuration.taxonomies.contains { $0.key == "tags" }
    let tags = try self.tags ?? (isAsking && hasTags ? Prompt.askOptional("Topics, with commas between them") : nil)
    let hasFolder = try folder || (isAsking && Prompt.confirm("Will there be pictures?"))
    let page = NewPage(
      title: title, date: try date.map { try arguments.date($0, in: site) } ?? day(of: edition, in: site),
      summary: summary,
      tags: (tags ?? "").split(separator: ",").map { $0.drop(while: \.isWhitespace).description.trimmed }
        .filter { !$0.isEmpty })
    let place = "Content/\(site.configuration.editionsFolder)/\(edition)/\(slug)"
    let file = NewFile(path: hasFolder ? "\(place)/index.md" : "\(place).md", text: page.text)
    // One article, whichever of its two forms it has.
    let other = "\(site.configuration.editionsFolder)/\(edition)/\(slug)" + (hasFolder ? ".md" : "/index.md")
    if site.exists(other) {
      throw NewArguments.taken("Content/\(other)", hint: "nothing was made; choose another name with --slug")
    }
    try arguments.make(
      [file],
      next: [
        "write the text below the second `---`",
        hasFolder ? "put pictures beside it and show them: ![what is to be seen](picture.jpg)" : nil,
        "look at it: sitegen serve",
        NewArguments.otherLanguages(of: site).isEmpty
          ? nil : "when its text stands, translate it: sitegen new translation \(file.path)",
        "when it is ready, remove `draft: true` and run: sitegen check",
      ].compactMap { $0 })
  }

  /// The edition that is asked for, or the newest.
  private func chooseEdition(_ site: SiteInventory, isAsking: Bool) throws -> String {
    let folder = site.configuration.editionsFolder
    let known = Set(
      site.pages.filter { $0.folder.hasPrefix(folder + "/") }.map { page in
        String(page.folder.dropFirst(folder.count + 1).prefix { $0 != "/" })
      }
    ).sorted(by: >)
    func problem(_ name: String) -> String? {
      if known.contains(name) { return nil }
      let near = nearestName(to: name, among: known)
      return near.map { "there is no edition `\(name)`; did you mean `\($0)`?" }
        ?? "there is no edition `\(name)`; begin it with `sitegen new edition`"
    }
    if let edition {
      if let problem = problem(edition) { throw WrongUsage.report(problem) }
      return edition
    }
    guard let newest = known.first else {
      throw WrongUsage.report("there is no edition yet; begin one with `sitegen new edition`")
    }
    return isAsking ? try Prompt.ask("Edition", suggestion: newest, flag: "--edition", problem: problem) : newest
  }

  /// The edition's own day: that of its articles, unless they say otherwise.
  private func day(of edition: String, in site: SiteInventory) -> SiteDate {
    let path = "\(site.configuration.editionsFolder)/\(edition)/index.md"
    guard let source = site.text(path), let entries = FrontMatter.parse(source).0?.entries,
      let text = entries.first(where: { $0.key.text == "date" })?.value.text,
      let date = try? SiteDate(parsing: text, clock: site.clock)
    else { return site.clock.today }
    return date
  }
}

extension String {
  /// Without blanks at its end.
  fileprivate var trimmed: String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
