/// A piece of a template: what it is and where it lies in the source.
struct Token: Sendable, Hashable {
  enum Kind: UInt8, Sendable {
    case text
    case expressionBegin, expressionEnd
    case tagBegin, tagEnd
    case name, string, integer, float
    case plus, minus, star, slash, doubleSlash, percent, doubleStar, tilde
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case assign, dot, comma, colon, pipe
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    case end
  }

  let kind: Kind
  /// Of a `name` token.
  let name: Name
  let range: SourceRange

  init(_ kind: Kind, _ range: SourceRange, name: Name = .none) {
    self.kind = kind
    self.name = name
    self.range = range
  }

  var start: UInt32 { range.start }
  var end: UInt32 { range.end }
}

/// A range of bytes of a template's source.
struct SourceRange: Sendable, Hashable {
  var start: UInt32
  var end: UInt32

  init(start: UInt32, end: UInt32) {
    self.start = start
    self.end = end
  }

  /// - Precondition: the range lies within 4 GiB.
  @inline(__always)
  init(_ range: Range<Int>) {
    start = UInt32(truncatingIfNeeded: range.lowerBound)
    end = UInt32(truncatingIfNeeded: range.upperBound)
  }

  var bytes: Range<Int> { Int(start)..<Int(max(start, end)) }

  /// From where this range begins to where the other ends.
  func through(_ other: SourceRange) -> SourceRange {
    SourceRange(start: start, end: max(end, other.end))
  }
}
