import ArgumentParser
import SiteDiagnostics
import SiteTemplate

/// Renders one template with JSON data to standard output.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Renders one template with JSON data to standard output.")

  @Argument(help: "The template's path below the templates folder.")
  var template: String?

  @Option(name: .customLong("templates"), help: "The templates folder.")
  var templates: String?

  @Option(name: .customLong("data"), help: "A JSON file: an object with the template's variables.")
  var data: String?

  @Flag(name: .customLong("no-escape"), help: "Escape nothing, whatever the template's name.")
  var noEscape = false

  @Option(
    name: .customLong("undefined"), help: "What using a missing value does: lenient prints nothing, strict fails.")
  var undefined = UndefinedPolicy.lenient

  @Option(
    name: .customLong("batch"),
    help: "A file with one JSON object per line (id, template, templates, data, escape, undefined) to render them all.")
  var batch: String?

  func validate() throws {
    guard batch == nil else { return }
    if template == nil { throw ValidationError("Name a template to render.") }
    if templates == nil { throw ValidationError("Name the templates folder with --templates.") }
  }

  func run() throws {
    if let batch {
      try RenderBatch(path: batch).run()
      return
    }
    guard let template, let templates else { return }
    var context = Value([(String, Value)]())
    if let data {
      context = try read(data)
    }
    let job = RenderJob(
      template: template, templates: templates, context: context, escapes: !noEscape, undefined: undefined)
    do throws(RenderError) {
      Terminal.write(try job.render(), to: .output)
    } catch {
      report(error.diagnostics)
      throw ExitCode(1)
    }
  }

  private func read(_ path: String) throws -> Value {
    let text: SourceText
    do {
      text = try InputText.read(path)
    } catch {
      switch error {
      case .unreadable:
        report([.error("data.unreadable", "this file can't be read", at: SourceLocation(path: path))])
      case .tooLarge(let diagnostic): report([diagnostic])
      }
      throw ExitCode(1)
    }
    switch JSONReader.read(text) {
    case .success(let value):
      guard case .map = value else {
        report([
          .error(
            "data.json", "the data must be an object, whose keys are the variables", at: SourceLocation(path: path))
        ])
        throw ExitCode(1)
      }
      return value
    case .failure(let failure):
      report(failure.list)
      throw ExitCode(1)
    }
  }

  private func report(_ diagnostics: [Diagnostic]) {
    let text = DiagnosticText(usesColor: Terminal.Stream.diagnostics.usesColor)
    for diagnostic in diagnostics { Terminal.write(text.text(of: diagnostic), to: .diagnostics) }
  }
}

extension UndefinedPolicy: ExpressibleByArgument {}
