import SiteDiagnostics
import SiteTemplate

/// A set of templates in one text, for cases that need several: each begins with a line `--- name`, the first is the
/// one to render. `--- data` is JSON for the variables; `--- strict` and `--- unescaped` are options.
struct TemplateCase {
  private var templates: [TemplateSource] = []
  private var data = "{}"
  private var environment = Environment()

  init(_ text: String) {
    var name = "main.html"
    var body = ""
    func finish(_ self: inout TemplateCase) {
      switch name {
      case "data": self.data = body
      case "strict": self.environment.undefinedPolicy = .strict
      case "unescaped": self.environment.escapes = { _ in false }
      default:
        guard !body.isEmpty || !self.templates.isEmpty || name != "main.html" else { return }
        self.templates.append(TemplateSource(name: name, text: SourceText(path: name, text: body)))
      }
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("--- ") {
        finish(&self)
        name = String(line.dropFirst(4))
        body = ""
      } else {
        body += line + "\n"
      }
    }
    finish(&self)
  }

  private var compiled: (set: TemplateSet, diagnostics: [Diagnostic]) {
    var environment = environment
    environment.limits.steps = 1_000_000
    environment.limits.outputBytes = 1 << 20
    return TemplateSet.compile(templates, environment: environment)
  }

  /// What the first template prints, with a newline at the end, or the diagnostics of its failure.
  func render() throws -> String {
    let variables: Value
    switch JSONReader.read(SourceText(path: "data", text: data)) {
    case .success(let value): variables = value
    case .failure(let failure): return text(of: failure.list)
    }
    let output: [UInt8]
    do throws(RenderError) {
      output = try compiled.set.render(templates.first?.name ?? "", context: variables)
    } catch {
      return text(of: error.diagnostics)
    }
    return String(decoding: output, as: UTF8.self) + "\n"
  }

  /// Everything that compiling and linking finds wrong.
  func compile() -> String {
    text(of: compiled.diagnostics)
  }

  /// The code of all templates.
  func disassemble() -> String {
    let set = compiled.set
    return set.names.compactMap { set.disassembly(of: $0) }.joined(separator: "\n")
  }

  /// The tokens of all templates.
  func tokens() -> String {
    let set = compiled.set
    return set.names.compactMap { set.tokens(of: $0) }.joined(separator: "\n")
  }

  private func text(of diagnostics: [Diagnostic]) -> String {
    diagnostics.map { DiagnosticText().text(of: $0) }.joined()
  }
}
