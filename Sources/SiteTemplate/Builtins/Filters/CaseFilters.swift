/// Capitals and small letters. Markup stays markup, but for `title`.
enum CaseFilters {
  static let all: [Native] = [
    Native("upper", Signature("s"), upper),
    Native("lower", Signature("s"), lower),
    Native("capitalize", Signature("s"), capitalize),
    Native("title", Signature("s"), title),
  ]

  private static func upper(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let text = try call.text(of: arguments[0])
    try call.charge(bytes: text.byteCount)
    return call.result(text.uppercased, like: arguments[0])
  }

  private static func lower(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let text = try call.text(of: arguments[0])
    try call.charge(bytes: text.byteCount)
    return call.result(text.lowercased, like: arguments[0])
  }

  private static func capitalize(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let text = try call.text(of: arguments[0])
    try call.charge(bytes: text.byteCount)
    return call.result(text.capitalized, like: arguments[0])
  }

  /// A word begins behind white space, hyphens and opening brackets alone: `it's` has one capital.
  private static func title(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let text = try call.text(of: arguments[0])
    try call.charge(bytes: text.byteCount)
    let scalars = text.scalars
    var result: [UInt8] = []
    result.reserveCapacity(text.byteCount)
    var start = 0
    while start < scalars.count {
      let separates = separatesWords(scalars[start])
      let end = scalars[start...].firstIndex { separatesWords($0) != separates } ?? scalars.count
      if separates {
        for scalar in scalars[start..<end] { result.append(scalar) }
      } else {
        result.append(scalars[start].properties.uppercaseMapping)
        for scalar in Text.lowercased(scalars[(start + 1)..<end]) { result.append(scalar) }
      }
      start = end
    }
    return .string(Text(validated: result))
  }

  private static func separatesWords(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "-", "(", "{", "[", "<": true
    default: scalar.isSpace
    }
  }
}
