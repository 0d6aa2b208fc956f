extension Parser {
  /// An expression with all operators, `a if b else c` included.
  mutating func parseExpression() throws(SyntaxError) -> Expression {
    try nested { parser throws(SyntaxError) in
      let expression = try parser.parseConditional()
      try parser.requireShallow(expression)
      return expression
    }
  }

  private mutating func parseConditional() throws(SyntaxError) -> Expression {
    var result = try parseOr()
    while skip(name: "if") {
      try requireShallow(result)
      let condition = try parseOr()
      var otherwise: Expression?
      if skip(name: "else") { otherwise = try parseExpression() }
      result = Expression(
        .conditional(condition: condition, then: result, otherwise: otherwise), span(from: result.range))
    }
    return result
  }

  /// An expression without `if`, for places where `if` means something else.
  mutating func parseOr() throws(SyntaxError) -> Expression {
    let first = try parseAnd()
    guard isName(current, "or") else { return first }
    var operands = [first]
    while skip(name: "or") { operands.append(try parseAnd()) }
    return Expression(.disjunction(operands), span(from: first.range))
  }

  private mutating func parseAnd() throws(SyntaxError) -> Expression {
    let first = try parseNot()
    guard isName(current, "and") else { return first }
    var operands = [first]
    while skip(name: "and") { operands.append(try parseNot()) }
    return Expression(.conjunction(operands), span(from: first.range))
  }

  private mutating func parseNot() throws(SyntaxError) -> Expression {
    guard isName(current, "not") else { return try parseComparison() }
    let start = advance().range
    let operand = try nested { parser throws(SyntaxError) in try parser.parseNot() }
    return Expression(.unary(.not, operand), span(from: start))
  }

  private mutating func parseComparison() throws(SyntaxError) -> Expression {
    let first = try parseSum()
    var rest: [(ComparisonOperator, Expression)] = []
    while let comparison = takeComparison() { rest.append((comparison, try parseSum())) }
    return rest.isEmpty ? first : Expression(.comparison(first, rest), span(from: first.range))
  }

  private mutating func takeComparison() -> ComparisonOperator? {
    let comparison: ComparisonOperator
    switch current.kind {
    case .equal: comparison = .equal
    case .notEqual: comparison = .notEqual
    case .less: comparison = .less
    case .lessOrEqual: comparison = .lessOrEqual
    case .greater: comparison = .greater
    case .greaterOrEqual: comparison = .greaterOrEqual
    case .name where isName(current, "in"): comparison = .isIn
    case .name where isName(current, "not") && isName(next, "in"):
      advance()
      comparison = .isNotIn
    default: return nil
    }
    advance()
    return comparison
  }

  private mutating func parseSum() throws(SyntaxError) -> Expression {
    var left = try parseConcatenation()
    while true {
      let operation: BinaryOperator
      switch current.kind {
      case .plus: operation = .add
      case .minus: operation = .subtract
      default: return left
      }
      left = try parseRight(of: left, operation) { parser throws(SyntaxError) in
        try parser.parseConcatenation()
      }
    }
  }

  private mutating func parseConcatenation() throws(SyntaxError) -> Expression {
    let first = try parseProduct()
    guard current.kind == .tilde else { return first }
    var operands = [first]
    while skip(.tilde) { operands.append(try parseProduct()) }
    return Expression(.concatenation(operands), span(from: first.range))
  }

  private mutating func parseProduct() throws(SyntaxError) -> Expression {
    var left = try parsePower()
    while true {
      let operation: BinaryOperator
      switch current.kind {
      case .star: operation = .multiply
      case .slash: operation = .divide
      case .doubleSlash: operation = .floorDivide
      case .percent: operation = .remainder
      default: return left
      }
      left = try parseRight(of: left, operation) { parser throws(SyntaxError) in try parser.parsePower() }
    }
  }

  private mutating func parsePower() throws(SyntaxError) -> Expression {
    var left = try parseUnary()
    while current.kind == .doubleStar {
      left = try parseRight(of: left, .power) { parser throws(SyntaxError) in try parser.parseUnary() }
    }
    return left
  }

  private mutating func parseRight(
    of left: Expression, _ operation: BinaryOperator,
    _ parse: (inout Parser) throws(SyntaxError) -> Expression
  ) throws(SyntaxError) -> Expression {
    try requireShallow(left)
    advance()
    let right = try parse(&self)
    return Expression(.binary(operation, left, right), span(from: left.range))
  }

  /// A sign binds tighter than everything but `.`, `[…]` and calls; filters and tests apply to the signed value.
  mutating func parseUnary(withFilters: Bool = true) throws(SyntaxError) -> Expression {
    var result: Expression
    let start = current.range
    if current.kind == .minus || current.kind == .plus {
      let operation: UnaryOperator = advance().kind == .minus ? .negate : .plus
      let operand = try nested { parser throws(SyntaxError) in try parser.parseUnary(withFilters: false) }
      result = Expression(.unary(operation, operand), span(from: start))
    } else {
      result = try parsePrimary()
    }
    result = try parsePostfix(result)
    return withFilters ? try parseFilters(result) : result
  }

  func span(from start: SourceRange) -> SourceRange {
    SourceRange(start: start.start, end: max(lastEnd, start.end))
  }

  // MARK: Postfix

  mutating func parsePostfix(_ operand: Expression) throws(SyntaxError) -> Expression {
    var result = operand
    while true {
      switch current.kind {
      case .dot, .leftBracket: result = try parseSubscript(of: result)
      case .leftParenthesis:
        let arguments = try parseArguments()
        result = Expression(.call(result, arguments), span(from: operand.range))
      default: return result
      }
      try requireShallow(result)
    }
  }

  /// Filters and tests, and calls of what they give.
  private mutating func parseFilters(_ operand: Expression) throws(SyntaxError) -> Expression {
    var result = operand
    while true {
      if skip(.pipe) {
        let filter = try parseFilterCall()
        result = Expression(.filter(result, filter), span(from: operand.range))
      } else if isName(current, "is") {
        advance()
        result = try parseTest(of: result)
      } else if current.kind == .leftParenthesis {
        let arguments = try parseArguments()
        result = Expression(.call(result, arguments), span(from: operand.range))
      } else {
        return result
      }
      try requireShallow(result)
    }
  }

  private mutating func parseSubscript(of operand: Expression) throws(SyntaxError) -> Expression {
    if skip(.dot) {
      let token = advance()
      switch token.kind {
      case .name:
        return Expression(.attribute(operand, text(token), nameRange: token.range), span(from: operand.range))
      case .integer:
        let key = Expression(.constant(try integer(token)), token.range)
        return Expression(.item(operand, key), span(from: operand.range))
      default:
        position -= token.kind == .end ? 0 : 1
        throw expected("a name after `.`")
      }
    }
    advance()
    var keys: [Expression] = []
    var slice: Expression.Kind?
    let start = current.range
    while current.kind != .rightBracket {
      if !keys.isEmpty || slice != nil { try expect(.comma, "`,` or `]`") }
      if slice != nil { throw SyntaxError("a slice takes no second index", at: current.range) }
      if let parts = try parseSlice(of: operand) { slice = parts.slice } else { keys.append(try parseExpression()) }
    }
    guard slice != nil || !keys.isEmpty else { throw expected("an index or a name between the brackets") }
    let isTuple = keys.count > 1 || tokens[position - 1].kind == .comma
    let end = span(from: start)
    try expect(.rightBracket, "`]`")
    if let slice {
      guard keys.isEmpty else { throw SyntaxError("a slice takes no second index", at: end) }
      return Expression(slice, span(from: operand.range))
    }
    let key = isTuple ? Expression(.tuple(keys), end) : keys[0]
    return Expression(.item(operand, key), span(from: operand.range))
  }

  /// `start:stop:step`, where a slice stands here; otherwise nothing is taken.
  private mutating func parseSlice(
    of operand: Expression
  ) throws(SyntaxError) -> (slice: Expression.Kind, Void)? {
    let beginning = position
    var parts: [Expression?] = [nil, nil, nil]
    if current.kind != .colon {
      parts[0] = try parseExpression()
      guard current.kind == .colon else {
        position = beginning
        return nil
      }
    }
    var part = 0
    while current.kind == .colon, part < 2 {
      advance()
      part += 1
      if ![.colon, .rightBracket, .comma].contains(current.kind) { parts[part] = try parseExpression() }
    }
    return (.slice(operand, start: parts[0], stop: parts[1], step: parts[2]), ())
  }

  // MARK: Calls

  mutating func parseArguments() throws(SyntaxError) -> Arguments {
    try nested { parser throws(SyntaxError) in try parser.parseArgumentList() }
  }

  private mutating func parseArgumentList() throws(SyntaxError) -> Arguments {
    let opening = try expect(.leftParenthesis, "`(`").range
    var arguments = Arguments()
    var isFirst = true
    while current.kind != .rightParenthesis {
      if !isFirst {
        try expect(.comma, "`,` or `)`")
        if current.kind == .rightParenthesis { break }
      }
      isFirst = false
      if current.kind == .star, arguments.more == nil, arguments.moreKeywords == nil {
        advance()
        arguments.more = try parseExpression()
      } else if current.kind == .doubleStar, arguments.moreKeywords == nil {
        advance()
        arguments.moreKeywords = try parseExpression()
      } else if current.kind == .name, next.kind == .assign, arguments.moreKeywords == nil {
        let name = advance()
        advance()
        arguments.keywords.append((text(name), name.range, try parseExpression()))
      } else {
        guard arguments.keywords.isEmpty, !arguments.hasSplats else {
          throw SyntaxError(
            "an argument without a name can't follow one with a name", at: current.range,
            related: ("the call begins here", opening))
        }
        arguments.positional.append(try parseExpression())
      }
    }
    try expect(.rightParenthesis, "`)`")
    return arguments
  }

  /// A filter's name and arguments, after the `|`.
  mutating func parseFilterCall() throws(SyntaxError) -> FilterCall {
    let (name, range) = try parseDottedName("the name of a filter")
    let arguments = current.kind == .leftParenthesis ? try parseArguments() : Arguments()
    return FilterCall(name: name, nameRange: range, arguments: arguments)
  }

  private mutating func parseDottedName(_ what: String) throws(SyntaxError) -> (Text, SourceRange) {
    let first = try expect(.name, what)
    while current.kind == .dot {
      advance()
      try expect(.name, what)
    }
    let range = span(from: first.range)
    return (Text(validated: Array(source[range.bytes])), range)
  }

  /// A test after its `is`.
  private mutating func parseTest(of operand: Expression) throws(SyntaxError) -> Expression {
    let isNegated = skip(name: "not")
    let (name, range) = try parseDottedName("the name of a test")
    var arguments = Arguments()
    switch current.kind {
    case .leftParenthesis: arguments = try parseArguments()
    case .name where isOperatorName(current): break
    case .name where isName(current, "is"):
      throw SyntaxError("tests can't follow each other", at: current.range, hint: "join them with `and`")
    case .name, .string, .integer, .float, .leftBracket, .leftBrace:
      let argument = try nested { parser throws(SyntaxError) in
        try parser.parsePostfix(try parser.parsePrimary())
      }
      arguments.positional.append(argument)
    default: break
    }
    let test = Expression(
      .test(operand, FilterCall(name: name, nameRange: range, arguments: arguments)), span(from: operand.range))
    return isNegated ? Expression(.unary(.not, test), test.range) : test
  }

  private func isOperatorName(_ token: Token) -> Bool {
    isName(token, "else") || isName(token, "or") || isName(token, "and") || isName(token, "if")
      || isName(token, "in") || (isName(token, "not") && isName(next, "in"))
  }

  // MARK: Primaries

  mutating func parsePrimary() throws(SyntaxError) -> Expression {
    let token = current
    switch token.kind {
    case .name:
      advance()
      return Expression(constant(token).map { .constant($0) } ?? .name(text(token)), token.range)
    case .string:
      var bytes: [UInt8] = []
      while current.kind == .string { bytes += try stringBytes(advance()) }
      return Expression(.constant(.string(Text(validated: bytes))), span(from: token.range))
    case .integer: return Expression(.constant(try integer(advance())), token.range)
    case .float: return Expression(.constant(try float(advance())), token.range)
    case .leftParenthesis: return try nested { parser throws(SyntaxError) in try parser.parseParentheses() }
    case .leftBracket: return try nested { parser throws(SyntaxError) in try parser.parseList() }
    case .leftBrace: return try nested { parser throws(SyntaxError) in try parser.parseMap() }
    default: throw expected("an expression")
    }
  }

  private func constant(_ token: Token) -> Value? {
    if isName(token, "true") || isName(token, "True") { return .bool(true) }
    if isName(token, "false") || isName(token, "False") { return .bool(false) }
    if isName(token, "none") || isName(token, "None") { return Value.none }
    return nil
  }

  private mutating func parseParentheses() throws(SyntaxError) -> Expression {
    let start = advance().range
    if skip(.rightParenthesis) { return Expression(.tuple([]), span(from: start)) }
    var result = try parseTuple(ending: [.rightParenthesis])
    try expect(.rightParenthesis, "`)`")
    result.range = span(from: start)
    return result
  }

  /// One expression, or several with commas between them, which make a tuple.
  mutating func parseTuple(ending ends: [Token.Kind]) throws(SyntaxError) -> Expression {
    try parseTuple(ending: ends) { parser throws(SyntaxError) in try parser.parseExpression() }
  }

  /// - Parameter parse: what one element of the tuple is.
  mutating func parseTuple(
    ending ends: [Token.Kind], _ parse: (inout Parser) throws(SyntaxError) -> Expression
  ) throws(SyntaxError) -> Expression {
    let first = try parse(&self)
    guard current.kind == .comma else { return first }
    var elements = [first]
    while skip(.comma) {
      if ends.contains(current.kind) || isName(current, "in") || isName(current, "recursive") { break }
      elements.append(try parse(&self))
    }
    return Expression(.tuple(elements), span(from: first.range))
  }

  private mutating func parseList() throws(SyntaxError) -> Expression {
    let start = advance().range
    var elements: [Expression] = []
    while current.kind != .rightBracket {
      if !elements.isEmpty {
        try expect(.comma, "`,` or `]`")
        if current.kind == .rightBracket { break }
      }
      elements.append(try parseExpression())
    }
    try expect(.rightBracket, "`]`")
    return Expression(.list(elements), span(from: start))
  }

  private mutating func parseMap() throws(SyntaxError) -> Expression {
    let start = advance().range
    var pairs: [(key: Expression, value: Expression)] = []
    while current.kind != .rightBrace {
      if !pairs.isEmpty {
        try expect(.comma, "`,` or `}`")
        if current.kind == .rightBrace { break }
      }
      let key = try parseExpression()
      try expect(.colon, "`:` after the key")
      pairs.append((key, try parseExpression()))
    }
    try expect(.rightBrace, "`}`")
    return Expression(.map(pairs), span(from: start))
  }
}
