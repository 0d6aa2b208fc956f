/// Filters for addresses.
enum URLFilters {
  static let all: [Native] = [
    Native("urlencode", Signature("value"), urlencode),
    Native(
      "urlize",
      Signature(
        "value", .optional("trim_url_limit"), .optional("nofollow", false), .optional("target"), .optional("rel"),
        .optional("extra_schemes")),
      urlize),
  ]

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

  /// Text as markup in which addresses of pages and mail boxes are links.
  private static func urlize(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let text = try arguments[0].escaped(call)
    let finder = LinkFinder(
      shownLimit: try call.optionalInteger(arguments, 1, "trim_url_limit"),
      attributes: try linkAttributes(arguments, call),
      schemes: try schemes(arguments[5], call))
    var result: [UInt8] = []
    var start = 0
    while start < text.byteCount {
      let rest = text.slice(start..<text.byteCount)
      let space = rest.firstOffset { !$0.isSpace } ?? rest.byteCount
      let word = rest.slice(space..<rest.byteCount)
      let end = word.firstOffset { $0.isSpace } ?? word.byteCount
      result.append(rest.slice(0..<space))
      finder.appendLinked(word.slice(0..<end), to: &result)
      try call.charge(bytes: space + 3 * end)
      start += space + end
    }
    let linked = Text(validated: result)
    return call.isAutoescaping ? .markup(linked) : .string(linked)
  }

  /// Links never tell the other page's script about this window: `rel` always has `noopener`.
  private static func linkAttributes(
    _ arguments: borrowing Span<Value>, _ call: NativeCall
  ) throws(CallError) -> Text {
    var relations = Set(try call.optionalString(arguments, 4, "rel")?.words() ?? [])
    relations.insert("noopener")
    if try call.flag(arguments, 2) { relations.insert("nofollow") }
    var result: [UInt8] = []
    result.append(" rel=\"")
    for (index, relation) in relations.sorted().enumerated() {
      if index > 0 { result.append(.space) }
      result.append(relation.escaped)
    }
    result.append("\"")
    if let target = try call.optionalString(arguments, 3, "target"), !target.isEmpty {
      result.append(" target=\"")
      result.append(try arguments[3].escaped(call))
      result.append("\"")
    }
    return Text(validated: result)
  }

  private static func schemes(_ argument: Value, _ call: NativeCall) throws(CallError) -> [Text] {
    if case .none = argument { return [] }
    var schemes: [Text] = []
    for scheme in try call.elements(of: argument) {
      guard let text = scheme.text, isScheme(text) else {
        throw CallError("\(scheme.described) is no scheme of an address", hint: "for example `tel:`", argument: 5)
      }
      schemes.append(text)
    }
    return schemes
  }

  /// `name:`, `name:/` or `name://`
  private static func isScheme(_ text: Text) -> Bool {
    let scalars = text.scalars
    let name = scalars.prefix { $0.isWordCharacter || $0 == "." || $0 == "+" || $0 == "-" }
    return name.count >= 2 && [":", ":/", "://"].contains(Text(scalars[name.endIndex...]))
  }
}
