import SiteDiagnostics

/// Turns the tokens of one template after the other into a syntax tree.
///
/// Nesting is limited, so that neither this nor a later pass over the tree exhausts the stack.
struct Parser: ~Copyable {
  var lexer: Lexer
  var tree = SyntaxTree()
  var position = 0
  /// The tags whose bodies are being parsed, innermost last.
  var openTags: [OpenTag] = []
  /// The operands, arguments or elements collected so far of the expressions that are being parsed.
  var operands: [Node<Expression>] = []
  /// The statements collected so far of the bodies that are being parsed.
  var statements: [Node<Statement>] = []
  var depth = 0
  /// For each name, as far as it reaches, whether a method of that name changes what it is called on.
  private var isMutation: [Bool]
  /// Whether a template mentions such a method.
  private(set) var mentionsMutation = false

  struct OpenTag {
    let word: Word
    let range: SourceRange
    /// The tags that may follow in its body: `elif`, `else`, `endif`.
    let followers: [Word]
  }

  static let maximumDepth = 150
  /// How many expressions may lie inside each other, also where no brackets show it: `a.b.c`, `1 + 2 + 3`.
  static let maximumExpressionDepth = 500

  /// - Parameters:
  ///   - mutations: the names of the methods that change lists and maps in place.
  ///   - sizeHint: how many bytes of templates to expect.
  init(names: NameTable, mutations: [Text] = [], sizeHint: Int = 0) {
    var names = names
    isMutation = Array(repeating: false, count: names.texts.count + mutations.count)
    for mutation in mutations { isMutation[names.name(of: mutation).place] = true }
    lexer = Lexer(names: names)
    tree.reserveCapacity(forBytes: sizeHint)
  }

  /// Parses a whole template.
  mutating func parse(_ source: SourceText) throws(SyntaxError) -> Statement.Body {
    if let offset = source.bytes.firstInvalidUTF8 {
      throw SyntaxError(
        "this is not valid UTF-8", at: SourceRange(offset..<offset + 1), hint: "save the file as UTF-8")
    }
    begin()
    try lexer.lex(source.bytes)
    let body = try parseBody()
    if let tag = currentTagName { throw unexpectedTag(tag.name, at: tag.range) }
    return body
  }

  /// Parses a lone expression, which lies at `range` of a template.
  mutating func parse(expressionAt range: SourceRange, of source: SourceText) throws(SyntaxError) -> Node<Expression> {
    begin()
    try lexer.lex(expressionAt: range.bytes, of: source.bytes)
    return try parseTuple(ending: .end)
  }

  private mutating func begin() {
    position = 0
    depth = 0
    openTags.removeAll(keepingCapacity: true)
    operands.removeAll(keepingCapacity: true)
    statements.removeAll(keepingCapacity: true)
  }

  // MARK: Tokens

  /// - Invariant: the tokens end in `.end`, which is never passed.
  var current: Token { lexer.tokens[position] }

  var next: Token { lexer.tokens[min(position + 1, lexer.tokens.count - 1)] }

  @discardableResult
  mutating func advance() -> Token {
    let token = lexer.tokens[position]
    if position < lexer.tokens.count - 1 { position += 1 }
    return token
  }

  /// Where the last token that was taken ended.
  var lastEnd: UInt32 { position > 0 ? lexer.tokens[position - 1].end : 0 }

  func text(_ name: Name) -> String { lexer.names[name].string }

  func bytes(of range: SourceRange) -> ArraySlice<UInt8> { lexer.source[range.bytes] }

  mutating func skip(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  @inline(__always)
  func isAt(_ word: Word) -> Bool { current.name == Name(word) }

  mutating func skip(_ word: Word) -> Bool {
    guard isAt(word) else { return false }
    advance()
    return true
  }

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
  mutating func add(
    _ kind: Expression.Kind, from start: SourceRange, depth: Int = 0
  ) throws(SyntaxError) -> Node<Expression> {
    guard depth < Self.maximumExpressionDepth else { throw tooDeep(at: current.range) }
    if case .attribute(_, let name) = kind, name.place < isMutation.count, isMutation[name.place] {
      mentionsMutation = true
    }
    return tree.add(kind, span(from: start), depth: depth + 1)
  }

  func span(from start: SourceRange) -> SourceRange {
    SourceRange(start: start.start, end: max(lastEnd, start.end))
  }

  @inline(__always)
  func range(of node: Node<Expression>) -> SourceRange { tree[node].range }

  /// How many expressions lie inside each other in these, at most.
  @inline(__always)
  func depth(of nodes: Node<Expression>...) -> Int {
    var depth = 0
    for node in nodes { depth = max(depth, Int(tree[node].depth)) }
    return depth
  }

  /// Makes a run of the operands collected since there were `mark` of them.
  mutating func takeOperands(from mark: Int) -> (run: Run<Node<Expression>>, depth: Int) {
    var depth = 0
    for operand in operands[mark...] { depth = max(depth, Int(tree[operand].depth)) }
    let run = tree.add(run: operands[mark...])
    operands.removeLast(operands.count - mark)
    return (run, depth)
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

  private func tooDeep(at range: SourceRange) -> SyntaxError {
    SyntaxError(
      "this is nested too deeply", at: range, hint: "move a part of it into a macro or an included template")
  }
}
