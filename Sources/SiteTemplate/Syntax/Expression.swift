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

  var kind: Kind
  var range: SourceRange

  init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
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
}

/// A filter or test by name, with its arguments.
struct FilterCall: Sendable {
  var name: Text
  var nameRange: SourceRange
  var arguments: Arguments
}
