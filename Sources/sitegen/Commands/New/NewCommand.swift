import ArgumentParser

struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begins an edition, an article, a page, a translation or a site.",
    discussion: """
      At a terminal it asks for what the flags don't say; in a script, what is missing is an error. Files that exist are \
      never touched. New pages are drafts: `draft: true` in their front matter keeps them off the website until you \
      remove it.
      """,
    subcommands: [
      NewEditionCommand.self, NewArticleCommand.self, NewPageCommand.self, NewTranslationCommand.self,
      NewSiteCommand.self,
    ])
}
