import SiteDiagnostics

extension Machine {
  /// The error as it is told: its place, the way there, the values that it is about, and where these came from.
  func renderError(_ error: CallError, at place: Int) -> RenderError {
    let chain = self.chain
    if let broken = error.brokenTemplate {
      let diagnostics = program.templates[broken].errors.map { diagnostic in
        var diagnostic = diagnostic
        if place > 0 {
          diagnostic.notes.append(
            Diagnostic.Note("needed here", at: location(of: frame, at: place)))
          diagnostic.notes += chain
        }
        return diagnostic
      }
      return RenderError(diagnostics)
    }
    let failure = FailedExpression(self, at: place, error)
    var diagnostic = Diagnostic.error(
      error.id, failure.message, at: failure.location, notes: failure.notes + chain, hint: failure.hint)
    if diagnostic.hint == nil { diagnostic.hint = error.hint }
    return RenderError([diagnostic], involved: failure.origins)
  }

  func source(of frame: Frame) -> SourceText {
    program.templates[program.functions[frame.function].template].source
  }

  func location(of frame: Frame, at place: Int) -> SourceLocation {
    source(of: frame).location(of: range(of: frame, at: place).bytes)
  }

  /// The source of the instruction before a place of a frame's code.
  func range(of frame: Frame, at place: Int) -> SourceRange {
    place > 0 ? program.positions[place - 1] : program.functions[frame.function].range
  }

  /// The calls, includes and blocks under way, innermost first; what repeats is told once.
  private var chain: [Diagnostic.Note] {
    var notes: [(note: Diagnostic.Note, count: Int)] = []
    var inner = frame
    for index in (0..<frames.count).reversed() {
      let waiting = frames[index]
      let note = note(on: inner, waiting: waiting)
      inner = waiting
      if notes.last?.note == note {
        notes[notes.count - 1].count += 1
      } else {
        notes.append((note, 1))
      }
    }
    let told = notes.map { note, count in
      count == 1 ? note : Diagnostic.Note("\(note.message), \(count) times in a row", at: note.location)
    }
    guard told.count > 12 else { return told }
    return told.prefix(5) + [Diagnostic.Note("… \(told.count - 10) more …")] + told.suffix(5)
  }

  private func note(on inner: Frame, waiting: Frame) -> Diagnostic.Note {
    let function = program.functions[inner.function]
    let name = function.name.string
    let message =
      switch function.kind {
      case .macro: "in the macro `\(name)`, called here"
      case .caller: "in the body of the `call`, printed here"
      case .loop: "in the recursive loop, called here"
      case .block: "in the block `\(name)`, printed here"
      case .root where inner.result == .module: "in `\(name)`, imported here"
      case .root where inner.context == waiting.context:
        "in `\(name)`, extended by `\(program.templates[program.functions[waiting.function].template].name.string)`"
      case .root: "in `\(name)`, included here"
      }
    if function.kind == .root, inner.context == waiting.context { return Diagnostic.Note(message) }
    return Diagnostic.Note(message, at: location(of: waiting, at: inner.resumption))
  }
}
