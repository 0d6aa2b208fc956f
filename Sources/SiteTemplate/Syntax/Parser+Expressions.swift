/// How tightly operators bind, the loosest first.
enum Precedence: UInt8, Comparable {
  case disjunction, conjunction, negation, comparison, sum, concatenation, product, power, unary

  static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }

  /// That of the right side of an operator whose left side may have operators like it.
  var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .unary }
}

extension Parser {
  private enum Operator {
    case disjunction, conjunction, concatenation
    case comparison(ComparisonOperator)
    case binary(BinaryOperator)
  }

  /// An expression with all operators, `a if b else c` included.
  mutating func parseExpression() throws(SyntaxError) -> Node<Expression> {
    try nested { parser throws(SyntaxError) in try parser.parseConditional() }
  }

  @inline(__always)
  private mutating func parseConditional() throws(SyntaxError) -> Node<Expression> {
    var result = try parseOperators()
    while skip(.if) {
      let condition = try parseOperators()
      let start = range(of: result)
      if skip(.else) {
        let otherwise = try parseExpression()
        result = try add(
          .conditionalElse(condition: condition, then: result, otherwise: otherwise), from: start,
          depth: max(depth(of: condition, result), depth(of: otherwise)))
      } else {
        result = try add(
          .conditional(condition: condition, then: result), from: start, depth: depth(of: condition, result))
      }
    }
    return result
  }

  /// Operands with operators between them that bind as tightly as `loosest`, or more so: without `if`, which means
  /// something else in some places.
  mutating func parseOperators(_ loosest: Precedence = .disjunction) throws(SyntaxError) -> Node<Expression> {
    var left = loosest <= .negation && isAt(.not) ? try parseNot() : try parseUnary()
    while let (precedence, operation) = currentOperator, precedence >= loosest {
      switch operation {
      case .disjunction: left = try parseMore(after: left, precedence) { .disjunction($0) }
      case .conjunction: left = try parseMore(after: left, precedence) { .conjunction($0) }
      case .concatenation: left = try parseMore(after: left, precedence) { .concatenation($0) }
      case .comparison: left = try parseComparison(after: left)
      case .binary(let operation):
        advance()
        let right = try parseOperators(precedence.tighter)
        left = try add(.binary(operation, left, right), from: range(of: left), depth: depth(of: left, right))
      }
    }
    return left
  }

  @inline(__always)
  private var currentOperator: (Precedence, Operator)? {
    switch current.kind {
    case .name:
      if isAt(.and) { return (.conjunction, .conjunction) }
      if isAt(.or) { return (.disjunction, .disjunction) }
      if isAt(.in) { return (.comparison, .comparison(.isIn)) }
      if isAt(.not), next.name == Name(.in) { return (.comparison, .comparison(.isNotIn)) }
      return nil
    case .equal: return (.comparison, .comparison(.equal))
    case .notEqual: return (.comparison, .comparison(.notEqual))
    case .less: return (.comparison, .comparison(.less))
    case .lessOrEqual: return (.comparison, .comparison(.lessOrEqual))
    case .greater: return (.comparison, .comparison(.greater))
    case .greaterOrEqual: return (.comparison, .comparison(.greaterOrEqual))
    case .plus: return (.sum, .binary(.add))
    case .minus: return (.sum, .binary(.subtract))
    case .tilde: return (.concatenation, .concatenation)
    case .star: return (.product, .binary(.multiply))
    case .slash: return (.product, .binary(.divide))
    case .doubleSlash: return (.product, .binary(.floorDivide))
    case .percent: return (.product, .binary(.remainder))
    case .doubleStar: return (.power, .binary(.power))
    default: return nil
    }
  }

  private mutating func parseNot() throws(SyntaxError) -> Node<Expression> {
    let start = advance().range
    let operand = try nested { parser throws(SyntaxError) in try parser.parseOperators(.negation) }
    return try add(.unary(.not, operand), from: start, depth: depth(of: operand))
  }

  /// One expression of all operands that the same operator joins.
  private mutating func parseMore(
    after first: Node<Expression>, _ precedence: Precedence, _ kind: (Run<Node<Expression>>) -> Expression.Kind
  ) throws(SyntaxError) -> Node<Expression> {
    let mark = operands.count
    operands.append(first)
    while let (found, _) = currentOperator, found == precedence {
      advance()
      operands.append(try parseOperators(precedence.tighter))
    }
    let (run, depth) = takeOperands(from: mark)
    return try add(kind(run), from: range(of: first), depth: depth)
  }

  private mutating func parseComparison(after first: Node<Expression>) throws(SyntaxError) -> Node<Expression> {
    let mark = comparisons.count
    var depth = depth(of: first)
    while let (_, operation) = currentOperator, case .comparison(let comparison) = operation {
      if comparison == .isNotIn { advance() }
      advance()
      let operand = try parseOperators(Precedence.comparison.tighter)
      depth = max(depth, self.depth(of: operand))
      comparisons.append(Expression.Comparison(comparison: comparison, operand: operand))
    }
    let rest = tree.take(mark, of: &comparisons)
    return try add(.comparison(first, rest), from: range(of: first), depth: depth)
  }

  /// A sign binds tighter than everything but `.`, `[…]` and calls; filters and tests apply to the signed value.
  mutating func parseUnary(withFilters: Bool = true) throws(SyntaxError) -> Node<Expression> {
    var result: Node<Expression>
    if current.kind == .minus || current.kind == .plus {
      let start = current.range
      let operation: UnaryOperator = advance().kind == .minus ? .negate : .plus
      let operand = try nested { parser throws(SyntaxError) in try parser.parseUnary(withFilters: false) }
      result = try add(.unary(operation, operand), from: start, depth: depth(of: operand))
    } else {
      result = try parsePrimary()
    }
    result = try parsePostfix(result)
    return withFilters ? try parseFilters(result) : result
  }

  // MARK: Primaries

  mutating func parsePrimary() throws(SyntaxError) -> Node<Expression> {
    let token = current
    switch token.kind {
    case .name:
      advance()
      guard let constant = Self.constant(token.name) else { return try add(.name(token.name), from: token.range) }
      return try add(constant, from: token.range)
    case .string: return try add(.string(try parseString()), from: token.range)
    case .integer: return try add(try integer(advance()), from: token.range)
    case .float: return try add(try float(advance()), from: token.range)
    case .leftParenthesis: return try nested { parser throws(SyntaxError) in try parser.parseParentheses() }
    case .leftBracket: return try nested { parser throws(SyntaxError) in try parser.parseList() }
    case .leftBrace: return try nested { parser throws(SyntaxError) in try parser.parseMap() }
    default: throw expected("an expression")
    }
  }

  private mutating func add(_ constant: Value, from start: SourceRange) throws(SyntaxError) -> Node<Expression> {
    try add(.constant(tree.add(constant)), from: start)
  }

  private static func constant(_ name: Name) -> Value? {
    switch Word(name) {
    case .true, .capitalTrue: .bool(true)
    case .false, .capitalFalse: .bool(false)
    case .smallNone, .capitalNone: Value.none
    default: nil
    }
  }

  private mutating func parseParentheses() throws(SyntaxError) -> Node<Expression> {
    let start = advance().range
    if skip(.rightParenthesis) { return try add(.tuple(.empty), from: start) }
    let result = try parseTuple(ending: .rightParenthesis)
    try expect(.rightParenthesis, "`)`")
    tree.widen(result, to: span(from: start))
    return result
  }

  /// One expression, or several with commas between them, which make a tuple.
  ///
  /// - Parameter allowsConditionals: whether an element may be `a if b else c`: not in conditions, nor in what to loop
  ///   over, where `if` has a meaning of its own.
  mutating func parseTuple(
    ending end: Token.Kind, allowsConditionals: Bool = true
  ) throws(SyntaxError) -> Node<Expression> {
    let first = allowsConditionals ? try parseExpression() : try parseOperators()
    guard current.kind == .comma else { return first }
    let mark = operands.count
    operands.append(first)
    while skip(.comma) {
      if current.kind == end || isAt(.in) || isAt(.recursive) { break }
      operands.append(allowsConditionals ? try parseExpression() : try parseOperators())
    }
    let (run, depth) = takeOperands(from: mark)
    return try add(.tuple(run), from: range(of: first), depth: depth)
  }

  private mutating func parseList() throws(SyntaxError) -> Node<Expression> {
    let start = advance().range
    let mark = operands.count
    while current.kind != .rightBracket {
      if operands.count > mark {
        try expect(.comma, "`,` or `]`")
        if current.kind == .rightBracket { break }
      }
      operands.append(try parseExpression())
    }
    try expect(.rightBracket, "`]`")
    let (run, depth) = takeOperands(from: mark)
    return try add(.list(run), from: start, depth: depth)
  }

  private mutating func parseMap() throws(SyntaxError) -> Node<Expression> {
    let start = advance().range
    let mark = operands.count
    while current.kind != .rightBrace {
      if operands.count > mark {
        try expect(.comma, "`,` or `}`")
        if current.kind == .rightBrace { break }
      }
      operands.append(try parseExpression())
      try expect(.colon, "`:` after the key")
      operands.append(try parseExpression())
    }
    try expect(.rightBrace, "`}`")
    let (run, depth) = takeOperands(from: mark)
    return try add(.map(run), from: start, depth: depth)
  }
}
