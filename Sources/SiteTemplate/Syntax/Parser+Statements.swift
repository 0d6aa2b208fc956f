import SiteDiagnostics

extension Parser {
  /// Statements up to a tag that belongs to the open tag, or the end; that tag is not taken.
  mutating func parseBody() throws(SyntaxError) -> [Statement] {
    var statements: [Statement] = []
    while true {
      switch current.kind {
      case .text: statements.append(Statement(.text, advance().range))
      case .expressionBegin:
        let start = advance().range
        let expression = try parseTuple(ending: [.expressionEnd])
        try expect(
          .expressionEnd, "an operator, a filter or `}}`",
          hint: current.kind == .assign ? "assign with `{% set … = … %}`, compare with `==`" : nil)
        statements.append(Statement(.output(expression), span(from: start)))
      case .tagBegin:
        if let follower = currentTagName, belongsToOpenTag(follower.name) { return statements }
        statements.append(
          try nested { parser throws(SyntaxError) in try parser.parseTag() })
      default: return statements
      }
    }
  }

  /// The name of the tag that begins here, where one does.
  var currentTagName: (name: Token, range: SourceRange)? {
    guard current.kind == .tagBegin, next.kind == .name else { return nil }
    return (next, current.range.through(next.range))
  }

  private func belongsToOpenTag(_ name: Token) -> Bool {
    guard let tag = openTags.last else { return false }
    return tag.followers.contains { isName(name, $0) }
  }

  /// The body of a tag, up to one of its `followers`; that tag's name is taken, and given.
  private mutating func parseBody(
    of tag: StaticString, at range: SourceRange, until followers: StaticString...
  ) throws(SyntaxError) -> (body: [Statement], follower: Token) {
    try expect(.tagEnd, "`%}`")
    openTags.append(OpenTag(name: tag, range: range, followers: followers))
    let body = try parseBody()
    openTags.removeLast()
    guard let follower = currentTagName else {
      throw SyntaxError(
        "`\(tag)` is never closed", at: range, hint: "close it with `{% \(followers[followers.count - 1]) %}`")
    }
    advance()
    advance()
    return (body, follower.name)
  }

  private mutating func parseClosedBody(
    of tag: StaticString, at range: SourceRange, until follower: StaticString
  ) throws(SyntaxError) -> [Statement] {
    let body = try parseBody(of: tag, at: range, until: follower).body
    try expect(.tagEnd, "`%}`")
    return body
  }

  private static let tags: [StaticString] = [
    "if", "for", "set", "with", "macro", "call", "filter", "autoescape", "block", "extends", "include", "import",
    "from", "do", "break", "continue", "raw",
  ]

  func unexpectedTag(_ name: Token, at range: SourceRange) -> SyntaxError {
    let word = text(name).string
    if word.hasPrefix("end") || word == "else" || word == "elif" {
      if let tag = openTags.last {
        return SyntaxError(
          "`\(word)` doesn't fit here", at: name.range,
          hint: "expected \(tag.followers.map { "`\($0)`" }.joined(separator: " or "))",
          related: ("`\(tag.name)` is open since here", tag.range))
      }
      return SyntaxError("nothing is open that `\(word)` closes", at: name.range)
    }
    if word == "elseif" || word == "elsif" {
      return SyntaxError("unknown tag `\(word)`", at: name.range, hint: "it is spelled `elif` here")
    }
    let known = Self.tags.map { "\($0)" } + (openTags.last?.followers.map { "\($0)" } ?? [])
    return SyntaxError(
      "unknown tag `\(word)`", at: name.range,
      hint: nearestName(to: word, among: known).map { "did you mean `\($0)`?" })
  }

  private mutating func parseTag() throws(SyntaxError) -> Statement {
    let start = advance().range
    guard current.kind == .name else { throw expected("the name of a tag") }
    let name = advance()
    let kind: Statement.Kind
    let range = start.through(name.range)
    switch text(name).string {
    case "if": return try parseIf(at: range)
    case "for": return try parseFor(at: range)
    case "set": kind = try parseSet(at: range)
    case "with": kind = try parseWith(at: range)
    case "macro": kind = try parseMacro(at: range)
    case "call": kind = try parseCall(at: range)
    case "filter": kind = try parseFilter(at: range)
    case "autoescape":
      let condition = try parseExpression()
      kind = .autoescape(condition, body: try parseClosedBody(of: "autoescape", at: range, until: "endautoescape"))
    case "block": kind = try parseBlock(at: range)
    case "extends": kind = .extends(try parseExpression())
    case "include": kind = try parseInclude()
    case "import": kind = try parseImport()
    case "from": kind = try parseFrom()
    case "do": kind = .evaluate(try parseTuple(ending: [.tagEnd]))
    case "break": kind = .breakLoop
    case "continue": kind = .continueLoop
    default: throw unexpectedTag(name, at: range)
    }
    try expect(.tagEnd, "`%}`")
    return Statement(kind, SourceRange(start: start.start, end: lastEnd))
  }

  // MARK: Control

  private mutating func parseIf(at range: SourceRange) throws(SyntaxError) -> Statement {
    var branches: [(condition: Expression, body: [Statement])] = []
    var otherwise: [Statement] = []
    while true {
      let condition = try parseTuple(ending: [.tagEnd]) { parser throws(SyntaxError) in try parser.parseOr() }
      let (body, follower) = try parseBody(of: "if", at: range, until: "elif", "else", "endif")
      branches.append((condition, body))
      if isName(follower, "elif") { continue }
      if isName(follower, "else") {
        otherwise = try parseClosedBody(of: "if", at: range, until: "endif")
      } else {
        try expect(.tagEnd, "`%}`")
      }
      return Statement(.conditional(branches, otherwise: otherwise), range)
    }
  }

  private mutating func parseFor(at range: SourceRange) throws(SyntaxError) -> Statement {
    let target = try parseTarget()
    try expect(name: "in")
    let elements = try parseTuple(ending: [.tagEnd]) { parser throws(SyntaxError) in try parser.parseOr() }
    let filter = skip(name: "if") ? try parseExpression() : nil
    let isRecursive = skip(name: "recursive")
    let (body, follower) = try parseBody(of: "for", at: range, until: "else", "endfor")
    var otherwise: [Statement] = []
    if isName(follower, "else") {
      otherwise = try parseClosedBody(of: "for", at: range, until: "endfor")
    } else {
      try expect(.tagEnd, "`%}`")
    }
    let loop = Statement.Loop(
      target: target, elements: elements, filter: filter, isRecursive: isRecursive, body: body, otherwise: otherwise)
    return Statement(.loop(loop), range)
  }

  private mutating func parseSet(at range: SourceRange) throws(SyntaxError) -> Statement.Kind {
    let target = try parseTarget(allowsAttribute: true)
    if skip(.assign) { return .assignment(target, try parseTuple(ending: [.tagEnd])) }
    if case .tuple = target { throw expected("`=`") }
    var filters: [FilterCall] = []
    while skip(.pipe) { filters.append(try parseFilterCall()) }
    return .captureAssignment(
      target, filters: filters, body: try parseClosedBody(of: "set", at: range, until: "endset"))
  }

  private mutating func parseWith(at range: SourceRange) throws(SyntaxError) -> Statement.Kind {
    var assignments: [(target: Target, value: Expression)] = []
    while current.kind != .tagEnd {
      if !assignments.isEmpty { try expect(.comma, "`,` or `%}`") }
      let target = try parseTarget()
      try expect(.assign, "`=`")
      assignments.append((target, try parseExpression()))
    }
    return .with(assignments, body: try parseClosedBody(of: "with", at: range, until: "endwith"))
  }

  private mutating func parseFilter(at range: SourceRange) throws(SyntaxError) -> Statement.Kind {
    var filters = [try parseFilterCall()]
    while skip(.pipe) { filters.append(try parseFilterCall()) }
    return .filter(filters, body: try parseClosedBody(of: "filter", at: range, until: "endfilter"))
  }

  // MARK: Macros

  private mutating func parseMacro(at range: SourceRange) throws(SyntaxError) -> Statement.Kind {
    let name = try parseAssignableName()
    let parameters = try parseParameters()
    let body = try parseClosedBody(of: "macro", at: range, until: "endmacro")
    return .macro(Statement.Macro(name: text(name), parameters: parameters, body: body))
  }

  private mutating func parseCall(at range: SourceRange) throws(SyntaxError) -> Statement.Kind {
    let parameters = current.kind == .leftParenthesis ? try parseParameters() : []
    let expression = try parseExpression()
    guard case .call(let callee, let arguments) = expression.kind else {
      throw SyntaxError("`call` needs the call of a macro", at: expression.range, hint: "as in `{% call box() %}`")
    }
    let body = try parseClosedBody(of: "call", at: range, until: "endcall")
    return .call(
      Statement.Macro(name: "caller", parameters: parameters, body: body), callee: callee, arguments: arguments)
  }

  private mutating func parseParameters() throws(SyntaxError) -> [(
    name: Text, range: SourceRange, fallback: Expression?
  )] {
    try expect(.leftParenthesis, "`(`")
    var parameters: [(name: Text, range: SourceRange, fallback: Expression?)] = []
    while current.kind != .rightParenthesis {
      if !parameters.isEmpty { try expect(.comma, "`,` or `)`") }
      let token = try parseAssignableName()
      let name = text(token)
      if parameters.contains(where: { $0.name == name }) {
        throw SyntaxError("two parameters are called `\(name.string)`", at: token.range)
      }
      if skip(.assign) {
        parameters.append((name, token.range, try parseExpression()))
      } else if parameters.last?.fallback != nil {
        throw SyntaxError("a parameter without a default can't follow one with a default", at: token.range)
      } else {
        parameters.append((name, token.range, nil))
      }
    }
    try expect(.rightParenthesis, "`)`")
    return parameters
  }

  // MARK: Inheritance and inclusion

  private mutating func parseBlock(at range: SourceRange) throws(SyntaxError) -> Statement.Kind {
    let name = try expect(.name, "the name of the block")
    let isScoped = skip(name: "scoped")
    let isRequired = skip(name: "required")
    if current.kind == .minus {
      throw SyntaxError("a block's name has no hyphens", at: current.range, hint: "write `_`")
    }
    let body = try parseBody(of: "block", at: range, until: "endblock").body
    if isRequired, let statement = body.first(where: { !isBlank($0) }) {
      throw SyntaxError("a required block must be empty", at: statement.range)
    }
    if current.kind == .name {
      guard text(current) == text(name) else {
        throw SyntaxError(
          "this is not the name of the block", at: current.range,
          related: ("the block is called `\(text(name).string)`", name.range))
      }
      advance()
    }
    return .block(
      Statement.Block(
        name: text(name), nameRange: name.range, isScoped: isScoped, isRequired: isRequired, body: body))
  }

  private func isBlank(_ statement: Statement) -> Bool {
    guard case .text = statement.kind else { return false }
    return String(decoding: source[statement.range.bytes], as: UTF8.self).allSatisfy(\.isWhitespace)
  }

  private mutating func parseInclude() throws(SyntaxError) -> Statement.Kind {
    let name = try parseExpression()
    var ignoresMissing = false
    if isName(current, "ignore"), isName(next, "missing") {
      advance()
      advance()
      ignoresMissing = true
    }
    return .include(name, ignoresMissing: ignoresMissing, hasContext: takeContext() ?? true)
  }

  private mutating func takeContext() -> Bool? {
    guard isName(current, "with") || isName(current, "without"), isName(next, "context") else { return nil }
    let hasContext = isName(advance(), "with")
    advance()
    return hasContext
  }

  private mutating func parseImport() throws(SyntaxError) -> Statement.Kind {
    let template = try parseExpression()
    try expect(name: "as")
    let name = try parseAssignableName()
    return .importTemplate(template, as: text(name), hasContext: takeContext() ?? false)
  }

  private mutating func parseFrom() throws(SyntaxError) -> Statement.Kind {
    let template = try parseExpression()
    try expect(name: "import")
    var names: [(name: Text, alias: Text, range: SourceRange)] = []
    var hasContext: Bool?
    while true {
      if !names.isEmpty { try expect(.comma, "`,` or `%}`") }
      hasContext = takeContext()
      if hasContext != nil { break }
      let name = try parseAssignableName()
      if text(name).string.hasPrefix("_") {
        throw SyntaxError("names that begin with `_` stay in their template", at: name.range)
      }
      let alias = skip(name: "as") ? try parseAssignableName() : name
      names.append((text(name), text(alias), name.range))
      hasContext = takeContext()
      if hasContext != nil || current.kind != .comma { break }
    }
    return .importNames(template, names, hasContext: hasContext ?? false)
  }

  // MARK: Targets

  private mutating func parseAssignableName() throws(SyntaxError) -> Token {
    let token = try expect(.name, "a name")
    try requireAssignable(token)
    return token
  }

  private func requireAssignable(_ token: Token) throws(SyntaxError) {
    for word in ["true", "True", "false", "False", "none", "None"] as [StaticString] where isName(token, word) {
      throw SyntaxError("`\(word)` can't be assigned to", at: token.range)
    }
  }

  private mutating func parseTarget(allowsAttribute: Bool = false) throws(SyntaxError) -> Target {
    let start = current.range
    var targets = [try parseSingleTarget(allowsAttribute: allowsAttribute)]
    var isTuple = false
    while skip(.comma) {
      isTuple = true
      guard current.kind == .name || current.kind == .leftParenthesis, !isName(current, "in") else { break }
      targets.append(try parseSingleTarget(allowsAttribute: allowsAttribute))
    }
    return isTuple ? .tuple(targets, span(from: start)) : targets[0]
  }

  private mutating func parseSingleTarget(allowsAttribute: Bool) throws(SyntaxError) -> Target {
    if current.kind == .leftParenthesis {
      return try nested { parser throws(SyntaxError) in
        let start = parser.advance().range
        let inner = try parser.parseTarget(allowsAttribute: allowsAttribute)
        try parser.expect(.rightParenthesis, "`)`")
        guard case .tuple(let targets, _) = inner else { return inner }
        return .tuple(targets, parser.span(from: start))
      }
    }
    guard current.kind == .name else { throw expected("a name to assign to") }
    let name = advance()
    if allowsAttribute, skip(.dot) {
      let attribute = try expect(.name, "a name after `.`")
      return .attribute(text(name), text(attribute), span(from: name.range))
    }
    try requireAssignable(name)
    return .name(text(name), name.range)
  }
}
