/// Filters that cut, fill and replace in strings.
enum EditFilters {
  static let all: [Native] = [
    Native("trim", Signature("value", .optional("chars")), trim),
    Native("replace", Signature("s", "old", "new", .optional("count")), replace),
    Native(
      "truncate",
      Signature(
        "s", .optional("length", 255), .optional("killwords", false), .optional("end", "..."), .optional("leeway")),
      truncate),
    Native("center", Signature("value", .optional("width", 80)), center),
    Native(
      "indent", Signature("s", .optional("width", 4), .optional("first", false), .optional("blank", false)), indent),
    Native("wordcount", Signature("s"), wordcount),
  ]

  private static func trim(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let text = try call.text(of: arguments[0])
    guard let characters = try call.optionalString(arguments, 1, "chars") else {
      return call.result(text.trimmed(), like: arguments[0])
    }
    return call.result(text.trimmed(of: characters), like: arguments[0])
  }

  private static func replace(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    var text = try call.text(of: arguments[0])
    let old = try call.text(of: arguments[1])
    var new = try call.text(of: arguments[2])
    var limit = try call.optionalInteger(arguments, 3, "count") ?? -1
    if limit < 0 { limit = .max }
    var isMarkup = false
    if call.isAutoescaping {
      isMarkup = arguments[0].isMarkup
      if arguments[1].isMarkup || arguments[2].isMarkup, !isMarkup {
        text = text.escaped
        isMarkup = true
      }
      if isMarkup, !arguments[2].isMarkup { new = new.escaped }
    }
    try call.charge(bytes: text.byteCountReplacing(old, with: new, limit: limit))
    let result = text.replacing(old, with: new, limit: limit)
    return isMarkup ? .markup(result) : .string(result)
  }

  /// At most `length` characters with `end`; a string that is longer by no more than `leeway` stays whole.
  private static func truncate(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    try call.requireDefined(arguments[0])
    let length = try call.integer(arguments, 1, "length")
    let end = try call.string(arguments, 3, "end")
    let leeway = try call.optionalInteger(arguments, 4, "leeway") ?? 5
    let kept = length.subtractingReportingOverflow(end.codePointCount)
    guard !kept.overflow, kept.partialValue >= 0 else {
      throw CallError("`length` must leave room for `end`: \(length) is too little", argument: 1)
    }
    guard leeway >= 0 else { throw CallError("`leeway` can't be negative", argument: 4) }
    let limit = length.addingReportingOverflow(leeway)
    if let length = arguments[0].length, limit.overflow || length <= limit.partialValue { return arguments[0] }
    let text = try call.string(arguments, for: "truncate")
    var start = text.prefix(kept.partialValue)
    if try !call.flag(arguments, 2), let space = start.lastOffset(of: " ", before: start.byteCount) {
      start = start.slice(0..<space)
    }
    return try call.result(start, like: arguments[0]).adding(arguments[3], call)
  }

  /// Centred as Python does: where the space is odd, one more stands before a string in an odd width.
  private static func center(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let text = try call.text(of: arguments[0])
    let width = try call.integer(arguments, 1, "width")
    return call.result(try text.centered(in: width, call), like: arguments[0])
  }

  private static func indent(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let text = try call.string(arguments, for: "indent")
    let indentation: Text
    if let width = arguments[1].text {
      indentation = width
    } else {
      let width = max(0, try call.integer(arguments, 1, "width"))
      try call.charge(bytes: width)
      indentation = Text(validated: [UInt8](repeating: .space, count: width))
    }
    let first = try call.flag(arguments, 2)
    let blank = try call.flag(arguments, 3)
    let lines = text.appending("\n").lines()
    let size = indentation.byteCount.multipliedReportingOverflow(by: lines.count)
    try call.charge(elements: lines.count, bytes: size.overflow ? .max : size.partialValue)
    try call.charge(bytes: text.byteCount)
    var result: [UInt8] = []
    for (index, line) in lines.enumerated() {
      if index > 0 { result.append(.newline) }
      if index == 0 ? first : blank || !line.isEmpty { result.append(indentation) }
      result.append(line)
    }
    return call.result(Text(validated: result), like: arguments[0])
  }

  private static func wordcount(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let text = try call.text(of: arguments[0])
    var count = 0
    var isInWord = false
    var offset = 0
    while offset < text.byteCount {
      let (scalar, end) = text.scalar(at: offset)
      if scalar.isWordCharacter != isInWord {
        isInWord.toggle()
        if isInWord { count += 1 }
      }
      offset = end
    }
    return .int(count)
  }
}

extension Text {
  /// The string in the middle of a line of spaces.
  func centered(in width: Int, fill: Text = " ", _ call: NativeCall) throws(CallError) -> Text {
    let count = codePointCount
    let missing = width.subtractingReportingOverflow(count)
    guard !missing.overflow, missing.partialValue > 0 else { return self }
    let left = missing.partialValue / 2 + (missing.partialValue & width & 1)
    return try padded(left: left, right: missing.partialValue - left, with: fill, call)
  }

  /// The string with so many characters before and after it.
  func padded(left: Int, right: Int, with fill: Text, _ call: NativeCall) throws(CallError) -> Text {
    let (left, right) = (max(0, left), max(0, right))
    let total = left.addingReportingOverflow(right)
    let size = total.partialValue.multipliedReportingOverflow(by: fill.byteCount)
    guard !total.overflow, !size.overflow else {
      try call.charge(bytes: .max)
      return self
    }
    try call.charge(bytes: byteCount)
    try call.charge(bytes: size.partialValue)
    return fill.repeated(left).appending(self).appending(fill.repeated(right))
  }
}
