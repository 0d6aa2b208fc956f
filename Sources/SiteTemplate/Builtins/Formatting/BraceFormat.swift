/// Python's `str.format`: `{}`, `{0}`, `{name}`, `{item.field[key]!r:>10}`.
///
/// Where the format is markup, the values are escaped.
struct BraceFormat {
  private let positional: [Value]
  private let keywords: Map?
  private let isMarkup: Bool
  private let call: NativeCall
  private var nextArgument = 0
  private var isNumbered: Bool?

  static func apply(
    _ format: Value, _ positional: [Value], _ keywords: Map?, _ call: NativeCall
  ) throws(CallError) -> Value {
    var formatter = BraceFormat(positional: positional, keywords: keywords, isMarkup: format.isMarkup, call: call)
    let text = try call.text(of: format)
    return call.result(Text(validated: try formatter.format(text, depth: 2)), like: format)
  }

  private init(positional: [Value], keywords: Map?, isMarkup: Bool, call: NativeCall) {
    self.positional = positional
    self.keywords = keywords
    self.isMarkup = isMarkup
    self.call = call
  }

  /// - Parameter depth: how deeply fields may still nest: formats of fields may contain fields, those no more.
  private mutating func format(_ text: Text, depth: Int) throws(CallError) -> [UInt8] {
    let bytes = text.bytes
    var result: [UInt8] = []
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      let isDoubled = offset + 1 < bytes.count && bytes[offset + 1] == byte
      switch byte {
      case UInt8(ascii: "{") where isDoubled, UInt8(ascii: "}") where isDoubled:
        result.append(byte)
        offset += 2
      case UInt8(ascii: "}"):
        throw CallError("the format has a single `}`", hint: "`}}` stands for one", id: "template.format")
      case UInt8(ascii: "{"):
        guard depth > 0 else { throw CallError("the format nests too deeply", id: "template.format") }
        let end = try fieldEnd(in: text, from: offset + 1)
        result.append(try field(text.slice(offset + 1..<end), depth: depth))
        offset = end + 1
      default:
        let end = bytes.indices[offset...].first { bytes[$0] == UInt8(ascii: "{") || bytes[$0] == UInt8(ascii: "}") }
        result.append(text.slice(offset..<(end ?? bytes.count)))
        offset = end ?? bytes.count
      }
    }
    try call.charge(bytes: result.count)
    return result
  }

  /// The offset of the brace that closes a field.
  private func fieldEnd(in text: Text, from start: Int) throws(CallError) -> Int {
    let bytes = text.bytes
    var depth = 1
    for offset in start..<bytes.count {
      if bytes[offset] == UInt8(ascii: "{") { depth += 1 }
      if bytes[offset] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { return offset }
    }
    throw CallError("the format has a `{` that is not closed", hint: "`{{` stands for one", id: "template.format")
  }

  private mutating func field(_ field: Text, depth: Int) throws(CallError) -> Text {
    let bytes = field.bytes
    var nameEnd = 0
    var isInBrackets = false
    while nameEnd < bytes.count {
      let byte = bytes[nameEnd]
      if byte == UInt8(ascii: "[") { isInBrackets = true }
      if byte == UInt8(ascii: "]") { isInBrackets = false }
      if !isInBrackets, byte == UInt8(ascii: ":") || byte == UInt8(ascii: "!") { break }
      nameEnd += 1
    }
    var value = try value(of: field.slice(0..<nameEnd))
    var offset = nameEnd
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "!") {
      guard offset + 1 < bytes.count, offset + 2 == bytes.count || bytes[offset + 2] == UInt8(ascii: ":") else {
        throw CallError("`\(field.string)` is no field of a format", id: "template.format")
      }
      value = try converted(value, by: bytes[offset + 1])
      offset += 2
    }
    var spec = Text.empty
    if offset < bytes.count {
      spec = field.slice(offset + 1..<bytes.count)
      spec = Text(validated: try format(spec, depth: depth - 1))
    }
    return try text(of: value, spec)
  }

  private func text(of value: Value, _ spec: Text) throws(CallError) -> Text {
    if spec.isEmpty { return isMarkup ? try value.escaped(call) : try call.text(of: value) }
    if isMarkup, value.isMarkup {
      throw CallError("markup can't be formatted as `\(spec.string)`", id: "template.format")
    }
    let text = try FormatSpec(spec).format(value, call)
    return isMarkup ? text.escaped : text
  }

  private func converted(_ value: Value, by conversion: UInt8) throws(CallError) -> Value {
    switch conversion {
    case UInt8(ascii: "s"): return call.result(try call.text(of: value), like: value)
    case UInt8(ascii: "r"): return .string(try call.spelling(of: value))
    default:
      throw CallError("`!\(Unicode.Scalar(conversion))` is no conversion: `!s` and `!r` are", id: "template.format")
    }
  }

  /// The argument that a field names, and what `.name` and `[key]` behind it lead to.
  private mutating func value(of path: Text) throws(CallError) -> Value {
    let bytes = path.bytes
    func end(from start: Int) -> Int {
      bytes.indices[start...].first { bytes[$0] == UInt8(ascii: ".") || bytes[$0] == UInt8(ascii: "[") } ?? bytes.count
    }
    var offset = end(from: 0)
    var value = try argument(path.slice(0..<offset))
    while offset < bytes.count {
      let start = offset + 1
      let key: Text
      if bytes[offset] == UInt8(ascii: ".") {
        offset = end(from: start)
        key = path.slice(start..<offset)
        value = value.map == nil ? value.attribute(key) : .undefined
      } else {
        guard let close = bytes.indices[start...].first(where: { bytes[$0] == UInt8(ascii: "]") }) else {
          throw CallError("the format lacks a `]`", id: "template.format")
        }
        key = path.slice(start..<close)
        offset = close + 1
        value = value.item(index(key).map { .int($0) } ?? .string(key))
      }
      if value.isUndefined || key.isEmpty {
        throw CallError("the format asks for `\(key.string)`, which is not there", id: "template.format")
      }
    }
    return value
  }

  private mutating func argument(_ name: Text) throws(CallError) -> Value {
    let number = name.isEmpty ? nextArgument : index(name)
    guard let number else {
      guard let value = keywords?[name] else {
        let known = keywords?.keys.map(\.printed.string) ?? []
        throw CallError.unknown("name in the format", name.string, known: known, id: "template.format")
      }
      return value
    }
    guard isNumbered == nil || isNumbered == !name.isEmpty else {
      throw CallError("the format mixes `{}` with numbers", id: "template.format")
    }
    isNumbered = !name.isEmpty
    if name.isEmpty { nextArgument += 1 }
    guard positional.indices.contains(number) else {
      throw CallError("the format has more places than arguments", id: "template.format")
    }
    return positional[number]
  }

  private func index(_ name: Text) -> Int? {
    guard name.isMade(of: { ("0"..."9").contains($0) }), case .number(let number) = NumberParser.integer(name, base: 10)
    else { return nil }
    return number
  }
}
