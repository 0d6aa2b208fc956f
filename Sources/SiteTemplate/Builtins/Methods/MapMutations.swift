/// Methods that change a mapping.
enum MapMutations {
  static let all: [Mutation] = [
    Mutation("update", Signature(takesMore: true, takesKeywords: true), update),
    Mutation("setdefault", Signature("key", .optional("default"))) { map, arguments, call throws(CallError) in
      try call.charge(lookingUp: arguments[0])
      if let value = map.value.map?[arguments[0]] { return value }
      try set([(arguments[0], arguments[1])], in: map, call)
      return arguments[1]
    },
    Mutation("pop", Signature("key", .optional("default", .nothing)), pop),
    Mutation("popitem", Signature(), popitem),
    Mutation("clear", Signature()) { map, _, _ in
      map.replace(by: .map(Map([])))
      return .none
    },
  ]

  /// The pairs of a mapping, for a copy: each is looked up in a table again, which is dearer than a step.
  private static func pairs(of map: Reference, _ call: NativeCall) throws(CallError) -> [(key: Value, value: Value)] {
    guard let map = map.value.map else { return [] }
    try call.charge(steps: 4 * map.count)
    return zip(map.keys, map.values).map { (key: $0, value: $1) }
  }

  private static func set(
    _ pairs: [(key: Value, value: Value)], in map: Reference, _ call: NativeCall
  ) throws(CallError) {
    for pair in pairs where !pair.key.isHashable {
      throw CallError("a \(pair.key.typeName) can't be a key", id: "template.type")
    }
    try call.charge(elements: 2 * pairs.count)
    map.replace(by: .map(Map(try self.pairs(of: map, call) + pairs)))
  }

  private static func update(
    _ map: Reference, _ arguments: borrowing Span<Value>, _ call: NativeCall
  ) throws(CallError) -> Value {
    let sources = arguments[0].elements ?? []
    guard sources.count <= 1 else { throw .tooManyArguments("update", given: sources.count, atMost: 1) }
    var pairs: [(key: Value, value: Value)] = []
    if let source = sources.first { pairs = try call.pairs(from: source.dereferenced) }
    pairs += arguments[1].map?.named.map { (key: .string($0.name), value: $0.value) } ?? []
    try set(pairs, in: map, call)
    return .none
  }

  private static func pop(
    _ map: Reference, _ arguments: borrowing Span<Value>, _ call: NativeCall
  ) throws(CallError) -> Value {
    try call.charge(lookingUp: arguments[0])
    guard let value = map.value.map?[arguments[0]] else {
      if case .nothing = arguments[1] {
        throw CallError("there is no key `\(arguments[0].printed.string)`", argument: 0)
      }
      return arguments[1]
    }
    let key = KeyedValue(arguments[0])
    map.replace(by: .map(Map(try pairs(of: map, call).filter { KeyedValue($0.key) != key })))
    return value
  }

  private static func popitem(
    _ map: Reference, _ arguments: borrowing Span<Value>, _ call: NativeCall
  ) throws(CallError) -> Value {
    var pairs = try pairs(of: map, call)
    guard let last = pairs.popLast() else { throw CallError("the mapping is empty") }
    map.replace(by: .map(Map(pairs)))
    return .tuple(List([last.key, last.value]))
  }
}
