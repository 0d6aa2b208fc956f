import ArgumentParser
import SiteBuild
import SiteMarkdown
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
    _ = try arguments.inventory()
    let isAsking = Prompt.isPossible && title == nil
    let title = try self.title ?? Prompt.ask("Title of the page", flag: "--title")
    let suggestion = SiteMarkdown.slug(of: title)
    let path =
      try self.path
      ?? (isAsking || suggestion.isEmpty
        ? Prompt.ask(
          "Its address on the website", suggestion: suggestion.isEmpty ? nil : suggestion, flag: "PATH",
          problem: Self.problem)
        : suggestion)
    let clean = path.hasSuffix(".md") ? String(path.dropLast(3)) : path
    if let problem = Self.problem(clean) { throw WrongUsage.report("\(path): \(problem)") }
    let summary = self.summary ?? (isAsking ? Prompt.askOptional("Summary in a sentence") : nil)
    let file = NewFile(path: "Content/\(clean).md", text: NewPage(title: title, summary: summary).text)
    try arguments.make(
      [file],
      next: [
        "write the text below the second `---`",
        "lead readers to it: by a link, or by an entry below `navigation:` of Content/site.yaml",
        "when it is ready, remove `draft: true` and run: sitegen check",
      ])
  }

  private static func problem(_ path: String) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    return parts.lazy.compactMap(NewArguments.slugProblem).first
  }
}
