import ArgumentParser
import SiteDiagnostics
import SiteMarkdown

/// `sitegen markdown`: one text to HTML, on standard output.
struct MarkdownCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "markdown",
    abstract: "Turns Markdown from a file or standard input into HTML.",
    discussion: """
      Everything that a site's Markdown can do is on. Links to other files are left as they are written, and \
      components that a site's templates would render are shown by their content alone.
      """
  )

  @Flag(help: "CommonMark alone: no extensions, no typography, raw HTML passed through.")
  var plain = false

  @Option(help: ArgumentHelp("The language of the text, which decides its typography.", valueName: "code"))
  var lang = "de"

  @Argument(help: ArgumentHelp("The file; standard input without one.", valueName: "file"))
  var file: String?

  func run() throws {
    let source: SourceText
    do {
      source = try InputText.read(file)
    } catch .unreadable(let reason) {
      throw ValidationError("can't read \(file.map { "`\($0)`" } ?? "standard input"): \(reason)")
    } catch .tooLarge(let diagnostic) {
      try report([diagnostic])
      return
    }
    let document = MarkdownDocument(source, options: plain ? .commonMark : MarkdownOptions(language: lang))
    var html: [UInt8] = []
    document.html.write(resolver: UnresolvedMarkdown(), into: &html)
    Terminal.write(html, to: .output)
    try report(document.diagnostics.inReadingOrder())
  }

  private func report(_ diagnostics: [Diagnostic]) throws {
    let printer = DiagnosticText(usesColor: Terminal.Stream.diagnostics.usesColor)
    Terminal.write(diagnostics.map(printer.text(of:)).joined(), to: .diagnostics)
    if diagnostics.hasErrors { throw ExitStatus.siteHasErrors.code }
  }
}

/// A text without a site around it: links stay as they are, components show what is in them.
private struct UnresolvedMarkdown: MarkdownResolver {
  func address(of link: MarkdownLink) -> String? { nil }

  func size(of image: MarkdownLink) -> (width: Int, height: Int)? { nil }

  func render(_ component: MarkdownComponent, body: [UInt8], address: String?, into output: inout [UInt8]) {
    output.append(contentsOf: component.fallback(body: body, address: address))
  }
}
