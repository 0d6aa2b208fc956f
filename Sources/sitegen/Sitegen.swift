import ArgumentParser

@main
struct Sitegen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sitegen",
    abstract: "Builds a newsletter's website from Markdown and templates.",
    version: "0.1.0",
    subcommands: [MarkdownCommand.self]
  )
}
