extension Sequence<Diagnostic> {
  /// As people want to hear of them who look at one after the other: what stops everything first, then warnings, then
  /// notes; what has been known for long and takes its time comes last. Those of a kind stay in their order.
  package func inOrderOfWeight() -> [Diagnostic] {
    var groups: [[Diagnostic]] = [[], [], [], []]
    for diagnostic in self {
      let group =
        if diagnostic.canWait {
          3
        } else {
          switch diagnostic.severity {
          case .error: 0
          case .warning: 1
          case .note: 2
          }
        }
      groups[group].append(diagnostic)
    }
    return groups.flatMap { $0 }
  }

  /// The same, where what can wait takes one line each.
  package func folded() -> [Diagnostic] { inOrderOfWeight().map { $0.canWait && !$0.notes.isEmpty ? $0.folded : $0 } }
}

extension Diagnostic {
  /// Whether it is a list of what its publisher still has to find out: nobody who edits a text can do anything about it.
  fileprivate var canWait: Bool { id == "config.placeholder" && severity != .error }

  /// In one line, without the places that it lists.
  fileprivate var folded: Diagnostic {
    var place = location
    place?.excerpt = nil
    return Diagnostic(severity, id: id, "\(message): `sitegen check` lists them", at: place)
  }
}
