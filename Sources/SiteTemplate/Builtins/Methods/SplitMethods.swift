/// Methods that take strings apart. The pieces of markup are markup.
enum SplitMethods {
  static let all: [Native] = [
    Native("split", Signature("self", .optional("sep"), .optional("maxsplit", -1))) {
      arguments, call throws(CallError) in
      try split(arguments, fromEnd: false, call)
    },
    Native("rsplit", Signature("self", .optional("sep"), .optional("maxsplit", -1))) {
      arguments, call throws(CallError) in
      try split(arguments, fromEnd: true, call)
    },
    Native("splitlines", Signature("self", .optional("keepends", false))) { arguments, call throws(CallError) in
      let text = try call.string(arguments, 0, "self")
      return try list(text.lines(keepingEnds: call.flag(arguments, 1)), like: arguments[0], call)
    },
    Native("partition", Signature("self", "sep")) { arguments, call throws(CallError) in
      let (text, separator) = try parts(arguments, call)
      let offset = TextSearch(for: separator).firstOffset(in: text)
      return tuple(text, separator, at: offset, ifMissing: [text, .empty, .empty], like: arguments[0], call)
    },
    Native("rpartition", Signature("self", "sep")) { arguments, call throws(CallError) in
      let (text, separator) = try parts(arguments, call)
      try call.charge(steps: (text.byteCount / 64 + 1) * separator.byteCount)
      let offset = text.lastOffset(of: separator, before: text.byteCount)
      return tuple(text, separator, at: offset, ifMissing: [.empty, .empty, text], like: arguments[0], call)
    },
  ]

  private static func split(
    _ arguments: borrowing Span<Value>, fromEnd: Bool, _ call: NativeCall
  ) throws(CallError) -> Value {
    let text = try call.string(arguments, 0, "self")
    var limit = try call.integer(arguments, 2, "maxsplit")
    if limit < 0 { limit = .max }
    guard let separator = try call.optionalString(arguments, 1, "sep") else {
      let words = fromEnd ? text.wordsFromEnd(limit: limit) : text.words(limit: limit)
      return try list(words, like: arguments[0], call)
    }
    guard !separator.isEmpty else { throw CallError("`sep` can't be empty", argument: 1) }
    if fromEnd { try call.charge(steps: (text.byteCount / 64 + 1) * separator.byteCount) }
    let pieces =
      fromEnd ? text.splitFromEnd(separator, limit: limit) : text.split(TextSearch(for: separator), limit: limit)
    return try list(pieces, like: arguments[0], call)
  }

  private static func parts(
    _ arguments: borrowing Span<Value>, _ call: NativeCall
  ) throws(CallError) -> (text: Text, separator: Text) {
    let separator = try call.string(arguments, 1, "sep")
    guard !separator.isEmpty else { throw CallError("`sep` can't be empty", argument: 1) }
    return (try call.string(arguments, 0, "self"), separator)
  }

  private static func list(_ pieces: [Text], like model: Value, _ call: NativeCall) throws(CallError) -> Value {
    try call.charge(elements: pieces.count)
    return call.changeable(Value(pieces.map { call.result($0, like: model) }))
  }

  private static func tuple(
    _ text: Text, _ separator: Text, at offset: Int?, ifMissing: [Text], like model: Value, _ call: NativeCall
  ) -> Value {
    let pieces =
      offset.map { offset in
        [text.slice(0..<offset), separator, text.slice(offset + separator.byteCount..<text.byteCount)]
      } ?? ifMissing
    return .tuple(List(pieces.map { call.result($0, like: model) }))
  }
}
