import SiteDiagnostics

/// What can be said about an expression that failed, from its source and the variables as they are.
struct FailedExpression {
  private(set) var location: SourceLocation
  private(set) var message: String
  private(set) var hint: String?
  private(set) var notes: [Diagnostic.Note] = []
  private(set) var origins: [RenderError.Origin] = []

  init(_ machine: borrowing Machine, at place: Int, _ error: CallError) {
    let range = machine.range(of: machine.frame, at: place)
    let source = machine.source(of: machine.frame)
    location = source.location(of: range.bytes)
    message = error.message
    var paths: [ValuePath] = []
    if let expression = Self.parse(range, of: source) {
      paths = ValuePath.paths(in: expression).map { path in
        var path = path
        path.resolve(in: machine, at: place)
        return path
      }
    }
    if error.id == "template.undefined", let missing = paths.first(where: { $0.value.isUndefined }) {
      location = source.location(of: missing.undefinedRange.bytes)
      message = "`\(missing.undefinedText(in: source))` is undefined"
      hint = missing.hint
    }
    for path in paths {
      origins.append(path.origin)
      if !path.value.isUndefined {
        notes.append(Diagnostic.Note("`\(path.text(in: source))` is \(path.value.described)"))
      }
    }
  }

  private static func parse(_ range: SourceRange, of source: SourceText) -> Expression? {
    guard let tokens = try? Lexer.tokens(ofExpressionAt: range.bytes, in: source.bytes) else { return nil }
    var parser = Parser(source: source.bytes, tokens: tokens)
    return try? parser.parseTuple(ending: [.end])
  }
}
