/// Methods of strings that change or join them. Markup gives markup, and escapes what it takes in.
enum StringMethods {
  static let all: [Native] = [
    mapping("upper", \.uppercased), mapping("lower", \.lowercased), mapping("capitalize", \.capitalized),
    mapping("title", \.titlecased), mapping("swapcase", \.caseSwapped), mapping("casefold", \.caseFolded),
    stripping("strip", .both), stripping("lstrip", .start), stripping("rstrip", .end),
    Native("replace", Signature("self", "old", "new", .optional("count", -1)), replace),
    Native("join", Signature("self", "iterable"), join),
    Native("format", Signature("self", takesMore: true, takesKeywords: true)) { arguments, call throws(CallError) in
      try BraceFormat.apply(arguments[0], arguments[1].elements ?? [], arguments[2].map, call)
    },
    Native("zfill", Signature("self", "width"), zfill),
    padding("center") { text, width, fill, call throws(CallError) in try text.centered(in: width, fill: fill, call) },
    padding("ljust") { text, width, fill, call throws(CallError) in
      try text.padded(left: 0, right: missing(text, width), with: fill, call)
    },
    padding("rjust") { text, width, fill, call throws(CallError) in
      try text.padded(left: missing(text, width), right: 0, with: fill, call)
    },
    Native("removeprefix", Signature("self", "prefix")) { arguments, call throws(CallError) in
      let text = try call.string(arguments, 0, "self")
      let prefix = try call.string(arguments, 1, "prefix")
      let start = text.hasPrefix(prefix) ? prefix.byteCount : 0
      return call.result(text.slice(start..<text.byteCount), like: arguments[0])
    },
    Native("removesuffix", Signature("self", "suffix")) { arguments, call throws(CallError) in
      let text = try call.string(arguments, 0, "self")
      let suffix = try call.string(arguments, 1, "suffix")
      let end = text.byteCount - (text.hasSuffix(suffix) ? suffix.byteCount : 0)
      return call.result(text.slice(0..<end), like: arguments[0])
    },
    Native("expandtabs", Signature("self", .optional("tabsize", 8)), expandtabs),
  ]

  private static func mapping(_ name: String, _ transform: @escaping @Sendable (Text) -> Text) -> Native {
    Native(name, Signature("self")) { arguments, call throws(CallError) in
      let text = try call.string(arguments, 0, "self")
      try call.charge(bytes: text.byteCount)
      return call.result(transform(text), like: arguments[0])
    }
  }

  private static func stripping(_ name: String, _ sides: Text.Sides) -> Native {
    Native(name, Signature("self", .optional("chars"))) { arguments, call throws(CallError) in
      let text = try call.string(arguments, 0, "self")
      guard let characters = try call.optionalString(arguments, 1, "chars") else {
        return call.result(text.trimmed(sides), like: arguments[0])
      }
      return call.result(text.trimmed(sides, of: characters), like: arguments[0])
    }
  }

  private static func padding(
    _ name: String,
    _ pad: @escaping @Sendable (_ text: Text, _ width: Int, _ fill: Text, NativeCall) throws(CallError) -> Text
  ) -> Native {
    Native(name, Signature("self", "width", .optional("fillchar", " "))) { arguments, call throws(CallError) in
      let text = try call.string(arguments, 0, "self")
      let width = try call.integer(arguments, 1, "width")
      var fill = try call.string(arguments, 2, "fillchar")
      if arguments[0].isMarkup, !arguments[2].isMarkup { fill = fill.escaped }
      guard fill.codePointCount == 1 else { throw CallError("`fillchar` must be one character", argument: 2) }
      return call.result(try pad(text, width, fill, call), like: arguments[0])
    }
  }

  private static func missing(_ text: Text, _ width: Int) -> Int {
    let missing = width.subtractingReportingOverflow(text.codePointCount)
    return missing.overflow ? 0 : missing.partialValue
  }

  private static func replace(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let text = try call.string(arguments, 0, "self")
    let old = try call.string(arguments, 1, "old")
    let plain = try call.string(arguments, 2, "new")
    let new = arguments[0].isMarkup && !arguments[2].isMarkup ? plain.escaped : plain
    var limit = try call.integer(arguments, 3, "count")
    if limit < 0 { limit = .max }
    try call.charge(bytes: text.byteCountReplacing(old, with: new, limit: limit))
    return call.result(text.replacing(old, with: new, limit: limit), like: arguments[0])
  }

  /// A plain separator joins strings alone, to a plain string; markup joins anything.
  private static func join(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let separator = try call.string(arguments, 0, "self")
    let isMarkup = arguments[0].isMarkup
    var result: [UInt8] = []
    for (index, element) in try call.elements(of: arguments[1]).enumerated() {
      guard isMarkup || element.text != nil else {
        throw CallError(
          "`join` of a string needs strings, not \(element.described)", hint: "the filter `join` takes any values",
          id: "template.type", argument: 1)
      }
      let text = isMarkup ? try element.escaped(call) : try call.text(of: element)
      try call.charge(bytes: text.byteCount + separator.byteCount)
      if index > 0 { result.append(separator) }
      result.append(text)
    }
    return call.result(Text(validated: result), like: arguments[0])
  }

  /// With zeros in front, behind a sign.
  private static func zfill(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let text = try call.string(arguments, 0, "self")
    let zeros = max(0, missing(text, try call.integer(arguments, 1, "width")))
    let hasSign = text.hasPrefix("-") || text.hasPrefix("+")
    let sign = text.slice(0..<(hasSign ? 1 : 0))
    let digits = text.slice((hasSign ? 1 : 0)..<text.byteCount)
    let padded = try digits.padded(left: zeros, right: 0, with: "0", call)
    return call.result(sign.appending(padded), like: arguments[0])
  }

  private static func expandtabs(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let text = try call.string(arguments, 0, "self")
    let size = max(0, try call.integer(arguments, 1, "tabsize"))
    var result: [UInt8] = []
    var column = 0
    for scalar in text.scalars {
      switch scalar {
      case "\t":
        let width = size > 0 ? size - column % size : 0
        try call.charge(bytes: width)
        result.append(.space, times: width)
        column += width
      case "\n", "\r":
        result.append(scalar)
        column = 0
      default:
        result.append(scalar)
        column += 1
      }
    }
    try call.charge(bytes: text.byteCount)
    return call.result(Text(validated: result), like: arguments[0])
  }
}
