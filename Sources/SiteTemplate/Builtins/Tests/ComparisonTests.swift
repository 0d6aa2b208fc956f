/// Tests that compare a value with another one.
enum ComparisonTests {
  static let all: [NativeTest] =
    named(["eq", "equalto", "=="]) { a, b, call throws(CallError) in try a.equals(b, call) }
    + named(["ne", "!="]) { a, b, call throws(CallError) in try !a.equals(b, call) }
    + named(["lt", "lessthan", "<"]) { a, b, call throws(CallError) in try a.order(to: b, call) == .before }
    + named(["gt", "greaterthan", ">"]) { a, b, call throws(CallError) in try a.order(to: b, call) == .after }
    + named(["le", "<="]) { a, b, call throws(CallError) in [.before, .same].contains(try a.order(to: b, call)) }
    + named(["ge", ">="]) { a, b, call throws(CallError) in [.after, .same].contains(try a.order(to: b, call)) }
    + [
      NativeTest("in", Signature("value", "seq")) { arguments, call throws(CallError) in
        try arguments[1].contains(arguments[0], call)
      },
      NativeTest("sameas", Signature("value", "other")) { arguments, _ in arguments[0].isSame(as: arguments[1]) },
      NativeTest("odd", Signature("value")) { arguments, call throws(CallError) in
        try remainder(arguments, by: 2, "odd", call).equals(1)
      },
      NativeTest("even", Signature("value")) { arguments, call throws(CallError) in
        try remainder(arguments, by: 2, "even", call).equals(0)
      },
      NativeTest("divisibleby", Signature("value", "num")) { arguments, call throws(CallError) in
        try remainder(arguments, by: arguments[1], "divisibleby", call).equals(0)
      },
      NativeTest("lower", Signature("value")) { arguments, call throws(CallError) in
        try call.text(of: arguments[0]).isLowercase
      },
      NativeTest("upper", Signature("value")) { arguments, call throws(CallError) in
        try call.text(of: arguments[0]).isUppercase
      },
    ]

  private static func named(
    _ names: [String],
    _ compare: @escaping @Sendable (_ a: Value, _ b: Value, _ call: NativeCall) throws(CallError) -> Bool
  ) -> [NativeTest] {
    names.map { name in
      NativeTest(name, Signature("a", "b")) { arguments, call throws(CallError) in
        try call.requireDefined(arguments[0])
        try call.requireDefined(arguments[1])
        return try compare(arguments[0], arguments[1], call)
      }
    }
  }

  private static func remainder(
    _ arguments: borrowing Span<Value>, by divisor: Value, _ test: StaticString, _ call: NativeCall
  ) throws(CallError) -> Value {
    guard arguments[0].number != nil else { throw call.refused(arguments, by: test, "a number") }
    return try arguments[0].remainder(by: divisor)
  }
}

extension Value {
  /// Whether both are the very same value: of one type and equal, for containers one and the same.
  func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.undefined, .undefined), (.undefined, .nothing), (.nothing, .undefined), (.nothing, .nothing),
      (.none, .none):
      true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.float(let a), .float(let b)): a == b || (a.isNaN && b.isNaN)
    case (.string(let a), .string(let b)), (.markup(let a), .markup(let b)): a == b
    case (.list(let a), .list(let b)), (.tuple(let a), .tuple(let b)): a.elements.isIdentical(to: b.elements)
    case (.map(let a), .map(let b)): a === b
    case (.range(let a), .range(let b)): a === b
    case (.object(let a), .object(let b)): a === b
    case (.namespace(let a), .namespace(let b)): a === b
    case (.reference(let a), .reference(let b)): a === b
    case (.callable(let a), .callable(let b)): a == b
    default: false
    }
  }
}

extension [Value] {
  /// Whether both arrays share their storage.
  fileprivate func isIdentical(to other: [Value]) -> Bool {
    unsafe withUnsafeBufferPointer { a in
      unsafe other.withUnsafeBufferPointer { b in
        unsafe a.baseAddress == b.baseAddress && a.count == b.count
      }
    }
  }
}
