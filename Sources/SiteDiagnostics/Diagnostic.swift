/// One thing that the user should know, as a value: stages return diagnostics, only the edge prints them.
package struct Diagnostic: Sendable, Hashable {
  package enum Severity: String, Sendable, Hashable, Comparable {
    case error, warning, note

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .error: 0
      case .warning: 1
      case .note: 2
      }
    }
  }

  /// A further place that explains the first one: who included this template, where the other page is.
  package struct Note: Sendable, Hashable {
    package var message: String
    package var location: SourceLocation?

    package init(_ message: String, at location: SourceLocation? = nil) {
      self.message = message
      self.location = location
    }
  }

  package var severity: Severity
  /// Stable, made of an area and a rule: `front-matter.unknown-key`. Users silence and look up rules by it.
  package var id: String
  /// Lower case, no full stop, the thing itself in backticks.
  package var message: String
  package var location: SourceLocation?
  package var notes: [Note]
  /// What to do next, or the nearest known name.
  package var hint: String?

  package init(
    _ severity: Severity, id: String, _ message: String, at location: SourceLocation? = nil, notes: [Note] = [],
    hint: String? = nil
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.location = location
    self.notes = notes
    self.hint = hint
  }

  package static func error(
    _ id: String, _ message: String, at location: SourceLocation? = nil, notes: [Note] = [], hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(.error, id: id, message, at: location, notes: notes, hint: hint)
  }

  package static func warning(
    _ id: String, _ message: String, at location: SourceLocation? = nil, notes: [Note] = [], hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(.warning, id: id, message, at: location, notes: notes, hint: hint)
  }
}

extension [Diagnostic] {
  package var hasErrors: Bool { contains { $0.severity == .error } }
}

extension Sequence<Diagnostic> {
  /// By place, then severity, then rule, so that the same site always gives the same report.
  package func inReadingOrder() -> [Diagnostic] {
    sorted { left, right in
      switch (left.location, right.location) {
      case (nil, .some): return true
      case (.some, nil): return false
      case (let a?, let b?) where a != b: return a < b
      default: break
      }
      return (left.severity, left.id, left.message) < (right.severity, right.id, right.message)
    }
  }
}
