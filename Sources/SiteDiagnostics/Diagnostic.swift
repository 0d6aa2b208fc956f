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
  fileprivate var content: Content

  /// All that doesn't change from one list to the next: thousands of findings are judged, sorted and printed, and to copy
  /// each of their texts each time would take longer than to find them.
  fileprivate final class Content: Sendable, Hashable {
    let id: String
    let message: String
    let location: SourceLocation?
    let notes: [Note]
    let hint: String?
    let fix: TextEdit?

    init(id: String, message: String, location: SourceLocation?, notes: [Note], hint: String?, fix: TextEdit?) {
      self.id = id
      self.message = message
      self.location = location
      self.notes = notes
      self.hint = hint
      self.fix = fix
    }

    /// In its file; before the first line where there is none.
    var place: (line: Int, column: Int, length: Int) {
      location.map { ($0.line, $0.column, $0.length) } ?? (0, 0, 0)
    }

    static func == (left: Content, right: Content) -> Bool {
      left === right
        || left.id == right.id && left.message == right.message && left.location == right.location
          && left.notes == right.notes && left.hint == right.hint && left.fix == right.fix
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(id)
      hasher.combine(message)
      hasher.combine(location)
    }
  }

  package init(
    _ severity: Severity, id: String, _ message: String, at location: SourceLocation? = nil, notes: [Note] = [],
    hint: String? = nil, fix: TextEdit? = nil
  ) {
    self.severity = severity
    content = Content(id: id, message: message, location: location, notes: notes, hint: hint, fix: fix)
  }

  /// Stable, made of an area and a rule: `front-matter.unknown-key`. Users silence and look up rules by it.
  package var id: String { content.id }

  /// Lower case, no full stop, the thing itself in backticks.
  package var message: String {
    get { content.message }
    set { self = Diagnostic(severity, id: id, newValue, at: location, notes: notes, hint: hint, fix: fix) }
  }

  package var location: SourceLocation? {
    get { content.location }
    set { self = Diagnostic(severity, id: id, message, at: newValue, notes: notes, hint: hint, fix: fix) }
  }

  package var notes: [Note] {
    get { content.notes }
    set { self = Diagnostic(severity, id: id, message, at: location, notes: newValue, hint: hint, fix: fix) }
  }

  /// What to do next, or the nearest known name.
  package var hint: String? {
    get { content.hint }
    set { self = Diagnostic(severity, id: id, message, at: location, notes: notes, hint: newValue, fix: fix) }
  }

  /// The change that mends it, where only one meaning is left: `sitegen check --fix` writes it.
  package var fix: TextEdit? {
    get { content.fix }
    set { self = Diagnostic(severity, id: id, message, at: location, notes: notes, hint: hint, fix: newValue) }
  }

  package static func error(
    _ id: String, _ message: String, at location: SourceLocation? = nil, notes: [Note] = [], hint: String? = nil,
    fix: TextEdit? = nil
  ) -> Diagnostic {
    Diagnostic(.error, id: id, message, at: location, notes: notes, hint: hint, fix: fix)
  }

  package static func warning(
    _ id: String, _ message: String, at location: SourceLocation? = nil, notes: [Note] = [], hint: String? = nil,
    fix: TextEdit? = nil
  ) -> Diagnostic {
    Diagnostic(.warning, id: id, message, at: location, notes: notes, hint: hint, fix: fix)
  }
}

extension [Diagnostic] {
  package var hasErrors: Bool { contains { $0.severity == .error } }
}

extension Sequence<Diagnostic> {
  /// By place, then severity, then rule, so that the same site always gives the same report.
  package func inReadingOrder() -> [Diagnostic] {
    // File by file, because most of those that are compared otherwise have a path in common.
    let files = Dictionary(grouping: self) { $0.location?.path ?? "" }
    return files.sorted { $0.key < $1.key }.flatMap { $0.value.sorted { $0.comes(before: $1) } }
  }
}

extension Diagnostic {
  /// Whether it comes before another one of the same file.
  fileprivate func comes(before other: Diagnostic) -> Bool {
    let (place, otherPlace) = (content.place, other.content.place)
    if place != otherPlace { return place < otherPlace }
    return (severity, id, message) < (other.severity, other.id, other.message)
  }
}
