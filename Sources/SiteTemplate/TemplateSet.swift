package import SiteDiagnostics

/// Templates compiled and linked with each other: immutable, to be rendered from any number of threads at once.
///
/// A class, because every render holds on to all of it.
package final class TemplateSet: Sendable {
  package let environment: Environment
  let program: Program
  private let memory = RenderMemory()

  private init(environment: Environment, program: Program) {
    self.environment = environment
    self.program = program
  }

  /// Compiles all templates and links them. The diagnostics name every mistake that can be seen without rendering; the
  /// templates without mistakes can be rendered all the same.
  package static func compile(
    _ sources: [TemplateSource], environment: Environment
  ) -> (set: TemplateSet, diagnostics: [Diagnostic]) {
    let program = Compiler.compile(sources, environment: environment)
    let set = TemplateSet(environment: environment, program: program)
    var diagnostics = Linker(program).diagnostics
    for template in program.templates { diagnostics += template.errors }
    return (set, diagnostics.inReadingOrder())
  }

  /// The names of the templates, sorted.
  package var names: [String] { program.templates.map(\.name.string) }

  package func contains(_ name: String) -> Bool { program.templateIndex[Text(name)] != nil }

  /// Renders a template; gives what it prints.
  ///
  /// - Parameters:
  ///   - context: the variables at the top: a map or an object, whose fields are then asked for as they are used.
  ///   - host: handed on to functions and filters.
  package func render(
    _ name: String, context: Value = .map(Map([])), host: (any AnyObject & Sendable)? = nil
  ) throws(RenderError) -> [UInt8] {
    guard let template = program.templateIndex[Text(name)] else {
      let hint = nearestName(to: name, among: names).map { "did you mean `\($0)`?" }
      throw RenderError([
        .error(
          "template.missing-template", "there is no template `\(name)`", at: SourceLocation(path: name), hint: hint)
      ])
    }
    let (lastSize, lookups) = memory.recall(template)
    var machine = Machine(
      set: self, variables: context, host: host, lookups: lookups,
      sizeHint: max(program.templates[template].sizeHint, lastSize))
    var place = 0
    do throws(CallError) {
      let start = try machine.begin(template)
      try machine.run(from: start, place: &place)
    } catch {
      let renderError = machine.renderError(error, at: place)
      machine.cutCircles()
      throw renderError
    }
    memory.note(template, size: machine.output.count, lookups: machine.lookups)
    machine.cutCircles()
    return machine.output.takeAll()
  }
}

extension Machine {
  /// Namespaces and changed lists may hold themselves; emptied, they and what they hold can be freed.
  mutating func cutCircles() {
    for namespace in namespaces { namespace.removeAll() }
    for reference in nestedReferences { reference.replace(by: .undefined) }
  }
}
