/// Filters that take lists, strings and mappings apart or put them together.
enum SequenceFilters {
  static let all: [Native] = [
    Native("length", Signature("object"), length),
    Native("count", Signature("object"), length),
    Native("first", Signature("seq"), first),
    Native("last", Signature("seq"), last),
    Native("random", Signature("seq"), random),
    Native("list", Signature("value"), list),
    Native("reverse", Signature("value"), reverse),
    Native("join", Signature("value", .optional("d", ""), .optional("attribute")), join),
    Native("items", Signature("value"), items),
    Native("batch", Signature("value", "linecount", .optional("fill_with")), batch),
    Native("slice", Signature("value", "slices", .optional("fill_with")), slice),
    Native("sum", Signature("iterable", .optional("attribute"), .optional("start", 0)), sum),
  ]

  private static func length(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    try call.requireDefined(arguments[0])
    guard let length = arguments[0].length else {
      throw call.refused(arguments, by: "length", "a string, list or mapping")
    }
    return .int(length)
  }

  private static func first(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    switch arguments[0] {
    case .range(let range): return range.count > 0 ? .int(range[0]) : .undefined
    case .string(let text), .markup(let text): return text.isEmpty ? .undefined : .string(text.prefix(1))
    default: return Value(try call.elements(of: arguments[0]).first)
    }
  }

  private static func last(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    switch arguments[0] {
    case .range(let range): return range.count > 0 ? .int(range[range.count - 1]) : .undefined
    case .string(let text), .markup(let text):
      guard !text.isEmpty else { return .undefined }
      let last = text.slice(text.scalar(before: text.byteCount).start..<text.byteCount)
      return call.result(last, like: arguments[0])
    default: return Value(try call.elements(of: arguments[0]).last)
    }
  }

  /// One of the elements: another one for each call, the same ones in each build.
  private static func random(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    if case .range(let range) = arguments[0] {
      return range.count > 0 ? .int(range[call.random(below: range.count)]) : .undefined
    }
    let elements = try call.elements(of: arguments[0])
    return elements.isEmpty ? .undefined : elements[call.random(below: elements.count)]
  }

  private static func list(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    call.changeable(Value(try call.elements(of: arguments[0])))
  }

  private static func reverse(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    if let text = arguments[0].text {
      try call.charge(bytes: text.byteCount)
      return call.result(Text(text.scalars.reversed()), like: arguments[0])
    }
    let elements = try call.elements(of: arguments[0])
    try call.charge(elements: elements.count)
    return Value(elements.reversed())
  }

  /// Where escaping is on and an element or the separator is markup, the others are escaped and the result is markup.
  private static func join(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    var elements = try call.elements(of: arguments[0])
    if case .none = arguments[2] {
    } else {
      elements = try call.keys(of: elements, at: arguments[2], isCaseSensitive: true)
    }
    let separator = arguments[1]
    let isMarkup = call.isAutoescaping && (separator.isMarkup || elements.contains(where: \.isMarkup))
    let between = isMarkup ? try separator.escaped(call) : try call.text(of: separator)
    try call.charge(steps: 2 * elements.count)
    var result: [UInt8] = []
    for (index, element) in elements.enumerated() {
      let text = isMarkup ? try element.escaped(call) : try call.text(of: element)
      try call.charge(bytes: text.byteCount + between.byteCount)
      if index > 0 { result.append(between) }
      result.append(text)
    }
    let joined = Text(validated: result)
    return isMarkup ? .markup(joined) : .string(joined)
  }

  private static func items(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    if arguments[0].isUndefined { return [] }
    return Value(try call.pairs(of: arguments, for: "items").map { .tuple(List([$0.key, $0.value])) })
  }

  /// Rows of `linecount` elements, the last one filled up where `fill_with` is given.
  private static func batch(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let elements = try call.elements(of: arguments[0])
    let size = try call.integer(arguments, 1, "linecount")
    try call.charge(elements: 2 * elements.count)
    var rows: [Value] = []
    var row: [Value] = []
    for element in elements {
      if row.count == size {
        rows.append(Value(row))
        row = []
      }
      row.append(element)
    }
    guard !row.isEmpty else { return Value(rows) }
    if case .none = arguments[2] {
    } else if row.count < size {
      try call.charge(elements: size - row.count)
      row += [Value](repeating: arguments[2], count: size - row.count)
    }
    return Value(rows + [Value(row)])
  }

  /// Columns: `slices` lists of nearly equal length, the first ones longer; the shorter ones filled up where `fill_with`
  /// is given.
  private static func slice(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let elements = try call.elements(of: arguments[0])
    let count = try call.integer(arguments, 1, "slices")
    guard count != 0 else { throw CallError("`slices` can't be 0", argument: 1) }
    guard count > 0 else { return [] }
    try call.charge(elements: elements.count)
    try call.charge(elements: count)
    let (size, extra) = elements.count.quotientAndRemainder(dividingBy: count)
    var slices: [Value] = []
    var start = 0
    for number in 0..<count {
      let end = start + size + (number < extra ? 1 : 0)
      var slice = Array(elements[start..<end])
      if case .none = arguments[2] {} else if number >= extra { slice.append(arguments[2]) }
      slices.append(Value(slice))
      start = end
    }
    return Value(slices)
  }

  private static func sum(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    var total = arguments[2]
    if total.text != nil {
      throw CallError("`sum` can't add strings", hint: "`join` puts strings together", id: "template.type", argument: 2)
    }
    if case .range(let range) = arguments[0] { try call.charge(steps: range.count) }
    var path = AttributePath(arguments[1])
    for element in try call.elements(of: arguments[0]) {
      let term = try path.value(in: element, call)
      guard term.text == nil else {
        throw CallError(
          "`sum` needs numbers, not \(term.described)", hint: "`map(\"int\")` makes numbers of text",
          id: "template.type", argument: 0)
      }
      total = try total.adding(term, call)
    }
    return total
  }
}

extension Value {
  /// The number of elements, keys or code points; 0 for undefined, `nil` for values that have no such number.
  var length: Int? {
    switch self {
    case .undefined, .nothing: 0
    case .string(let text), .markup(let text): text.codePointCount
    case .range(let range): range.count
    case .map(let map): map.count
    case .object(let object): object.elements?.count ?? object.shape.keys.count
    default: elements?.count
    }
  }
}

extension NativeCall {
  /// The keys and values of a filter's subject, which must be a mapping.
  func pairs(
    of arguments: borrowing Span<Value>, for filter: StaticString
  ) throws(CallError) -> [(key: Value, value: Value)] {
    if let map = arguments[0].map {
      try charge(elements: 2 * map.count)
      return Array(zip(map.keys, map.values)).map { (key: $0, value: $1) }
    }
    if case .object(let object) = arguments[0], object.elements == nil {
      try charge(elements: 2 * object.shape.keys.count)
      return object.shape.keys.enumerated().compactMap { index, key in
        let value = object.value(at: index)
        return value.isUndefined ? nil : (key: key, value: value)
      }
    }
    throw refused(arguments, by: filter, "a mapping")
  }
}
