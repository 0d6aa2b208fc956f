extension Value {
  /// Equality as `==` has it: by value for scalars, strings and containers (`1 == 1.0 == true`, markup equals plain
  /// text), by identity for objects and namespaces. Undefined equals undefined.
  ///
  /// Containers that share their parts can have more elements than any memory holds: values that are still the same
  /// after a hundred thousand comparisons count as different, or after ten million where they are paid for.
  package func equals(_ other: Value) -> Bool {
    var remainingSteps = 100_000
    return equals(other, depth: 0, &remainingSteps)
  }

  /// As `equals`, paid for.
  package func equals(_ other: Value, _ call: NativeCall) throws(CallError) -> Bool {
    var remainingSteps = Self.maximumComparisonSteps
    let isEqual = equals(other, depth: 0, &remainingSteps)
    try call.charge(steps: Self.maximumComparisonSteps - remainingSteps)
    return isEqual
  }

  static let maximumComparisonSteps = 10_000_000

  func equals(_ other: Value, depth: UInt16, _ remainingSteps: inout Int) -> Bool {
    remainingSteps -= 1
    guard depth <= 2 * Self.maximumDepth, remainingSteps > 0 else { return false }
    switch (self, other) {
    case (.undefined, .undefined), (.undefined, .nothing), (.nothing, .undefined), (.nothing, .nothing),
      (.none, .none):
      return true
    case (.string(let a), .string(let b)), (.string(let a), .markup(let b)), (.markup(let a), .string(let b)),
      (.markup(let a), .markup(let b)):
      remainingSteps -= a.byteCount >> 8
      return a == b
    case (.int(let a), .int(let b)): return a == b
    case (.bool(let a), .bool(let b)): return a == b
    case (.float(let a), .float(let b)): return a == b
    case (.int(let a), .float(let b)), (.float(let b), .int(let a)): return Int(exactly: b) == a
    case (.bool(let a), .int(let b)), (.int(let b), .bool(let a)): return (a ? 1 : 0) == b
    case (.bool(let a), .float(let b)), (.float(let b), .bool(let a)): return (a ? 1.0 : 0.0) == b
    case (.list(let a), .list(let b)), (.tuple(let a), .tuple(let b)):
      guard a.count == b.count else { return false }
      for index in 0..<a.count {
        guard a.elements[index].equals(b.elements[index], depth: depth + 1, &remainingSteps) else { return false }
      }
      return true
    case (.map(let a), .map(let b)):
      guard a.count == b.count else { return false }
      for (key, value) in zip(a.keys, a.values) {
        guard let match = b[key], value.equals(match, depth: depth + 1, &remainingSteps) else { return false }
      }
      return true
    case (.range(let a), .range(let b)):
      return a.count == b.count && (a.count == 0 || (a.start == b.start && (a.count == 1 || a.step == b.step)))
    case (.object(let a), .object(let b)):
      if a === b { return true }
      guard let left = a.elements, let right = b.elements else { return false }
      return Value.list(List(left)).equals(.list(List(right)), depth: depth + 1, &remainingSteps)
    case (.namespace(let a), .namespace(let b)): return a === b
    case (.reference(let a), .reference(let b)):
      return a === b || a.value.equals(b.value, depth: depth + 1, &remainingSteps)
    case (.reference(let a), _): return a.value.equals(other, depth: depth + 1, &remainingSteps)
    case (_, .reference(let b)): return equals(b.value, depth: depth + 1, &remainingSteps)
    case (.callable(let a), .callable(let b)): return a == b
    default: return false
    }
  }
}
