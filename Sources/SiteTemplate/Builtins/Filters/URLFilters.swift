/// `urlencode`.
enum URLFilters {
  static let all: [Native] = [Native("urlencode", Signature("value"), urlencode)]

  /// A string becomes part of a path, a mapping or a list of pairs a query.
  private static func urlencode(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    switch arguments[0] {
    case .undefined, .none, .nothing, .string, .markup, .int, .float, .bool, .callable, .namespace:
      return .string(try encoded(arguments[0], asQuery: false, call))
    default:
      var result: [UInt8] = []
      for (key, value) in try call.pairs(from: arguments[0]) {
        if !result.isEmpty { result.append(UInt8(ascii: "&")) }
        result.append(try encoded(key, asQuery: true, call))
        result.append(UInt8(ascii: "="))
        result.append(try encoded(value, asQuery: true, call))
      }
      return .string(Text(validated: result))
    }
  }

  /// With everything but letters, digits and `_.-~` as `%XX`; a path keeps `/`, a query writes spaces as `+`.
  private static func encoded(_ value: Value, asQuery: Bool, _ call: NativeCall) throws(CallError) -> Text {
    let text = try call.text(of: value)
    try call.charge(bytes: 3 * text.byteCount)
    let hexadecimal = Array("0123456789ABCDEF".utf8)
    let bytes = text.bytes
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 4)
    for index in bytes.indices {
      let byte = bytes[index]
      switch byte {
      case _ where byte.isASCIIAlphanumeric, UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "~"):
        result.append(byte)
      case UInt8(ascii: "/") where !asQuery: result.append(byte)
      case .space where asQuery: result.append(UInt8(ascii: "+"))
      default:
        result.append(UInt8(ascii: "%"))
        result.append(hexadecimal[Int(byte >> 4)])
        result.append(hexadecimal[Int(byte & 15)])
      }
    }
    return Text(validated: result)
  }
}
