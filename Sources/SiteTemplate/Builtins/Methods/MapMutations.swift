/// Methods that change a mapping.
enum MapMutations {
  static let all: [Mutation] = [
    Mutation("update", Signature(takesMore: true, takesKeywords: true), update),
    Mutation("setdefault", Signature("key", .optional("default"))) { contents, arguments, call throws(CallError) in
      if let value = contents.map?[arguments[0]] { return (contents, value) }
      return (try setting([(arguments[0], arguments[1])], in: contents, call), arguments[1])
    },
    Mutation("pop", Signature("key", .optional("default", .nothing)), pop),
    Mutation("popitem", Signature(), popitem),
    Mutation("clear", Signature()) { _, _, _ in (.map(Map([])), .none) },
  ]

  private static func setting(
    _ pairs: [(key: Value, value: Value)], in contents: Value, _ call: NativeCall
  ) throws(CallError) -> Value {
    for pair in pairs where !pair.key.isHashable {
      throw CallError("a \(pair.key.typeName) can't be a key", id: "template.type")
    }
    let old = contents.map.map { Array(zip($0.keys, $0.values)) } ?? []
    try call.charge(elements: 2 * pairs.count)
    try call.charge(steps: 4 * old.count)
    return .map(Map(old.map { (key: $0, value: $1) } + pairs))
  }

  private static func update(
    _ contents: Value, _ arguments: borrowing Span<Value>, _ call: NativeCall
  ) throws(CallError) -> (contents: Value, result: Value) {
    let sources = arguments[0].elements ?? []
    guard sources.count <= 1 else { throw .tooManyArguments("update", given: sources.count, atMost: 1) }
    var pairs: [(key: Value, value: Value)] = []
    if let source = sources.first { pairs = try call.pairs(from: source.dereferenced) }
    pairs += arguments[1].map?.named.map { (key: .string($0.name), value: $0.value) } ?? []
    return (try setting(pairs, in: contents, call), .none)
  }

  private static func pop(
    _ contents: Value, _ arguments: borrowing Span<Value>, _ call: NativeCall
  ) throws(CallError) -> (contents: Value, result: Value) {
    guard let map = contents.map, let value = map[arguments[0]] else {
      if case .nothing = arguments[1] {
        throw CallError("there is no key `\(arguments[0].printed.string)`", argument: 0)
      }
      return (contents, arguments[1])
    }
    try call.charge(steps: 4 * map.count)
    let key = KeyedValue(arguments[0])
    let rest = zip(map.keys, map.values).filter { KeyedValue($0.0) != key }
    return (.map(Map(rest.map { (key: $0, value: $1) })), value)
  }

  private static func popitem(
    _ contents: Value, _ arguments: borrowing Span<Value>, _ call: NativeCall
  ) throws(CallError) -> (contents: Value, result: Value) {
    guard let map = contents.map, let key = map.keys.last, let value = map.values.last else {
      throw CallError("the mapping is empty")
    }
    try call.charge(steps: 4 * map.count)
    let rest = zip(map.keys, map.values).dropLast()
    return (.map(Map(rest.map { (key: $0, value: $1) })), .tuple(List([key, value])))
  }
}
