/// Tests that ask what a value is.
enum TypeTests {
  static let all: [NativeTest] = [
    NativeTest("defined", Signature("value")) { arguments, _ in !arguments[0].isUndefined },
    NativeTest("undefined", Signature("value")) { arguments, _ in arguments[0].isUndefined },
    NativeTest("none", Signature("value")) { arguments, _ in
      if case .none = arguments[0] { true } else { false }
    },
    NativeTest("boolean", Signature("value")) { arguments, _ in
      if case .bool = arguments[0] { true } else { false }
    },
    NativeTest("true", Signature("value")) { arguments, _ in
      if case .bool(true) = arguments[0] { true } else { false }
    },
    NativeTest("false", Signature("value")) { arguments, _ in
      if case .bool(false) = arguments[0] { true } else { false }
    },
    NativeTest("integer", Signature("value")) { arguments, _ in
      if case .int = arguments[0] { true } else { false }
    },
    NativeTest("float", Signature("value")) { arguments, _ in
      if case .float = arguments[0] { true } else { false }
    },
    NativeTest("number", Signature("value")) { arguments, _ in arguments[0].number != nil },
    NativeTest("string", Signature("value")) { arguments, _ in arguments[0].text != nil },
    NativeTest("escaped", Signature("value")) { arguments, _ in arguments[0].isMarkup },
    NativeTest("mapping", Signature("value")) { arguments, _ in arguments[0].isMapping },
    NativeTest("sequence", Signature("value"), sequence),
    NativeTest("iterable", Signature("value"), iterable),
    NativeTest("callable", Signature("value"), callable),
    NativeTest("filter", Signature("value")) { arguments, call in
      arguments[0].text.map { call.environment.filters[$0.string] != nil } ?? false
    },
    NativeTest("test", Signature("value")) { arguments, call in
      arguments[0].text.map { call.environment.tests[$0.string] != nil } ?? false
    },
  ]

  /// Whether the value has a length and elements: mappings and strings, too.
  private static func sequence(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Bool {
    switch arguments[0] {
    case .undefined, .nothing: !call.isStrict
    case .string, .markup, .list, .tuple, .map, .range, .reference: true
    case .object(let object): object.elements != nil || object.isMapping
    case .none, .bool, .int, .float, .namespace, .callable: false
    }
  }

  private static func iterable(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Bool {
    try call.requireDefined(arguments[0])
    switch arguments[0] {
    case .undefined, .nothing, .string, .markup, .list, .tuple, .map, .range, .reference: return true
    case .object(let object): return object.elements != nil || object.isMapping
    case .none, .bool, .int, .float, .namespace, .callable: return false
    }
  }

  /// Undefined values can be called as far as this test is concerned, as in Jinja; calling one is an error.
  private static func callable(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Bool {
    switch arguments[0] {
    case .callable: true
    case .object(let object): object.function != nil
    case .undefined, .nothing: true
    default: false
    }
  }
}

extension Value {
  /// Whether the value has keys; objects of the site do, but for those that are lists.
  var isMapping: Bool {
    switch self {
    case .map: true
    case .reference(let reference): reference.value.isMapping
    case .object(let object): object.isMapping
    default: false
    }
  }
}
