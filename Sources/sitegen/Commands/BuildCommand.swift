import ArgumentParser
import SiteBuild
import SiteDiagnostics

struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Builds the website into Public.",
    discussion: """
      The website is written whole or not at all: when something is wrong, the one that is there stays as it is. \
      Files in the output folder that sitegen did not write are never touched.
      """)

  @OptionGroup var site: SiteArguments

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  @Flag(help: "Write a .gz and a .br beside every text file.")
  var precompress = false

  @Flag(help: "Build everything anew, and leave nothing in .sitegen for the next build.")
  var noCache = false

  @Option(help: "How diagnostics are written: \(DiagnosticFormat.allValueStrings.joined(separator: ", ")).")
  var format = DiagnosticFormat.text

  @Flag(help: "Show how long each stage took, the slowest files and the templates.")
  var timings = false

  @Flag(help: "Say nothing but diagnostics.")
  var quiet = false

  @Option(
    help: ArgumentHelp("Tell everything about one page and write nothing.", valueName: "file"),
    completion: .file(extensions: ["md"]))
  var explain: String?

  func run() async throws {
    if let explain {
      try await tell(explain)
      return
    }
    var options = site.options(isStrict: strict)
    options.isPrecompressed = precompress
    options.measuresRenders = timings
    options.usesCache = !noCache
    let start = ContinuousClock.now
    let progress = ProgressLine(options.progress, isQuiet: quiet)
    let report = await SiteBuilder.build(options)
    await progress.end()
    format.report(report.diagnostics, leftOut: report.leftOut, isFolded: true)
    let summary = BuildSummary(report: report, output: options.output, duration: ContinuousClock.now - start)
    if !quiet { Terminal.write(summary.text, to: .diagnostics) }
    if timings { Terminal.write(TimingTable.text(of: report), to: .diagnostics) }
    let hasWarnings = report.diagnostics.contains { $0.severity == .warning }
    if report.diagnostics.hasErrors || (strict && hasWarnings) { throw ExitStatus.siteHasErrors.code }
  }

  private func tell(_ file: String) async throws {
    let (story, diagnostics) = await PageStory.tell(file, options: site.options())
    guard let story else {
      format.report(diagnostics)
      throw ExitStatus.siteHasErrors.code
    }
    let width = story.lines.map(\.label.count).max() ?? 0
    for line in story.lines {
      let padding = String(repeating: " ", count: width - line.label.count)
      Terminal.write("\(line.label)\(padding)  \(DiagnosticText.oneLine(line.text))\n", to: .output)
    }
  }
}
