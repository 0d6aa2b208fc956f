import SiteDiagnostics

/// Finds what is wrong between templates: names of templates that don't exist, and circles.
struct Linker {
  private(set) var diagnostics: [Diagnostic] = []
  private let program: Program

  init(_ program: Program) {
    self.program = program
    for number in program.templates.indices where !program.templates[number].references.isEmpty {
      checkReferences(of: program.templates[number])
      checkCircle(through: number)
    }
  }

  private mutating func checkReferences(of template: Program.Template) {
    for reference in template.references where !reference.isOptional && reference.template == nil {
      let name = reference.name.string
      let known = program.templates.map(\.name.string)
      diagnostics.append(
        .error(
          "template.missing-template", "there is no template `\(name)`",
          at: template.source.location(of: reference.range.bytes),
          hint: nearestName(to: name, among: known).map { "did you mean `\($0)`?" }
            ?? "templates are named by their path below the templates folder"))
    }
  }

  /// Templates that extend each other in a circle can never be rendered; those that include each other may end.
  private mutating func checkCircle(through start: Int) {
    var path: [(template: Int, reference: TemplateReference)] = []
    var current = start
    while let reference = program.templates[current].references.first(where: { $0.kind == .extends }),
      let parent = reference.template
    {
      path.append((current, reference))
      if parent == start {
        // Told once, at the template that sorts first.
        guard path.allSatisfy({ $0.template >= start }) else { return }
        let names = path.map { "`\(program.templates[$0.template].name.string)`" }
        let places = path.map { program.templates[$0.template].source.location(of: $0.reference.range.bytes) }
        diagnostics.append(
          .error(
            "template.cycle",
            path.count == 1
              ? "this template extends itself"
              : "templates extend each other in a circle: \((names + names.prefix(1)).joined(separator: " → "))",
            at: places[0], notes: places.dropFirst().map { Diagnostic.Note("which extends", at: $0) }))
        return
      }
      guard !path.contains(where: { $0.template == parent }) else { return }
      current = parent
    }
  }
}
