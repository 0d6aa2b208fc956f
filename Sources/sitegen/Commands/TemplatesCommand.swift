import ArgumentParser
import SiteDiagnostics
import SiteTemplate

/// Shows what templates are compiled to, for those who work on the engine.
struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates",
    abstract: "Shows what a template is compiled to.",
    shouldDisplay: false)

  @Option(name: .customLong("templates"), help: "The templates folder.")
  var templates = "Templates"

  @Option(name: .customLong("dump"), help: "The template whose instructions to print.")
  var dump: String

  @Flag(name: .customLong("tokens"), help: "Print its tokens instead.")
  var tokens = false

  func run() throws {
    let sources: [TemplateSource]
    do throws(RenderError) {
      sources = try TemplateFolder(path: templates).sources()
    } catch {
      let printer = DiagnosticText(usesColor: Terminal.Stream.diagnostics.usesColor)
      Terminal.write(error.diagnostics.map(printer.text(of:)).joined(), to: .diagnostics)
      throw ExitStatus.siteHasErrors.code
    }
    let set = TemplateSet.compile(sources, environment: Environment()).set
    guard let text = tokens ? set.tokens(of: dump) : set.disassembly(of: dump) else {
      throw ValidationError("There is no template \(dump).")
    }
    Terminal.write(text, to: .output)
  }
}
