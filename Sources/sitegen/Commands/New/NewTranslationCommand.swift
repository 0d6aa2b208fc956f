import ArgumentParser
import SiteBuild
import SiteDiagnostics
import SiteModel
import SiteScaffold

struct NewTranslationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "translation",
    abstract: "Begins the translation of a page.",
    discussion: "The new file holds the original's text, to be written over.")

  @OptionGroup var arguments: NewArguments

  @Argument(help: "The page to translate.", completion: .file(extensions: ["md"]))
  var file: String?

  @Option(help: "The language to translate into (default: the site's other one).")
  var language: String?

  @Option(help: "The title in that language.")
  var title: String?

  func run() async throws {
    let site = try await arguments.inventory()
    let isAsking = Prompt.isPossible && file == nil
    let file =
      try self.file
      ?? Prompt.ask("Page to translate", flag: "FILE") { name in
        page(name, site) == nil ? "there is no page `\(name)`" : nil
      }
    guard let page = page(file, site), let source = site.text(page.path) else {
      let near = nearestName(to: file, among: site.pages.map { "Content/\($0.path)" })
      throw WrongUsage.report("there is no page `\(file)`" + (near.map { "; did you mean `\($0)`?" } ?? ""))
    }
    let languages = site.configuration.languages.map(\.code).filter { $0 != page.language }
    guard !languages.isEmpty else {
      throw WrongUsage.report("the site has one language; add others below `languages:` of Content/site.yaml")
    }
    let language =
      try self.language
      ?? (languages.count == 1
        ? languages[0]
        : Prompt.ask("Language (\(languages.joined(separator: ", ")))", flag: "--language") {
          languages.contains($0) ? nil : "the site has \(languages.joined(separator: ", "))"
        })
    guard languages.contains(language) else {
      throw WrongUsage.report(
        "the site has no other language `\(language)`", hint: "it has \(languages.joined(separator: ", "))")
    }
    let title = try self.title ?? (isAsking ? Prompt.askOptional("Title in that language") : nil)
    let path = NewTranslation.path(of: page, in: language, of: site.configuration)
    try arguments.make(
      [NewFile(path: "Content/\(path)", text: NewTranslation(of: source, title: title).text)],
      next: [
        "write the translation over the original's text, title and summary included",
        "when it is ready, remove `draft: true` and run: sitegen check",
      ])
  }

  /// A page by its path, with or without `Content/` and the site's folder before it.
  private func page(_ name: String, _ site: SiteInventory) -> ContentPath? {
    var path = name[...]
    for prefix in [arguments.source + "/", "./", "Content/"] where path.hasPrefix(prefix) {
      path = path.dropFirst(prefix.count)
    }
    return site.pages.first { $0.path == path }
  }
}
