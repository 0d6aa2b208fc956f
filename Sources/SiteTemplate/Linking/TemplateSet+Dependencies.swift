extension TemplateSet {
  /// The templates that a render of one may read.
  package struct Dependencies: Sendable, Hashable {
    /// The names of all templates that extending, including and importing by constant names reaches, the template's own
    /// among them.
    package let templates: Set<String>
    /// Whether no template among them names another in a way that only a render can know.
    package let isComplete: Bool
  }

  /// `nil` if there is no such template.
  package func dependencies(of name: String) -> Dependencies? {
    guard let start = program.templateIndex[Text(name)] else { return nil }
    var found: Set<Int> = [start]
    var waiting = [start]
    while let current = waiting.popLast() {
      for reference in program.templates[current].references {
        guard let next = reference.template, found.insert(next).inserted else { continue }
        waiting.append(next)
      }
    }
    return Dependencies(
      templates: Set(found.map { program.templates[$0].name.string }),
      isComplete: !found.contains { program.templates[$0].hasDynamicReference })
  }
}
