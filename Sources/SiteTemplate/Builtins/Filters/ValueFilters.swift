/// Filters for values of any type.
enum ValueFilters {
  static let all: [Native] = [
    Native("default", Signature("value", .optional("default_value", ""), .optional("boolean", false)), fallback),
    Native("d", Signature("value", .optional("default_value", ""), .optional("boolean", false)), fallback),
    Native("attr", Signature("obj", "name"), attr),
    Native("string", Signature("object"), string),
    Native("pprint", Signature("value", .optional("verbose", false))) { arguments, call throws(CallError) in
      try call.requireDefined(arguments[0])
      return .string(try call.spelling(of: arguments[0]))
    },
    Native("tojson", Signature("value", .optional("indent")), tojson),
  ]

  private static func fallback(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    if arguments[0].isUndefined { return arguments[1] }
    return try call.flag(arguments, 2) && !arguments[0].isTrue ? arguments[1] : arguments[0]
  }

  /// The field of an object of the site or a namespace; the keys of a mapping are no fields.
  private static func attr(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    if arguments[0].isUndefined { throw .undefined }
    let name = try call.string(arguments, 1, "name")
    switch arguments[0] {
    case .object, .namespace: return arguments[0].attribute(name)
    default: return .undefined
    }
  }

  private static func string(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    call.result(try call.text(of: arguments[0]), like: arguments[0])
  }

  /// - Parameter indent: a number of spaces or a string; zero or less breaks lines alone.
  private static func tojson(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    var indentation = arguments[1].text
    if indentation == nil, let width = try call.optionalInteger(arguments, 1, "indent") {
      try call.charge(bytes: max(0, width))
      indentation = Text(validated: [UInt8](repeating: .space, count: max(0, width)))
    }
    var writer = JSONWriter(indentation: indentation, call)
    try writer.write(arguments[0])
    try writer.pay()
    return .markup(Text(validated: writer.bytes))
  }
}
