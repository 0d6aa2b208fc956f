import SiteDiagnostics

/// Turns a template's tokens into statements and expressions.
///
/// Nesting is limited, so that neither this nor a later pass over the tree exhausts the stack.
struct Parser {
  let source: [UInt8]
  let tokens: [Token]
  var position = 0
  /// The tags whose bodies are being parsed, innermost last.
  var openTags: [OpenTag] = []
  var depth = 0

  struct OpenTag {
    var name: StaticString
    var range: SourceRange
    /// The tags that may follow in its body: `elif`, `else`, `endif`.
    var followers: [StaticString]
  }

  static let maximumDepth = 150
  /// How many expressions may lie inside each other, also where no brackets show it: `a.b.c`, `1 + 2 + 3`.
  static let maximumExpressionDepth = 500

  init(source: [UInt8], tokens: [Token]) {
    self.source = source
    self.tokens = tokens
  }

  /// Parses a whole template.
  static func statements(of source: [UInt8], tokens: [Token]) throws(SyntaxError) -> [Statement] {
    var parser = Parser(source: source, tokens: tokens)
    let statements = try parser.parseBody()
    if let tag = parser.currentTagName {
      throw parser.unexpectedTag(tag.name, at: tag.range)
    }
    return statements
  }

  /// Whether one of `names` follows a dot anywhere, as the name of a method does.
  static func names(afterDotsIn tokens: [Token], of source: [UInt8], contain names: [String]) -> Bool {
    zip(tokens, tokens.dropFirst()).contains { dot, name in
      dot.kind == .dot && name.kind == .name && names.contains { source[name.range.bytes].elementsEqual($0.utf8) }
    }
  }

  // MARK: Tokens

  /// - Invariant: `tokens` ends in `.end`, which is never passed.
  var current: Token { tokens[position] }

  var next: Token { tokens[min(position + 1, tokens.count - 1)] }

  @discardableResult
  mutating func advance() -> Token {
    let token = tokens[position]
    if position < tokens.count - 1 { position += 1 }
    return token
  }

  /// Where the last token that was taken ended.
  var lastEnd: UInt32 { position > 0 ? tokens[position - 1].end : 0 }

  func text(_ token: Token) -> Text {
    Text(validated: Array(source[token.range.bytes]))
  }

  func isName(_ token: Token, _ name: StaticString) -> Bool {
    guard token.kind == .name, Int(token.end - token.start) == name.utf8CodeUnitCount else { return false }
    for index in 0..<name.utf8CodeUnitCount {
      guard unsafe source[Int(token.start) + index] == name.utf8Start[index] else { return false }
    }
    return true
  }

  mutating func skip(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  mutating func skip(name: StaticString) -> Bool {
    guard isName(current, name) else { return false }
    advance()
    return true
  }

  @discardableResult
  mutating func expect(_ kind: Token.Kind, _ what: String, hint: String? = nil) throws(SyntaxError) -> Token {
    guard current.kind == kind else { throw expected(what, hint: hint) }
    return advance()
  }

  mutating func expect(name: StaticString) throws(SyntaxError) {
    guard skip(name: name) else { throw expected("`\(name)`") }
  }

  func expected(_ what: String, hint: String? = nil) -> SyntaxError {
    SyntaxError("expected \(what), found \(described(current))", at: current.range, hint: hint)
  }

  func described(_ token: Token) -> String {
    switch token.kind {
    case .end: "the end of the template"
    case .tagEnd: "the end of the tag"
    case .expressionEnd: "the end of the expression"
    case .text: "text"
    default: "`\(String(decoding: source[token.range.bytes].prefix(60), as: UTF8.self))`"
    }
  }

  /// Runs `body` one level deeper, unless that is too deep.
  mutating func nested<Result>(
    _ body: (inout Parser) throws(SyntaxError) -> Result
  ) throws(SyntaxError) -> Result {
    guard depth < Self.maximumDepth else { throw tooDeep(at: current.range) }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  func requireShallow(_ expression: Expression) throws(SyntaxError) {
    guard expression.depth <= Self.maximumExpressionDepth else { throw tooDeep(at: current.range) }
  }

  func tooDeep(at range: SourceRange) -> SyntaxError {
    SyntaxError(
      "this is nested too deeply", at: range, hint: "move a part of it into a macro or an included template")
  }
}
