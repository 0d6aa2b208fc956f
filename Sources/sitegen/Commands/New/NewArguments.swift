import ArgumentParser
import Foundation
import SiteBuild
import SiteDiagnostics
import SiteMarkdown
import SiteModel
import SiteScaffold

/// The flags of every `new` within a site, and what they have in common.
struct NewArguments: ParsableArguments {
  @Option(help: ArgumentHelp("The folder that holds Content and Templates.", valueName: "folder"))
  var source = "."

  @Option(help: ArgumentHelp("What counts as today.", valueName: "date"))
  var now: String?

  var present: Present { Self.present(now) }

  static func present(_ now: String?) -> Present {
    let process = ProcessInfo.processInfo
    return now.map { Present.wallClock($0) }
      ?? .current(environment: process.environment, machineClock: Int64(Date().timeIntervalSince1970))
  }

  func inventory() async throws -> SiteInventory {
    let (inventory, diagnostics) = await SiteInventory.read(source, now: present)
    guard let inventory else {
      DiagnosticFormat.text.report(diagnostics)
      throw ExitStatus.siteHasErrors.code
    }
    return inventory
  }

  /// Reads a date as front matter does, and as Germans type it; today where none is given.
  func date(_ text: String?, in site: SiteInventory) throws -> SiteDate {
    guard let text else { return site.clock.today }
    guard let date = Self.date(text, clock: site.clock) else {
      throw WrongUsage.report(
        "`\(text)` is no date", hint: "write it like `\(site.clock.today.description.prefix(10))`")
    }
    return date
  }

  /// `nil` where the text is no date.
  static func date(_ text: String, clock: SiteClock) -> SiteDate? {
    do throws(SiteDate.ParseError) {
      return try SiteDate(parsing: text, clock: clock)
    } catch .german(let iso) {
      return try? SiteDate(parsing: iso, clock: clock)
    } catch {
      return nil
    }
  }

  /// Makes the files and says so, or says why not and makes none.
  func make(_ files: [NewFile], next: [String]) throws { try Self.make(files, in: source, next: next) }

  static func make(_ files: [NewFile], in folder: String, next: [String]) throws {
    let prefix = folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/"
    do throws(SystemError) {
      try SiteInventory.make(files.map { ($0.path, Array($0.text.utf8)) }, in: folder)
    } catch {
      if error.kind == .alreadyExists { throw taken(error.path) }
      DiagnosticFormat.text.report([
        .error("new.failed", "cannot \(error.action) `\(error.path)`: \(error.reason)")
      ])
      throw ExitStatus.siteHasErrors.code
    }
    for file in files { Terminal.write("made \(prefix)\(file.path)\n", to: .output) }
    if !next.isEmpty {
      Terminal.write("\nnext:\n" + next.map { "  \($0)\n" }.joined(), to: .diagnostics)
    }
  }

  /// Says that there is something already where a file was to be made.
  static func taken(_ path: String, hint: String = "nothing was made; choose another name") -> ExitCode {
    DiagnosticFormat.text.report([.error("new.exists", "there is already something at `\(path)`", hint: hint)])
    return ExitStatus.siteHasErrors.code
  }

  /// The title that was given, or asked for.
  static func title(_ given: String?, asking question: String) throws -> String {
    guard let given else { return try Prompt.ask(question, flag: "--title") }
    guard given.contains(where: { !$0.isWhitespace }) else { throw WrongUsage.report("--title is empty") }
    return given
  }

  /// The name of a file that is made of a title: suggested where there is somebody to ask, else taken.
  ///
  /// - Parameter question: `nil` asks only where the title has no letters of which a name could be made.
  static func name(
    of title: String, asking question: String?, flag: String, problem: (String) -> String?
  ) throws -> String {
    let suggestion = shortened(SiteMarkdown.slug(of: title))
    if suggestion.isEmpty, !Prompt.isPossible {
      throw WrongUsage.report(
        "\(flag) is missing",
        hint: "no address can be made of the title `\(title)`: it has no letters or digits")
    }
    guard question != nil || suggestion.isEmpty else { return suggestion }
    return try Prompt.ask(
      question ?? "Its address", suggestion: suggestion.isEmpty ? nil : suggestion, flag: flag, problem: problem)
  }

  /// As many words of an address as fit into sixty letters: longer ones can't be read out, nor be names of files.
  private static func shortened(_ slug: String) -> String {
    guard slug.utf8.count > longestName else { return slug }
    let cut = slug.prefix(longestName + 1)
    return String(cut.lastIndex(of: "-").map { cut[..<$0] } ?? cut.dropLast())
  }

  private static let longestName = 60

  /// Other languages than the default one.
  static func otherLanguages(of site: SiteInventory) -> [Language] {
    site.configuration.languages.filter { $0.code != site.configuration.defaultLanguage.code }
  }

  /// What is wrong with the last part of an address.
  static func slugProblem(_ text: String) -> String? {
    let clean = SiteMarkdown.slug(of: text)
    if text == clean, !text.isEmpty { return nil }
    return clean.isEmpty
      ? "an address needs letters or digits" : "addresses hold lower-case letters, digits and hyphens: `\(clean)`"
  }
}
