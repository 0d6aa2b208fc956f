/// A piece of a template: text, an expression to print, or a tag with its body.
struct Statement: Sendable {
  indirect enum Kind: Sendable {
    case text
    case output(Expression)
    case conditional([(condition: Expression, body: [Statement])], otherwise: [Statement])
    case loop(Loop)
    case assignment(Target, Expression)
    case captureAssignment(Target, filters: [FilterCall], body: [Statement])
    case with([(target: Target, value: Expression)], body: [Statement])
    case macro(Macro)
    case call(Macro, callee: Expression, arguments: Arguments)
    case filter([FilterCall], body: [Statement])
    case autoescape(Expression, body: [Statement])
    case block(Block)
    case extends(Expression)
    case include(Expression, ignoresMissing: Bool, hasContext: Bool)
    case importTemplate(Expression, as: Text, hasContext: Bool)
    case importNames(Expression, [(name: Text, alias: Text, range: SourceRange)], hasContext: Bool)
    case evaluate(Expression)
    case breakLoop
    case continueLoop
  }

  struct Loop: Sendable {
    var target: Target
    var elements: Expression
    var filter: Expression?
    var isRecursive: Bool
    var body: [Statement]
    var otherwise: [Statement]
  }

  /// A macro, or the body of a `call` block, which is a macro without a name.
  struct Macro: Sendable {
    var name: Text
    var parameters: [(name: Text, range: SourceRange, fallback: Expression?)]
    var body: [Statement]
  }

  struct Block: Sendable {
    var name: Text
    var nameRange: SourceRange
    var isScoped: Bool
    var isRequired: Bool
    var body: [Statement]
  }

  var kind: Kind
  /// The tag that begins it, with its delimiters; for text and output all of it.
  var range: SourceRange

  init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

/// What a value is assigned to.
indirect enum Target: Sendable {
  case name(Text, SourceRange)
  case tuple([Target], SourceRange)
  /// `namespace.attribute`
  case attribute(Text, Text, SourceRange)

  var range: SourceRange {
    switch self {
    case .name(_, let range), .tuple(_, let range), .attribute(_, _, let range): range
    }
  }
}
