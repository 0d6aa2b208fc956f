/// The functions that every template can call.
enum GlobalFunctions {
  static let all: [Native] = [
    Native("range", Signature(takesMore: true), range),
    Native("dict", Signature(takesMore: true, takesKeywords: true)) { arguments, call throws(CallError) in
      call.changeable(.map(Map(try pairs(arguments, for: "dict", call))))
    },
    Native("namespace", Signature(takesMore: true, takesKeywords: true), namespace),
    Native("cycler", Signature(takesMore: true), cycler),
    Native(
      "lipsum", Signature(.optional("n", 5), .optional("html", true), .optional("min", 20), .optional("max", 100)),
      lipsum),
    Native("joiner", Signature(.optional("sep", ", "))) { arguments, _ in .object(Joiner(arguments[0])) },
  ]

  /// `range(stop)`, `range(start, stop)` or `range(start, stop, step)`.
  private static func range(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    var bounds: [Int] = []
    for bound in arguments[0].elements ?? [] {
      guard let number = bound.integer else {
        if bound.isUndefined { throw .undefined }
        throw CallError(
          "`range` needs whole numbers, not \(bound.described)", hint: bound.number == nil ? nil : "`|int` makes one",
          id: "template.type")
      }
      bounds.append(number)
    }
    switch bounds.count {
    case 1: return .range(RangeValue(start: 0, stop: bounds[0], step: 1))
    case 2: return .range(RangeValue(start: bounds[0], stop: bounds[1], step: 1))
    case 3:
      guard bounds[2] != 0 else { throw CallError("the step of `range` can't be 0", argument: 2) }
      return .range(RangeValue(start: bounds[0], stop: bounds[1], step: bounds[2]))
    case 0: throw CallError("`range` needs the number to stop before", id: "template.arguments")
    default: throw .tooManyArguments("range", given: bounds.count, atMost: 3)
    }
  }

  private static func namespace(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let namespace = Namespace()
    for (key, value) in try pairs(arguments, for: "namespace", call) {
      guard let name = key.text else {
        throw CallError("\(key.described) can't be the name of an attribute", id: "template.type")
      }
      namespace.set(name, to: value)
    }
    return .namespace(namespace)
  }

  private static func cycler(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    guard let items = arguments[0].elements, !items.isEmpty else {
      throw CallError("`cycler` needs at least one value", id: "template.arguments")
    }
    return .object(Cycler(items))
  }

  /// `n` paragraphs of at least `min` and less than `max` words.
  private static func lipsum(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let count = max(0, try call.integer(arguments, 0, "n"))
    let isMarkup = try call.flag(arguments, 1)
    let fewest = max(0, try call.integer(arguments, 2, "min"))
    let limit = try call.integer(arguments, 3, "max")
    guard limit > fewest else { throw CallError("`max` must be larger than `min`", argument: 3) }
    let source = PlaceholderText(call)
    var paragraphs: [String] = []
    while paragraphs.count < count {
      let length = fewest + call.random(below: limit - fewest)
      try call.charge(elements: length, bytes: 16 * (length + 4))
      let paragraph = source.paragraph(words: length)
      paragraphs.append(isMarkup ? "<p>\(paragraph)</p>" : paragraph)
    }
    let text = Text(paragraphs.joined(separator: isMarkup ? "\n" : "\n\n"))
    return isMarkup ? .markup(text) : .string(text)
  }

  /// The pairs of a mapping or of a list of pairs, and after them the arguments by name.
  private static func pairs(
    _ arguments: borrowing Span<Value>, for function: String, _ call: NativeCall
  ) throws(CallError) -> [(key: Value, value: Value)] {
    let sources = arguments[0].elements ?? []
    guard sources.count <= 1 else { throw .tooManyArguments(function, given: sources.count, atMost: 1) }
    var pairs = arguments[1].map?.named.map { (key: Value.string($0.name), value: $0.value) } ?? []
    if let source = sources.first { pairs = try call.pairs(from: source) + pairs }
    try call.charge(elements: 2 * pairs.count)
    return pairs
  }
}

extension NativeCall {
  /// The keys and values of a mapping, or of a list of pairs.
  func pairs(from source: Value) throws(CallError) -> [(key: Value, value: Value)] {
    if let map = source.map { return zip(map.keys, map.values).map { (key: $0, value: $1) } }
    if case .object(let object) = source, object.elements == nil {
      return object.shape.keys.enumerated().map { (key: $1, value: object.value(at: $0)) }
    }
    var pairs: [(key: Value, value: Value)] = []
    for pair in try elements(of: source) {
      let halves = try elements(of: pair)
      guard halves.count == 2 else {
        throw CallError(
          "\(pair.described) is no pair of a key and a value: it has \(halves.count) elements", id: "template.type")
      }
      guard halves[0].isHashable else {
        throw CallError("a \(halves[0].typeName) can't be a key", id: "template.type")
      }
      pairs.append((key: halves[0], value: halves[1]))
    }
    return pairs
  }
}
