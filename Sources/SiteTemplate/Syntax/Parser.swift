import SiteDiagnostics

/// Turns the tokens of one template after the other into a syntax tree.
///
/// Nesting is limited, so that neither this nor a later pass over the tree exhausts the stack.
struct Parser: ~Copyable {
  var lexer: Lexer
  var tree: SyntaxTree
  private let vocabulary: Vocabulary
  /// Whether a template mentions a method that changes what it is called on.
  private(set) var mentionsMutation = false

  private var position = 0
  /// The token at the position, which is never past the one of kind `end`.
  private(set) var current = Token(.end, SourceRange(0..<0))
  /// Where the last token that was taken ended.
  private var lastEnd: UInt32 = 0
  private var depth = 0
  /// The tags whose bodies are being parsed, innermost last.
  var openTags = Arena<OpenTag>()

  // What was collected so far of what is being parsed.
  var operands = Arena<Node<Expression>>()
  var comparisons = Arena<Expression.Comparison>()
  var keywords = Arena<Arguments.Keyword>()
  var filters = Arena<FilterCall>()
  var statements = Arena<Node<Statement>>(capacity: 64)
  var branches = Arena<Statement.Branch>()
  var assignments = Arena<Statement.Assignment>()
  var parameters = Arena<Statement.Parameter>()
  var targets = Arena<Target>()
  var importedNames = Arena<Statement.ImportedName>()

  static let maximumDepth = 150
  /// How many expressions may lie inside each other, also where no brackets show it: `a.b.c`, `1 + 2 + 3`.
  static let maximumExpressionDepth = 500

  /// - Parameters:
  ///   - names: the names met before.
  ///   - vocabulary: says which methods change what they are called on.
  ///   - sizeHint: how many bytes of templates to expect.
  init(names: NameTable, vocabulary: Vocabulary = Vocabulary(), sizeHint: Int = 0) {
    self.vocabulary = vocabulary
    lexer = Lexer(names: names, sizeHint: sizeHint)
    tree = SyntaxTree(sizeHint: sizeHint)
  }

  /// Parses a whole template.
  mutating func parse(_ source: SourceText) throws(SyntaxError) -> Statement.Body {
    if let offset = source.bytes.firstInvalidUTF8 {
      throw SyntaxError(
        "this is not valid UTF-8", at: SourceRange(offset..<offset + 1), hint: "save the file as UTF-8")
    }
    try lexer.lex(source.bytes)
    begin()
    let body = try parseBody()
    if let tag = currentTagName { throw unexpectedTag(tag.name, at: tag.range) }
    return body
  }

  /// Parses a lone expression, which lies at `range` of a template.
  mutating func parse(expressionAt range: SourceRange, of source: SourceText) throws(SyntaxError) -> Node<Expression> {
    try lexer.lex(expressionAt: range.bytes, of: source.bytes)
    begin()
    return try parseTuple(ending: .end)
  }

  private mutating func begin() {
    position = 0
    current = lexer.tokens[0]
    lastEnd = 0
    depth = 0
    openTags.removeAll()
    operands.removeAll()
    comparisons.removeAll()
    keywords.removeAll()
    filters.removeAll()
    statements.removeAll()
    branches.removeAll()
    assignments.removeAll()
    parameters.removeAll()
    targets.removeAll()
    importedNames.removeAll()
  }

  // MARK: Tokens

  var next: Token { lexer.tokens[min(position + 1, lexer.tokens.count - 1)] }

  @inline(__always)
  @discardableResult
  mutating func advance() -> Token {
    let token = current
    if token.kind != .end {
      lastEnd = token.end
      position &+= 1
      current = lexer.tokens[position]
    }
    return token
  }

  func text(_ name: Name) -> String { lexer.names[name].string }

  func bytes(of range: SourceRange) -> ArraySlice<UInt8> { lexer.source[range.bytes] }

  @inline(__always)
  mutating func skip(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  @inline(__always)
  func isAt(_ word: Word) -> Bool { current.name == Name(word) }

  @inline(__always)
  mutating func skip(_ word: Word) -> Bool {
    guard isAt(word) else { return false }
    advance()
    return true
  }

  @inline(__always)
  @discardableResult
  mutating func expect(
    _ kind: Token.Kind, _ what: @autoclosure () -> String, hint: String? = nil
  ) throws(SyntaxError) -> Token {
    guard current.kind == kind else { throw expected(what(), hint: hint) }
    return advance()
  }

  mutating func expect(_ word: Word) throws(SyntaxError) {
    guard skip(word) else { throw expected("`\(word.text.string)`") }
  }

  @inline(never)
  func expected(_ what: String, hint: String? = nil) -> SyntaxError {
    SyntaxError("expected \(what), found \(described(current))", at: current.range, hint: hint)
  }

  func described(_ token: Token) -> String {
    switch token.kind {
    case .end: "the end of the template"
    case .tagEnd: "the end of the tag"
    case .expressionEnd: "the end of the expression"
    case .text: "text"
    default: "`\(String(decoding: bytes(of: token.range).prefix(60), as: UTF8.self))`"
    }
  }

  // MARK: Nodes

  /// Notes an expression that reaches from where `start` began to the last token.
  ///
  /// - Parameter depth: how many expressions lie inside each other in those that it is made of.
  @inline(__always)
  mutating func add(
    _ kind: Expression.Kind, from start: SourceRange, depth: Int = 0
  ) throws(SyntaxError) -> Node<Expression> {
    guard depth < Self.maximumExpressionDepth else { throw tooDeep(at: current.range) }
    return tree.add(kind, span(from: start), depth: depth + 1)
  }

  /// Notes whether the method of this name changes what it is called on.
  @inline(__always)
  mutating func noteAttribute(_ name: Name) {
    if vocabulary.isMutation(name) { mentionsMutation = true }
  }

  @inline(__always)
  func span(from start: SourceRange) -> SourceRange {
    SourceRange(start: start.start, end: max(lastEnd, start.end))
  }

  @inline(__always)
  func range(of node: Node<Expression>) -> SourceRange { tree[node].range }

  /// How many expressions lie inside each other in this one, itself included.
  @inline(__always)
  func depth(of node: Node<Expression>) -> Int { Int(tree[node].depth) }

  @inline(__always)
  func depth(of one: Node<Expression>, _ other: Node<Expression>) -> Int { max(depth(of: one), depth(of: other)) }

  /// Makes a run of the operands collected since there were `mark` of them.
  mutating func takeOperands(from mark: Int) -> (run: Run<Node<Expression>>, depth: Int) {
    var depth = 0
    for place in mark..<operands.count { depth = max(depth, self.depth(of: operands[place])) }
    return (tree.take(mark, of: &operands), depth)
  }

  // MARK: Depth

  /// Runs `body` one level deeper, unless that is too deep.
  @inline(__always)
  mutating func nested<Result>(
    _ body: (inout Parser) throws(SyntaxError) -> Result
  ) throws(SyntaxError) -> Result {
    guard depth < Self.maximumDepth else { throw tooDeep(at: current.range) }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  @inline(never)
  private func tooDeep(at range: SourceRange) -> SyntaxError {
    SyntaxError(
      "this is nested too deeply", at: range, hint: "move a part of it into a macro or an included template")
  }
}
