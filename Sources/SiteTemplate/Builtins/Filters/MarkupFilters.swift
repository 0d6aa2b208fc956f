/// Filters between text and markup.
enum MarkupFilters {
  static let all: [Native] = [
    Native("escape", Signature("s"), escape),
    Native("e", Signature("s"), escape),
    Native("forceescape", Signature("value"), forceescape),
    Native("safe", Signature("value"), safe),
    Native("striptags", Signature("value"), striptags),
    Native("xmlattr", Signature("d", .optional("autospace", true)), xmlattr),
  ]

  private static func escape(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    .markup(try arguments[0].escaped(call))
  }

  private static func forceescape(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let text = try call.text(of: arguments[0])
    try call.charge(bytes: text.byteCount)
    return .markup(text.escaped)
  }

  private static func safe(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    .markup(try call.text(of: arguments[0]))
  }

  private static func striptags(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let text = try call.text(of: arguments[0])
    try call.charge(bytes: 3 * text.byteCount)
    return .string(text.withoutTags)
  }

  /// Attributes of a start tag from a mapping; those that are none or undefined are left out.
  private static func xmlattr(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    guard let map = arguments[0].map else { throw call.refused(arguments, by: "xmlattr", "a mapping") }
    var result: [UInt8] = []
    for (key, value) in zip(map.keys, map.values) {
      if case .none = value { continue }
      if value.isUndefined { continue }
      guard let name = key.text else {
        throw CallError("\(key.described) can't be the name of an attribute", id: "template.type", argument: 0)
      }
      guard name.firstOffset(where: endsAttributeName) == nil else {
        throw CallError(
          "`\(name.string)` can't be the name of an attribute", hint: "names have no white space, `/`, `>` or `=`",
          argument: 0)
      }
      if !result.isEmpty { result.append(.space) }
      result.append(try key.escaped(call))
      result.append("=\"")
      result.append(try value.escaped(call))
      result.append("\"")
    }
    try call.charge(bytes: result.count)
    if !result.isEmpty, try call.flag(arguments, 1) { result.insert(.space, at: 0) }
    let attributes = Text(validated: result)
    return call.isAutoescaping ? .markup(attributes) : .string(attributes)
  }

  private static func endsAttributeName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "/", ">", "=", " ": true
    default: (0x09...0x0D).contains(scalar.value)
    }
  }
}
