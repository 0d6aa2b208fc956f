/// How two values stand to each other, where they can be ordered.
package enum Order: Sendable {
  case before, same, after
  /// A number beside one that is none: neither before nor after.
  case unordered
}

extension Value {
  /// The order that `<` and `sort` go by: numbers by value, strings by code point, lists and tuples by their first
  /// difference. Values of different types have none.
  package func order(to other: Value, _ call: NativeCall) throws(CallError) -> Order {
    var remainingSteps = Self.maximumComparisonSteps
    let order = try order(to: other, depth: 0, &remainingSteps)
    try call.charge(steps: Self.maximumComparisonSteps - remainingSteps)
    return order
  }

  private func order(to other: Value, depth: UInt16, _ remainingSteps: inout Int) throws(CallError) -> Order {
    guard depth <= 2 * Self.maximumDepth, remainingSteps > 0 else {
      throw CallError("these values are too large to be compared", id: "template.budget")
    }
    switch (self, other) {
    case (.string(let a), .string(let b)), (.string(let a), .markup(let b)), (.markup(let a), .string(let b)),
      (.markup(let a), .markup(let b)):
      remainingSteps -= min(a.byteCount, b.byteCount) >> 4
      return a == b ? .same : a < b ? .before : .after
    case (.list(let a), .list(let b)), (.tuple(let a), .tuple(let b)):
      for index in 0..<min(a.count, b.count) {
        if a.elements[index].equals(b.elements[index], depth: depth + 1, &remainingSteps) { continue }
        return try a.elements[index].order(to: b.elements[index], depth: depth + 1, &remainingSteps)
      }
      return Self.order(a.count, b.count)
    case (.reference(let a), _): return try a.value.order(to: other, depth: depth, &remainingSteps)
    case (_, .reference(let b)): return try order(to: b.value, depth: depth, &remainingSteps)
    default: break
    }
    if let a = integer, let b = other.integer { return Self.order(a, b) }
    guard let a = number, let b = other.number else {
      if isUndefined || other.isUndefined { throw .undefined }
      let (left, right) = (typeName, other.typeName)
      throw CallError(
        left == right
          ? "two values of type \(left) can't be ordered" : "\(left) and \(right) can't be ordered",
        hint: (number == nil) != (other.number == nil) && (text != nil || other.text != nil)
          ? "`|int` and `|float` make numbers of text" : nil,
        id: "template.type")
    }
    if case .float = self, case .int(let b) = other { return Self.order(a, b) }
    if case .int(let a) = self, case .float(let b) = other {
      switch Self.order(b, a) {
      case .before: return .after
      case .after: return .before
      case let same: return same
      }
    }
    return a == b ? .same : a < b ? .before : a > b ? .after : .unordered
  }

  private static func order(_ a: Int, _ b: Int) -> Order { a == b ? .same : a < b ? .before : .after }

  /// A float beside an integer, without rounding either.
  private static func order(_ a: Double, _ b: Int) -> Order {
    if a.isNaN { return .unordered }
    if a >= 0x1p63 { return .after }
    if a < -0x1p63 { return .before }
    let whole = Int(a.rounded(.down))
    return whole == b ? (a == a.rounded(.down) ? .same : .after) : order(whole, b)
  }

  /// The value as an integer, where it is one; truth values count as 0 and 1.
  package var integer: Int? {
    switch self {
    case .int(let number): number
    case .bool(let truth): truth ? 1 : 0
    default: nil
    }
  }

  /// The value as a floating-point number, where it is any number.
  package var number: Double? {
    switch self {
    case .float(let number): number
    case .int(let number): Double(number)
    case .bool(let truth): truth ? 1 : 0
    default: nil
    }
  }
}
