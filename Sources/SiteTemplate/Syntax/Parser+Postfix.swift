/// What follows an operand: lookups, calls, filters, tests.
extension Parser {
  mutating func parsePostfix(_ operand: Node<Expression>) throws(SyntaxError) -> Node<Expression> {
    var result = operand
    while true {
      switch current.kind {
      case .dot: result = try parseAttribute(of: result)
      case .leftBracket: result = try parseSubscript(of: result)
      case .leftParenthesis: result = try parseCall(of: result)
      default: return result
      }
    }
  }

  /// Filters and tests, and calls of what they give.
  mutating func parseFilters(_ operand: Node<Expression>) throws(SyntaxError) -> Node<Expression> {
    var result = operand
    while true {
      switch current.kind {
      case .pipe:
        advance()
        let (filter, depth) = try parseFilterCall()
        result = try add(
          .filter(result, tree.add(filter)), from: range(of: operand), depth: max(depth, self.depth(of: result)))
      case .name where isAt(.is):
        advance()
        result = try parseTest(of: result)
      case .leftParenthesis: result = try parseCall(of: result)
      default: return result
      }
    }
  }

  // MARK: Lookups

  private mutating func parseAttribute(of operand: Node<Expression>) throws(SyntaxError) -> Node<Expression> {
    advance()
    let start = range(of: operand)
    switch current.kind {
    case .name:
      let name = advance().name
      noteAttribute(name)
      return try add(.attribute(operand, name), from: start, depth: depth(of: operand))
    case .integer:
      let token = advance()
      let key = try add(.constant(tree.add(try integer(token))), from: token.range)
      return try add(.item(operand, key), from: start, depth: depth(of: operand))
    default: throw expected("a name after `.`")
    }
  }

  private mutating func parseSubscript(of operand: Node<Expression>) throws(SyntaxError) -> Node<Expression> {
    advance()
    let mark = operands.count
    var slice: Expression.Slice?
    let start = current.range
    while current.kind != .rightBracket {
      if operands.count > mark || slice != nil { try expect(.comma, "`,` or `]`") }
      if slice != nil { throw SyntaxError("a slice takes no second index", at: current.range) }
      slice = try parseSliceOrIndex()
    }
    let end = span(from: start)
    if let slice {
      guard operands.count == mark else { throw SyntaxError("a slice takes no second index", at: end) }
      advance()
      let depth = slice.parts.reduce(depth(of: operand)) { depth, part in
        max(depth, part.map { self.depth(of: $0) } ?? 0)
      }
      return try add(.slice(operand, tree.add(slice)), from: range(of: operand), depth: depth)
    }
    guard operands.count > mark else { throw expected("an index or a name between the brackets") }
    var key = operands[mark]
    let (run, keyDepth) = takeOperands(from: mark)
    if run.count > 1 { key = try add(.tuple(run), from: start, depth: keyDepth) }
    advance()
    return try add(.item(operand, key), from: range(of: operand), depth: depth(of: operand, key))
  }

  /// `start:stop:step`, or else an index, which joins the operands.
  private mutating func parseSliceOrIndex() throws(SyntaxError) -> Expression.Slice? {
    var slice = Expression.Slice()
    if current.kind != .colon {
      let first = try parseExpression()
      guard current.kind == .colon else {
        operands.append(first)
        return nil
      }
      slice.start = first
    }
    advance()
    slice.stop = try parseSlicePart()
    if skip(.colon) { slice.step = try parseSlicePart() }
    return slice
  }

  private mutating func parseSlicePart() throws(SyntaxError) -> Node<Expression>? {
    switch current.kind {
    case .colon, .rightBracket, .comma: nil
    default: try parseExpression()
    }
  }

  // MARK: Calls

  private mutating func parseCall(of callee: Node<Expression>) throws(SyntaxError) -> Node<Expression> {
    let (arguments, depth) = try parseArguments()
    return try add(
      .call(callee, arguments), from: range(of: callee), depth: max(depth, self.depth(of: callee)))
  }

  /// The arguments of a call, and how many expressions lie inside each other in them.
  mutating func parseArguments() throws(SyntaxError) -> (Node<Arguments>, depth: Int) {
    try nested { parser throws(SyntaxError) in try parser.parseArgumentList() }
  }

  private mutating func parseArgumentList() throws(SyntaxError) -> (Node<Arguments>, depth: Int) {
    let opening = try expect(.leftParenthesis, "`(`").range
    var arguments = Arguments()
    let keywordMark = keywords.count
    var depth = 0
    var isFirst = true
    let mark = operands.count
    while current.kind != .rightParenthesis {
      if !isFirst {
        try expect(.comma, "`,` or `)`")
        if current.kind == .rightParenthesis { break }
      }
      isFirst = false
      if current.kind == .star, !arguments.hasSplats {
        advance()
        arguments.more = try parseArgument(&depth)
      } else if current.kind == .doubleStar, arguments.moreKeywords == nil {
        advance()
        arguments.moreKeywords = try parseArgument(&depth)
      } else if current.kind == .name, next.kind == .assign, arguments.moreKeywords == nil {
        let token = advance()
        for place in keywordMark..<keywords.count where keywords[place].name == token.name {
          throw SyntaxError(
            "the argument `\(text(token.name))` is given twice", at: token.range,
            related: ("first given here", keywords[place].range))
        }
        advance()
        let value = try parseArgument(&depth)
        keywords.append(Arguments.Keyword(name: token.name, range: token.range, value: value))
      } else {
        guard keywords.count == keywordMark, !arguments.hasSplats else {
          throw SyntaxError(
            "an argument without a name can't follow one with a name", at: current.range,
            related: ("the call begins here", opening))
        }
        operands.append(try parseArgument(&depth))
      }
    }
    try expect(.rightParenthesis, "`)`")
    arguments.positional = takeOperands(from: mark).run
    arguments.keywords = tree.take(keywordMark, of: &keywords)
    return (tree.add(arguments), depth)
  }

  private mutating func parseArgument(_ depth: inout Int) throws(SyntaxError) -> Node<Expression> {
    let argument = try parseExpression()
    depth = max(depth, self.depth(of: argument))
    return argument
  }

  /// A filter's name and arguments, after the `|`.
  mutating func parseFilterCall() throws(SyntaxError) -> (FilterCall, depth: Int) {
    let (name, range) = try parseDottedName("the name of a filter")
    let (arguments, depth) =
      current.kind == .leftParenthesis ? try parseArguments() : (tree.noArguments, depth: 0)
    return (FilterCall(name: name, range: range, arguments: arguments), depth)
  }

  private mutating func parseDottedName(_ what: String) throws(SyntaxError) -> (Name, SourceRange) {
    let first = try expect(.name, what)
    guard current.kind == .dot else { return (first.name, first.range) }
    while skip(.dot) { try expect(.name, what) }
    let range = span(from: first.range)
    return (lexer.name(at: range), range)
  }

  // MARK: Tests

  /// A test after its `is`.
  private mutating func parseTest(of operand: Node<Expression>) throws(SyntaxError) -> Node<Expression> {
    let isNegated = skip(.not)
    let (name, range) = try parseDottedName("the name of a test")
    let (arguments, depth) = try parseTestArguments()
    let call = tree.add(FilterCall(name: name, range: range, arguments: arguments))
    let start = self.range(of: operand)
    let test = try add(.test(operand, call), from: start, depth: max(depth, self.depth(of: operand)))
    return isNegated ? try add(.unary(.not, test), from: start, depth: self.depth(of: test)) : test
  }

  /// The arguments of a test; a single one needs no parentheses.
  private mutating func parseTestArguments() throws(SyntaxError) -> (Node<Arguments>, depth: Int) {
    switch current.kind {
    case .leftParenthesis: return try parseArguments()
    case .name where isAt(.is):
      throw SyntaxError("tests can't follow each other", at: current.range, hint: "join them with `and`")
    case .name where followsTest: break
    case .name, .string, .integer, .float, .leftBracket, .leftBrace:
      let argument = try nested { parser throws(SyntaxError) in
        try parser.parsePostfix(try parser.parsePrimary())
      }
      var arguments = Arguments()
      arguments.positional = tree.add(run: argument)
      return (tree.add(arguments), depth(of: argument))
    default: break
    }
    return (tree.noArguments, 0)
  }

  /// Whether the name here goes on after a test instead of being its argument.
  private var followsTest: Bool {
    switch Word(current.name) {
    case .else, .or, .and, .if, .in: true
    case .not: next.name == Name(.in)
    default: false
    }
  }
}
