extension TemplateSet {
  /// The templates that a render of one may read.
  package struct Dependencies: Sendable, Hashable {
    /// The names of all templates that extending, including and importing by constant names reaches, the template's own
    /// among them.
    package let templates: Set<String>
    /// Whether no template among them names another in a way that only a render can know.
    package let isComplete: Bool
  }

  /// The templates that a render of one may read, in the order in which they are reached: itself, those that it names,
  /// and so on. Where one names another in a way that only a render can know, all others come behind.
  package func chain(of name: String) -> [String] {
    guard let start = program.templateIndex[Text(name)] else { return [] }
    var chain = [start]
    var place = 0
    while place < chain.count {
      for case let next? in program.templates[chain[place]].references.map(\.template) where !chain.contains(next) {
        chain.append(next)
      }
      place += 1
    }
    if chain.contains(where: { program.templates[$0].hasDynamicReference }) {
      let known = Set(chain)
      chain += program.templates.indices.filter { !known.contains($0) }
    }
    return chain.map { program.templates[$0].name.string }
  }

  /// The templates that some other one extends, includes or imports by a constant name.
  package var namedByOthers: Set<String> {
    Set(
      program.templates.flatMap { template in
        template.references.compactMap { $0.template.map { program.templates[$0].name.string } }
      })
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
