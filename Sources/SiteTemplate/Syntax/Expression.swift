/// An expression of a template and where it stands. What it is made of lies in the `SyntaxTree` around.
struct Expression: Sendable {
  enum Kind: Sendable {
    case constant(Node<Value>)
    case name(Name)
    case list(Run<Node<Expression>>)
    case tuple(Run<Node<Expression>>)
    /// Keys and values in turn.
    case map(Run<Node<Expression>>)
    case unary(UnaryOperator, Node<Expression>)
    case binary(BinaryOperator, Node<Expression>, Node<Expression>)
    case concatenation(Run<Node<Expression>>)
    case conjunction(Run<Node<Expression>>)
    case disjunction(Run<Node<Expression>>)
    /// `a < b <= c`: each comparison's right side is the next one's left side.
    case comparison(Node<Expression>, Run<Comparison>)
    case conditional(condition: Node<Expression>, then: Node<Expression>)
    case conditionalElse(condition: Node<Expression>, then: Node<Expression>, otherwise: Node<Expression>)
    case attribute(Node<Expression>, Name)
    case item(Node<Expression>, Node<Expression>)
    case slice(Node<Expression>, Node<Slice>)
    case call(Node<Expression>, Node<Arguments>)
    case filter(Node<Expression>, Node<FilterCall>)
    case test(Node<Expression>, Node<FilterCall>)
  }

  struct Comparison: Sendable {
    let comparison: ComparisonOperator
    let operand: Node<Expression>
  }

  struct Slice: Sendable {
    var start: Node<Expression>?
    var stop: Node<Expression>?
    var step: Node<Expression>?

    var parts: [Node<Expression>?] { [start, stop, step] }
  }

  let kind: Kind
  var range: SourceRange
  /// How many expressions lie inside each other, this one included.
  let depth: UInt16
}

extension Expression.Kind {
  /// Whether it may be made of literals alone.
  var mayBeConstant: Bool {
    switch self {
    case .list, .tuple, .map, .unary(.negate, _): true
    default: false
    }
  }
}

extension SyntaxTree {
  /// The expressions that this one is made of.
  func operands(of node: Node<Expression>) -> [Node<Expression>] {
    switch self[node].kind {
    case .constant, .name: []
    case .list(let elements), .tuple(let elements), .map(let elements), .concatenation(let elements),
      .conjunction(let elements), .disjunction(let elements):
      nodes(of: elements)
    case .unary(_, let operand), .attribute(let operand, _): [operand]
    case .binary(_, let left, let right), .item(let left, let right): [left, right]
    case .comparison(let first, let rest):
      [first] + nodes(of: rest)
    case .conditional(let condition, let then): [condition, then]
    case .conditionalElse(let condition, let then, let otherwise): [condition, then, otherwise]
    case .slice(let operand, let slice): [operand] + self[slice].parts.compactMap { $0 }
    case .call(let callee, let arguments): [callee] + expressions(of: self[arguments])
    case .filter(let operand, let call), .test(let operand, let call):
      [operand] + expressions(of: self[self[call].arguments])
    }
  }

  /// All arguments of a call.
  func expressions(of arguments: Arguments) -> [Node<Expression>] {
    var expressions = nodes(of: arguments.positional)
    for keyword in arguments.keywords { expressions.append(self[keyword].value) }
    return expressions + [arguments.more, arguments.moreKeywords].compactMap { $0 }
  }

  private func nodes(of rest: Run<Expression.Comparison>) -> [Node<Expression>] {
    var nodes: [Node<Expression>] = []
    for part in rest { nodes.append(self[part].operand) }
    return nodes
  }

  private func nodes(of run: Run<Node<Expression>>) -> [Node<Expression>] {
    var nodes: [Node<Expression>] = []
    for node in run { nodes.append(self[node]) }
    return nodes
  }
}

enum UnaryOperator: UInt8, Sendable {
  case negate, plus, not
}

enum BinaryOperator: UInt8, Sendable {
  case add, subtract, multiply, divide, floorDivide, remainder, power
}

enum ComparisonOperator: UInt8, Sendable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, isIn, isNotIn
}

/// What stands between the parentheses of a call.
struct Arguments: Sendable {
  struct Keyword: Sendable {
    let name: Name
    let range: SourceRange
    let value: Node<Expression>
  }

  var positional = Run<Node<Expression>>.empty
  var keywords = Run<Keyword>.empty
  /// `*list`
  var more: Node<Expression>?
  /// `**mapping`
  var moreKeywords: Node<Expression>?

  var hasSplats: Bool { more != nil || moreKeywords != nil }
}

/// A filter or test by name, with its arguments.
struct FilterCall: Sendable {
  let name: Name
  let range: SourceRange
  let arguments: Node<Arguments>
}
