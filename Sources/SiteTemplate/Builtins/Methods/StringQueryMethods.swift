/// Methods that ask what a string contains or looks like.
enum StringQueryMethods {
  static let all: [Native] = [
    Native("startswith", Signature("self", "prefix", .optional("start"), .optional("end"))) {
      arguments, call throws(CallError) in
      try affix(arguments, call) { $0.hasPrefix($1) }
    },
    Native("endswith", Signature("self", "suffix", .optional("start"), .optional("end"))) {
      arguments, call throws(CallError) in
      try affix(arguments, call) { $0.hasSuffix($1) }
    },
    Native("count", Signature("self", "sub", .optional("start"), .optional("end")), count),
    Native("find", Signature("self", "sub", .optional("start"), .optional("end"))) {
      arguments, call throws(CallError) in
      .int(try offset(arguments, call, fromEnd: false) ?? -1)
    },
    Native("rfind", Signature("self", "sub", .optional("start"), .optional("end"))) {
      arguments, call throws(CallError) in
      .int(try offset(arguments, call, fromEnd: true) ?? -1)
    },
    Native("index", Signature("self", "sub", .optional("start"), .optional("end"))) {
      arguments, call throws(CallError) in
      guard let place = try offset(arguments, call, fromEnd: false) else { throw notFound(arguments) }
      return .int(place)
    },
    Native("rindex", Signature("self", "sub", .optional("start"), .optional("end"))) {
      arguments, call throws(CallError) in
      guard let place = try offset(arguments, call, fromEnd: true) else { throw notFound(arguments) }
      return .int(place)
    },
    asking("isdigit") { $0.isMade(of: \.isDigit) }, asking("isdecimal") { $0.isMade(of: \.isDecimal) },
    asking("isnumeric") { $0.isMade(of: \.isNumeric) }, asking("isalpha") { $0.isMade(of: \.isLetter) },
    asking("isalnum") { $0.isMade { $0.isLetter || $0.isNumeric } }, asking("isspace") { $0.isMade(of: \.isSpace) },
    asking("isascii") { $0.isEmpty || $0.isMade(of: \.isASCII) }, asking("islower") { $0.isLowercase },
    asking("isupper") { $0.isUppercase }, asking("istitle") { $0.isTitlecase },
    asking("isprintable") { $0.isEmpty || $0.isMade(of: \.isPrintable) },
  ]

  private static func asking(_ name: String, _ holds: @escaping @Sendable (Text) -> Bool) -> Native {
    Native(name, Signature("self")) { arguments, call throws(CallError) in
      .bool(holds(try call.string(arguments, 0, "self")))
    }
  }

  /// The prefix or suffix may be a tuple of which any will do.
  private static func affix(
    _ arguments: borrowing Span<Value>, _ call: NativeCall, _ matches: (Text, Text) -> Bool
  ) throws(CallError) -> Value {
    guard let part = try part(arguments, call) else { return false }
    guard case .tuple(let list) = arguments[1] else {
      return .bool(matches(part.text, try call.string(arguments, 1, "prefix")))
    }
    for affix in list.elements {
      guard let text = affix.text else {
        throw CallError("\(affix.described) is no string", id: "template.type", argument: 1)
      }
      if matches(part.text, text) { return true }
    }
    return false
  }

  private static func count(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let wanted = try call.string(arguments, 1, "sub")
    guard let part = try part(arguments, call) else { return 0 }
    if wanted.isEmpty { return .int(part.text.codePointCount + 1) }
    return .int(TextSearch(for: wanted).offsets(in: part.text).count)
  }

  /// The place of a part, in code points from the start of the string.
  private static func offset(
    _ arguments: borrowing Span<Value>, _ call: NativeCall, fromEnd: Bool
  ) throws(CallError) -> Int? {
    let wanted = try call.string(arguments, 1, "sub")
    guard let (text, start) = try part(arguments, call) else { return nil }
    let offset: Int?
    if wanted.isEmpty {
      offset = fromEnd ? text.byteCount : 0
    } else if fromEnd {
      try call.charge(steps: (text.byteCount / 64 + 1) * wanted.byteCount)
      offset = text.lastOffset(of: wanted, before: text.byteCount)
    } else {
      offset = TextSearch(for: wanted).firstOffset(in: text)
    }
    return offset.map { start + text.slice(0..<$0).codePointCount }
  }

  private static func notFound(_ arguments: borrowing Span<Value>) -> CallError {
    CallError(
      "\(arguments[1].described) does not occur in \(arguments[0].described)", hint: "`find` gives -1 instead",
      argument: 1)
  }

  /// The part of the string between `start` and `end`, which count from the end where negative, and where it begins;
  /// `nil` where it begins behind its end.
  private static func part(
    _ arguments: borrowing Span<Value>, _ call: NativeCall
  ) throws(CallError) -> (text: Text, start: Int)? {
    let text = try call.string(arguments, 0, "self")
    let start = try call.optionalInteger(arguments, 2, "start")
    let end = try call.optionalInteger(arguments, 3, "end")
    if start == nil, end == nil { return (text, 0) }
    let count = text.codePointCount
    func place(_ number: Int) -> Int { number < 0 ? max(0, count + max(number, -count)) : number }
    let first = place(start ?? 0)
    let last = min(count, place(end ?? count))
    guard first <= last else { return nil }
    return (text.slice(text.byteOffset(ofCodePoint: first)..<text.byteOffset(ofCodePoint: last)), first)
  }
}
