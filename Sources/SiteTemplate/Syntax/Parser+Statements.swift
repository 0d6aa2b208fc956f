import SiteDiagnostics

extension Parser {
  /// Statements up to a tag that belongs to the open tag, or the end; that tag is not taken.
  mutating func parseBody() throws(SyntaxError) -> Statement.Body {
    let mark = statements.count
    while let statement = try parseStatement() { statements.append(statement) }
    return tree.take(mark, of: &statements)
  }

  private mutating func parseStatement() throws(SyntaxError) -> Node<Statement>? {
    switch current.kind {
    case .text: return tree.add(.text, advance().range)
    case .expressionBegin:
      let start = advance().range
      let expression = try parseTuple(ending: .expressionEnd)
      try expect(
        .expressionEnd, "an operator, a filter or `}}`",
        hint: current.kind == .assign ? "assign with `{% set … = … %}`, compare with `==`" : nil)
      return tree.add(.output(expression), span(from: start))
    case .tagBegin:
      if let tag = openTags.last, tag.followers.contains(next.name) { return nil }
      return try nested { parser throws(SyntaxError) in try parser.parseTag() }
    default: return nil
    }
  }

  /// The name of the tag that begins here, where one does.
  @inline(__always)
  var currentTagName: (name: Token, range: SourceRange)? {
    guard current.kind == .tagBegin, next.kind == .name else { return nil }
    return (next, current.range.through(next.range))
  }

  /// The body of a tag, up to one of its `followers`; that tag's name is taken, and given.
  private mutating func parseBody(
    of tag: Word, at range: SourceRange, until followers: OpenTag.Followers
  ) throws(SyntaxError) -> (body: Statement.Body, follower: Name) {
    try expect(.tagEnd, "`%}`", hint: current.kind == .assign ? "`==` compares, `{% set … = … %}` assigns" : nil)
    openTags.append(OpenTag(word: tag, range: range, followers: followers))
    let body = try parseBody()
    openTags.removeLast()
    guard let follower = currentTagName else {
      throw SyntaxError(
        "`\(tag.text.string)` is never closed", at: range,
        hint: "close it with `{% \(followers.closing.text.string) %}`")
    }
    advance()
    advance()
    return (body, follower.name.name)
  }

  /// The body of a tag, up to the tag that closes it, of which only the end is left.
  private mutating func parseClosedBody(
    of tag: Word, at range: SourceRange, until follower: Word
  ) throws(SyntaxError) -> Statement.Body {
    try parseBody(of: tag, at: range, until: OpenTag.Followers(closing: follower)).body
  }

  func unexpectedTag(_ name: Token, at range: SourceRange) -> SyntaxError {
    let word = text(name.name)
    if word.hasPrefix("end") || word == "else" || word == "elif" {
      if let tag = openTags.last {
        return SyntaxError(
          "`\(word)` doesn't fit here", at: name.range,
          hint: "expected \(tag.followers.words.map { "`\($0.text.string)`" }.joined(separator: " or "))",
          related: ("`\(tag.word.text.string)` is open since here", tag.range))
      }
      return SyntaxError("nothing is open that `\(word)` closes", at: name.range)
    }
    if word == "elseif" || word == "elsif" {
      return SyntaxError("unknown tag `\(word)`", at: name.range, hint: "it is spelled `elif` here")
    }
    let known = (Word.tags + (openTags.last?.followers.words ?? [])).map(\.text.string)
    return SyntaxError(
      "unknown tag `\(word)`", at: name.range,
      hint: nearestName(to: word, among: known).map { "did you mean `\($0)`?" })
  }

  private mutating func parseTag() throws(SyntaxError) -> Node<Statement> {
    let start = advance().range
    guard current.kind == .name else { throw expected("the name of a tag") }
    let name = advance()
    let kind: Statement.Kind
    let range = start.through(name.range)
    switch Word(name.name) {
    case .if: kind = try parseIf(at: range)
    case .for: kind = try parseFor(at: range)
    case .set: kind = try parseSet(at: range)
    case .with: kind = try parseWith(at: range)
    case .macro: kind = try parseMacro(at: range)
    case .call: kind = try parseCall(at: range)
    case .filter:
      let filters = try parseFilterCalls()
      kind = .filter(filters, body: try parseClosedBody(of: .filter, at: range, until: .endfilter))
    case .autoescape:
      let condition = try parseExpression()
      kind = .autoescape(condition, body: try parseClosedBody(of: .autoescape, at: range, until: .endautoescape))
    case .block: kind = try parseBlock(at: range)
    case .extends: kind = .extends(try parseExpression())
    case .include: kind = try parseInclude()
    case .import: kind = try parseImport()
    case .from: kind = try parseFrom()
    case .do: kind = .evaluate(try parseTuple(ending: .tagEnd))
    case .print: kind = try parsePrint()
    case .break: kind = .breakLoop
    case .continue: kind = .continueLoop
    default: throw unexpectedTag(name, at: range)
    }
    try expect(.tagEnd, "`%}`")
    return tree.add(kind, kind.hasBody ? range : span(from: start))
  }

  private mutating func parsePrint() throws(SyntaxError) -> Statement.Kind {
    let mark = operands.count
    repeat { operands.append(try parseExpression()) } while skip(.comma)
    return .print(takeOperands(from: mark).run)
  }

  // MARK: Control

  private mutating func parseIf(at range: SourceRange) throws(SyntaxError) -> Statement.Kind {
    let followers = OpenTag.Followers(closing: .endif, allowsElse: true, allowsElif: true)
    let mark = branches.count
    while true {
      let condition = try parseTuple(ending: .tagEnd, allowsConditionals: false)
      let (body, follower) = try parseBody(of: .if, at: range, until: followers)
      branches.append(Statement.Branch(condition: condition, body: body))
      if follower == Name(.elif) { continue }
      let otherwise =
        follower == Name(.else) ? try parseClosedBody(of: .if, at: range, until: .endif) : Statement.Body.empty
      return .conditional(tree.take(mark, of: &branches), otherwise: otherwise)
    }
  }

  private mutating func parseFor(at range: SourceRange) throws(SyntaxError) -> Statement.Kind {
    let target = try parseTarget()
    try expect(.in)
    let elements = try parseTuple(ending: .tagEnd, allowsConditionals: false)
    let filter = skip(.if) ? try parseExpression() : nil
    let isRecursive = skip(.recursive)
    let followers = OpenTag.Followers(closing: .endfor, allowsElse: true)
    let (body, follower) = try parseBody(of: .for, at: range, until: followers)
    let otherwise =
      follower == Name(.else) ? try parseClosedBody(of: .for, at: range, until: .endfor) : Statement.Body.empty
    let loop = Statement.Loop(
      target: tree.add(target), elements: elements, filter: filter, isRecursive: isRecursive, body: body,
      otherwise: otherwise)
    return .loop(tree.add(loop))
  }

  private mutating func parseSet(at range: SourceRange) throws(SyntaxError) -> Statement.Kind {
    let target = try parseTarget(allowsAttribute: true)
    if skip(.assign) { return .assignment(tree.add(target), try parseTuple(ending: .tagEnd)) }
    if case .tuple = target.kind { throw expected("`=`") }
    let filters = skip(.pipe) ? try parseFilterCalls() : .empty
    return .captureAssignment(
      tree.add(target), filters: filters, body: try parseClosedBody(of: .set, at: range, until: .endset))
  }

  /// Filters with `|` between them.
  private mutating func parseFilterCalls() throws(SyntaxError) -> Run<FilterCall> {
    let mark = filters.count
    repeat {
      let (filter, _) = try parseFilterCall()
      filters.append(filter)
    } while skip(.pipe)
    return tree.take(mark, of: &filters)
  }

  private mutating func parseWith(at range: SourceRange) throws(SyntaxError) -> Statement.Kind {
    let mark = assignments.count
    while current.kind != .tagEnd {
      if assignments.count > mark { try expect(.comma, "`,` or `%}`") }
      let target = try parseTarget()
      try expect(.assign, "`=`")
      let value = try parseExpression()
      assignments.append(Statement.Assignment(target: tree.add(target), value: value))
    }
    let run = tree.take(mark, of: &assignments)
    return .with(run, body: try parseClosedBody(of: .with, at: range, until: .endwith))
  }

  // MARK: Macros

  private mutating func parseMacro(at range: SourceRange) throws(SyntaxError) -> Statement.Kind {
    let name = try parseAssignableName().name
    let parameters = try parseParameters()
    let body = try parseClosedBody(of: .macro, at: range, until: .endmacro)
    return .macro(tree.add(Statement.Macro(name: name, parameters: parameters, body: body)))
  }

  private mutating func parseCall(at range: SourceRange) throws(SyntaxError) -> Statement.Kind {
    let parameters = current.kind == .leftParenthesis ? try parseParameters() : .empty
    let expression = try parseExpression()
    guard case .call(let callee, let arguments) = tree[expression].kind else {
      throw SyntaxError(
        "`call` needs the call of a macro", at: self.range(of: expression), hint: "as in `{% call box() %}`")
    }
    let body = try parseClosedBody(of: .call, at: range, until: .endcall)
    let macro = Statement.Macro(name: Name(.caller), parameters: parameters, body: body)
    return .call(tree.add(macro), callee: callee, arguments: arguments)
  }

  private mutating func parseParameters() throws(SyntaxError) -> Run<Statement.Parameter> {
    try expect(.leftParenthesis, "`(`")
    let mark = parameters.count
    var names: Set<Name> = []
    while current.kind != .rightParenthesis {
      if parameters.count > mark { try expect(.comma, "`,` or `)`") }
      let token = try parseAssignableName()
      if parameters.count == mark + 1 { names.insert(parameters[mark].name) }
      guard parameters.count == mark || names.insert(token.name).inserted else {
        throw SyntaxError("two parameters are called `\(text(token.name))`", at: token.range)
      }
      let fallback = skip(.assign) ? try parseExpression() : nil
      if fallback == nil, parameters.count > mark, parameters[parameters.count - 1].fallback != nil {
        throw SyntaxError("a parameter without a default can't follow one with a default", at: token.range)
      }
      parameters.append(Statement.Parameter(name: token.name, range: token.range, fallback: fallback))
    }
    try expect(.rightParenthesis, "`)`")
    return tree.take(mark, of: &parameters)
  }

  // MARK: Inheritance and inclusion

  private mutating func parseBlock(at range: SourceRange) throws(SyntaxError) -> Statement.Kind {
    let name = try expect(.name, "the name of the block")
    let isScoped = skip(.scoped)
    let isRequired = skip(.required)
    if current.kind == .minus {
      throw SyntaxError("a block's name has no hyphens", at: current.range, hint: "write `_`")
    }
    let body = try parseClosedBody(of: .block, at: range, until: .endblock)
    if isRequired {
      for statement in body where !isBlank(tree[statement]) {
        throw SyntaxError("a required block must be empty", at: tree[tree[statement]].range)
      }
    }
    if current.kind == .name {
      guard current.name == name.name else {
        throw SyntaxError(
          "this is not the name of the block", at: current.range,
          related: ("the block is called `\(text(name.name))`", name.range))
      }
      advance()
    }
    return .block(
      tree.add(
        Statement.Block(
          name: name.name, nameRange: name.range, isScoped: isScoped, isRequired: isRequired, body: body)))
  }

  private func isBlank(_ statement: Node<Statement>) -> Bool {
    guard case .text = tree[statement].kind else { return false }
    return String(decoding: bytes(of: tree[statement].range), as: UTF8.self).allSatisfy(\.isWhitespace)
  }

  private mutating func parseInclude() throws(SyntaxError) -> Statement.Kind {
    let name = try parseExpression()
    var ignoresMissing = false
    if isAt(.ignore), next.name == Name(.missing) {
      advance()
      advance()
      ignoresMissing = true
    }
    return .include(name, ignoresMissing: ignoresMissing, hasContext: takeContext() ?? true)
  }

  private mutating func takeContext() -> Bool? {
    guard isAt(.with) || isAt(.without), next.name == Name(.context) else { return nil }
    let hasContext = isAt(.with)
    advance()
    advance()
    return hasContext
  }

  private mutating func parseImport() throws(SyntaxError) -> Statement.Kind {
    let template = try parseExpression()
    try expect(.as)
    let name = try parseAssignableName().name
    return .importTemplate(template, as: name, hasContext: takeContext() ?? false)
  }

  private mutating func parseFrom() throws(SyntaxError) -> Statement.Kind {
    let template = try parseExpression()
    try expect(.import)
    let mark = importedNames.count
    var hasContext: Bool?
    while true {
      if importedNames.count > mark { try expect(.comma, "`,` or `%}`") }
      hasContext = takeContext()
      if hasContext != nil { break }
      let name = try parseAssignableName()
      if bytes(of: name.range).first == UInt8(ascii: "_") {
        throw SyntaxError("names that begin with `_` stay in their template", at: name.range)
      }
      let alias = skip(.as) ? try parseAssignableName() : name
      importedNames.append(Statement.ImportedName(name: name.name, alias: alias.name, range: name.range))
      hasContext = takeContext()
      if hasContext != nil || current.kind != .comma { break }
    }
    return .importNames(template, tree.take(mark, of: &importedNames), hasContext: hasContext ?? false)
  }

  // MARK: Targets

  private mutating func parseAssignableName() throws(SyntaxError) -> Token {
    let token = try expect(.name, "a name")
    try requireAssignable(token)
    return token
  }

  private func requireAssignable(_ token: Token) throws(SyntaxError) {
    switch Word(token.name) {
    case .true, .capitalTrue, .false, .capitalFalse, .smallNone, .capitalNone:
      throw SyntaxError("`\(text(token.name))` can't be assigned to", at: token.range)
    default: break
    }
  }

  private mutating func parseTarget(allowsAttribute: Bool = false) throws(SyntaxError) -> Target {
    let start = current.range
    let first = try parseSingleTarget(allowsAttribute: allowsAttribute)
    guard current.kind == .comma else { return first }
    let mark = targets.count
    targets.append(first)
    while skip(.comma) {
      guard current.kind == .name || current.kind == .leftParenthesis, !isAt(.in) else { break }
      let target = try parseSingleTarget(allowsAttribute: allowsAttribute)
      targets.append(target)
    }
    return Target(.tuple(tree.take(mark, of: &targets)), span(from: start))
  }

  private mutating func parseSingleTarget(allowsAttribute: Bool) throws(SyntaxError) -> Target {
    if current.kind == .leftParenthesis {
      return try nested { parser throws(SyntaxError) in
        let start = parser.advance().range
        let inner = try parser.parseTarget(allowsAttribute: allowsAttribute)
        try parser.expect(.rightParenthesis, "`)`")
        guard case .tuple = inner.kind else { return inner }
        return Target(inner.kind, parser.span(from: start))
      }
    }
    guard current.kind == .name else { throw expected("a name to assign to") }
    let name = advance()
    if allowsAttribute, skip(.dot) {
      let attribute = try expect(.name, "a name after `.`")
      return Target(.attribute(name.name, attribute.name), span(from: name.range))
    }
    try requireAssignable(name)
    return Target(.name(name.name), name.range)
  }
}
