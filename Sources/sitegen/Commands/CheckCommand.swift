import ArgumentParser
import SiteBuild
import SiteCheck
import SiteDiagnostics
import SiteModel

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Finds mistakes before a reader does.",
    discussion: """
      Says everything that a build would say, and looks at links, pictures, headings, dates, translations and more. \
      Nothing is written but what --fix mends. Each rule can be set louder, lower or off in site.yaml, in a page's \
      front matter or by a comment in its text; Documentation/checking.md says how.
      """)

  @OptionGroup var site: SiteArguments

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  @Option(help: "How findings are written: \(DiagnosticFormat.allValueStrings.joined(separator: ", ")).")
  var format = DiagnosticFormat.text

  @Option(
    help: ArgumentHelp("Check the duties of a publisher too: nrw, or a file of duties.", valueName: "name"))
  var profile: String?

  @Option(
    name: .customLong("rule"),
    help: ArgumentHelp("Set a rule to off, note, warning or error; may be repeated.", valueName: "id=level"))
  var rules: [RuleArgument] = []

  @Flag(help: "Mend what can be mended safely.")
  var fix = false

  @Flag(help: "Ask other hosts whether what the site links to is there.")
  var external = false

  @Flag(help: "With --external: ask hosts of this machine and of its own network, too.")
  var allowPrivate = false

  @Option(
    help: ArgumentHelp(
      "The file that remembers what other hosts answered (default: sitegen/links.json in the user's cache).",
      valueName: "file"),
    completion: .file())
  var linkCache: String?

  @Option(
    help: ArgumentHelp("Append a summary in Markdown, for the page of a CI job.", valueName: "file"),
    completion: .file())
  var summary: String?

  @Flag(help: "Name all rules and stop.")
  var listRules = false

  @Flag(help: "Show how long each stage took.")
  var timings = false

  @Flag(help: "Say nothing but findings.")
  var quiet = false

  func run() async throws {
    if listRules {
      Terminal.write(RuleList.text, to: .output)
      return
    }
    let options = CheckOptions(
      build: site.options(isStrict: strict), rules: rules.map(\.setting), profile: profile,
      probe: external ? ExternalLinks(cachePath: linkCache, asksInside: allowPrivate).probe : nil)
    let start = ContinuousClock.now
    let progress = ProgressLine(options.build.progress, isQuiet: quiet)
    var (result, report) = (SiteFixer.Result(), CheckReport())
    if fix {
      Interruptions.end { SiteFixer.end(by: $0) }
      (result, report) = await SiteFixer.fix(options)
    } else {
      report = await SiteChecker.check(options)
    }
    await progress.end()
    let diagnostics =
      result.diagnostics.isEmpty ? report.diagnostics : (report.diagnostics + result.diagnostics).inReadingOrder()
    format.report(diagnostics, fixes: report.fixes, leftOut: report.leftOut)
    let text = CheckSummary(
      report: report, diagnostics: diagnostics, mended: result.mended, duration: ContinuousClock.now - start,
      isStrict: strict)
    if !quiet { Terminal.write(text.text, to: .diagnostics) }
    if timings { Terminal.write(TimingTable.text(of: report.phases), to: .diagnostics) }
    if let summary, let failure = MarkdownSummary(diagnostics: diagnostics, check: text).append(to: summary) {
      DiagnosticFormat.text.report([failure])
      throw ExitStatus.siteHasErrors.code
    }
    let hasWarnings = diagnostics.contains { $0.severity == .warning }
    if diagnostics.hasErrors || (strict && hasWarnings) { throw ExitStatus.siteHasErrors.code }
  }
}

/// `link.vague-text=error`
struct RuleArgument: ExpressibleByArgument {
  let setting: RuleSetting

  init?(argument: String) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, let level = RuleLevel(rawValue: String(parts[1])) else { return nil }
    setting = RuleSetting(rule: String(parts[0]), level: level)
  }
}
