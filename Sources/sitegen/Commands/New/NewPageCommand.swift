import ArgumentParser
import SiteBuild
import SiteModel
import SiteScaffold

struct NewPageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "page", abstract: "Begins a single page, such as an Impressum.")

  @OptionGroup var arguments: NewArguments

  @Argument(help: "Its path below Content, without .md (default: made of the title).")
  var path: String?

  @Option(help: "The page's title.")
  var title: String?

  @Option(help: "One or two sentences for lists and search engines.")
  var summary: String?

  func run() async throws {
    let site = try await arguments.inventory()
    let isAsking = Prompt.isPossible && title == nil
    let title = try NewArguments.title(self.title, asking: "Title of the page")
    let path =
      try self.path
      ?? NewArguments.name(
        of: title, asking: isAsking ? "Its address on the website" : nil, flag: "PATH", problem: Self.problem)
    let clean = path.hasSuffix(".md") ? String(path.dropLast(3)) : path
    if let problem = Self.problem(clean) { throw WrongUsage.report("\(path): \(problem)") }
    let summary = try self.summary ?? (isAsking ? Prompt.askOptional("Summary in a sentence") : nil)
    // A folder's own page has that address already.
    guard !site.exists("\(clean)/index.md") else { throw NewArguments.taken("Content/\(clean)/index.md") }
    let file = NewFile(path: "Content/\(clean).md", text: NewPage(title: title, summary: summary).text)
    try arguments.make(
      [file],
      next: [
        "write the text below the second `---`",
        NewArguments.otherLanguages(of: site).isEmpty
          ? nil : "when its text stands, translate it: sitegen new translation \(file.path)",
        "lead readers to it: by a link, or by an entry below `navigation:` of Content/site.yaml",
        "when it is ready, remove `draft: true` and run: sitegen check",
      ].compactMap { $0 })
  }

  private static func problem(_ path: String) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    return parts.lazy.compactMap(NewArguments.slugProblem).first
  }
}
