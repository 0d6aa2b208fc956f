import ArgumentParser
import Foundation

@main
struct Sitegen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sitegen",
    abstract: "Builds a newsletter's website from Markdown and templates.",
    discussion: """
      A site is a folder with `Content` (Markdown, pictures, site.yaml) and `Templates`. \
      Run `sitegen build` there; the website appears in `Public`.

      Exit codes: 0 done; 1 the site has errors (or warnings under --strict), or the result could not be written; \
      2 wrong usage; 70 a fault of sitegen.
      """,
    version: "0.1.0",
    subcommands: [
      BuildCommand.self, ServeCommand.self, CheckCommand.self, NewCommand.self, PublishCommand.self,
      RenderCommand.self, MarkdownCommand.self,
      TemplatesCommand.self,
    ]
  )

  static func main() async {
    StandardStreams.occupy()
    if let shortage = StartingRoom.shortage(processors: ProcessInfo.processInfo.activeProcessorCount) {
      Terminal.write("error: \(shortage)\n", to: .diagnostics)
      Foundation.exit(ExitStatus.fault.rawValue)
    }
    let status = await status()
    // What is lost is lost as much as a result.
    Foundation.exit(Terminal.finish() || status != 0 ? status : ExitStatus.siteHasErrors.rawValue)
  }

  /// Does what the arguments say, and gives the exit code.
  private static func status() async -> Int32 {
    do {
      try MistypedCommand.refuse(CommandLine.arguments.dropFirst(), below: configuration)
      var command = try parseAsRoot()
      if !(command is ServeCommand) { Allocator.expectShortLife() }
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return 0
    } catch let code as ExitCode {
      return code.rawValue
    } catch {
      let code = exitCode(for: error)
      if code == .success || code == .validationFailure {
        let text = fullMessage(for: error)
        Terminal.write(text + "\n", to: code == .success ? .output : .diagnostics)
        return code == .success ? 0 : ExitStatus.usage.rawValue
      }
      Terminal.write("sitegen: internal error: \(error)\n", to: .diagnostics)
      return ExitStatus.fault.rawValue
    }
  }
}

/// What sitegen's exit codes mean.
enum ExitStatus: Int32 {
  /// The site has errors, or warnings under `--strict`.
  case siteHasErrors = 1
  case usage = 2
  /// A fault of ours (BSD's `EX_SOFTWARE`).
  case fault = 70

  var code: ExitCode { ExitCode(rawValue) }
}
