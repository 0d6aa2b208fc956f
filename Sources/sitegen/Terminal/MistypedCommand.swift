import ArgumentParser
import SiteDiagnostics

/// `sitegen biuld`: the argument parser calls a command that there isn't an unexpected argument, and offers none.
enum MistypedCommand {
  /// Says so and stops, where the first argument, or the one after a command that has commands of its own, names none.
  static func refuse(_ arguments: some Collection<String>, below configuration: CommandConfiguration) throws {
    guard let name = arguments.first, !name.hasPrefix("-"), !configuration.subcommands.isEmpty, name != "help" else {
      return
    }
    let known = configuration.subcommands.map { ($0.configuration.commandName ?? $0._commandName, $0.configuration) }
    if let (_, inner) = known.first(where: { $0.0 == name }) {
      try refuse(arguments.dropFirst(), below: inner)
      return
    }
    let path = configuration.commandName.map { $0 == "sitegen" ? "" : "\($0) " } ?? ""
    let names = known.map { "`\($0.0)`" }.joined(separator: ", ")
    let near = nearestName(to: name, among: known.map(\.0))
    throw WrongUsage.report(
      "there is no command `\(path)\(name)`",
      hint: near.map { "did you mean `sitegen \(path)\($0)`?" } ?? "there are \(names)")
  }
}
