/// An expression of a template and where it stands.
struct Expression: Sendable {
  indirect enum Kind: Sendable {
    case constant(Value)
    case name(Text)
    case list([Expression])
    case tuple([Expression])
    case map([(key: Expression, value: Expression)])
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    case concatenation([Expression])
    case conjunction([Expression])
    case disjunction([Expression])
    /// `a < b <= c`: each comparison's right side is the next one's left side.
    case comparison(Expression, [(ComparisonOperator, Expression)])
    case conditional(condition: Expression, then: Expression, otherwise: Expression?)
    case attribute(Expression, Text, nameRange: SourceRange)
    case item(Expression, Expression)
    case slice(Expression, start: Expression?, stop: Expression?, step: Expression?)
    case call(Expression, Arguments)
    case filter(Expression, FilterCall)
    case test(Expression, FilterCall)
  }

  let kind: Kind
  var range: SourceRange
  /// How many expressions lie inside each other, this one included.
  let depth: Int

  init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
    depth = 1 + (kind.operands.lazy.map(\.depth).max() ?? 0)
  }
}

extension Expression {
  /// The expressions that this one is made of.
  var operands: [Expression] { kind.operands }
}

extension Expression.Kind {
  fileprivate var operands: [Expression] {
    switch self {
    case .constant, .name: []
    case .list(let elements), .tuple(let elements), .concatenation(let elements), .conjunction(let elements),
      .disjunction(let elements):
      elements
    case .map(let pairs): pairs.flatMap { [$0.key, $0.value] }
    case .unary(_, let operand), .attribute(let operand, _, _): [operand]
    case .binary(_, let left, let right), .item(let left, let right): [left, right]
    case .comparison(let first, let rest): [first] + rest.map(\.1)
    case .conditional(let condition, let then, let otherwise): [condition, then] + [otherwise].compactMap { $0 }
    case .slice(let operand, let start, let stop, let step): [operand] + [start, stop, step].compactMap { $0 }
    case .call(let callee, let arguments): [callee] + arguments.expressions
    case .filter(let operand, let call), .test(let operand, let call): [operand] + call.arguments.expressions
    }
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
  var positional: [Expression] = []
  var keywords: [(name: Text, nameRange: SourceRange, value: Expression)] = []
  /// `*list`
  var more: Expression?
  /// `**mapping`
  var moreKeywords: Expression?

  var hasSplats: Bool { more != nil || moreKeywords != nil }

  /// All of them.
  var expressions: [Expression] {
    positional + keywords.map(\.value) + [more, moreKeywords].compactMap { $0 }
  }
}

/// A filter or test by name, with its arguments.
struct FilterCall: Sendable {
  var name: Text
  var nameRange: SourceRange
  var arguments: Arguments
}
