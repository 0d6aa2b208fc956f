import SiteDiagnostics

/// A diagnostic taken apart for the browser; its excerpt is drawn as in the terminal.
struct ProblemText {
  struct Note {
    let message: String
    let place: String?
    let excerpt: String
  }

  let severity: String
  let id: String
  let message: String
  let place: String?
  let excerpt: String
  let notes: [Note]
  let hint: String?

  init(_ diagnostic: Diagnostic) {
    severity = diagnostic.severity.rawValue
    id = diagnostic.id
    message = diagnostic.message
    place = diagnostic.location.map { "\($0)" }
    excerpt = Self.excerpt(diagnostic.location)
    notes = diagnostic.notes.map { note in
      Note(message: note.message, place: note.location.map { "\($0)" }, excerpt: Self.excerpt(note.location))
    }
    hint = diagnostic.hint
  }

  /// The line and the caret: the text form of a diagnostic without its first line.
  private static func excerpt(_ location: SourceLocation?) -> String {
    guard let location else { return "" }
    let text = DiagnosticText().text(of: Diagnostic(.note, id: "", "", at: location))
    return text.split(separator: "\n").dropFirst().joined(separator: "\n")
  }

  /// The members of the JSON object that it is told as.
  var members: [(String, JSONText)] {
    [
      ("severity", .string(severity)), ("id", .string(id)), ("message", .string(message)),
      ("place", .string(place)), ("excerpt", .string(excerpt)), ("hint", .string(hint)),
      (
        "notes",
        .array(
          notes.map {
            .object([
              ("message", .string($0.message)), ("place", .string($0.place)), ("excerpt", .string($0.excerpt)),
            ])
          })
      ),
    ]
  }
}
