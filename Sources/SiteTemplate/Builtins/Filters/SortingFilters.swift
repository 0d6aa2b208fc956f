/// Filters that compare elements: by code point, without regard to case unless `case_sensitive` is set.
enum SortingFilters {
  static let all: [Native] = [
    Native(
      "sort",
      Signature("value", .optional("reverse", false), .optional("case_sensitive", false), .optional("attribute")), sort),
    Native("unique", Signature("value", .optional("case_sensitive", false), .optional("attribute")), unique),
    Native("min", Signature("value", .optional("case_sensitive", false), .optional("attribute")), min),
    Native("max", Signature("value", .optional("case_sensitive", false), .optional("attribute")), max),
    Native(
      "groupby", Signature("value", "attribute", .optional("default"), .optional("case_sensitive", false)), groupby),
    Native(
      "dictsort",
      Signature("value", .optional("case_sensitive", false), .optional("by", "key"), .optional("reverse", false)),
      dictsort),
  ]

  /// By one attribute or several, the first one that differs decides; equal elements stay in their order.
  private static func sort(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let elements = try call.elements(of: arguments[0])
    let descending = try call.flag(arguments, 1)
    let isCaseSensitive = try call.flag(arguments, 2)
    var columns: [[Value]] = []
    for var path in AttributePath.list(arguments[3]) {
      try call.charge(elements: elements.count)
      var keys: [Value] = []
      keys.reserveCapacity(elements.count)
      for element in elements {
        let key = try path.value(in: element, call)
        keys.append(isCaseSensitive ? key : key.ignoringCase)
      }
      columns.append(keys)
    }
    let order = try naming(arguments[3]) { () throws(CallError) in
      try StableSort.order(count: elements.count, call) { a, b throws(CallError) in
        for keys in columns {
          switch try sortOrder(keys[a], keys[b], call) {
          case .same: continue
          case .before: return descending
          case .after: return !descending
          case .unordered: return false
          }
        }
        return false
      }
    }
    return call.changeable(Value(order.map { elements[$0] }))
  }

  /// Says which attribute is missing where elements can't be compared because it is.
  private static func naming<Result>(
    _ attribute: Value, hint: String? = nil, _ compare: () throws(CallError) -> Result
  ) throws(CallError) -> Result {
    do throws(CallError) {
      return try compare()
    } catch  where error.id == CallError.undefined.id {
      if case .none = attribute { throw error }
      throw CallError(
        "an element has no `\(attribute.printed.string)` to be compared by", hint: hint, id: error.id)
    }
  }

  /// Equal values are in order even where their type has none: several elements may lack an attribute.
  private static func sortOrder(_ a: Value, _ b: Value, _ call: NativeCall) throws(CallError) -> Order {
    switch (a, b) {
    case (.int(let a), .int(let b)): return a < b ? .before : a == b ? .same : .after
    case (.string, .string): return try a.order(to: b, call)
    default:
      try call.requireDefined(a)
      try call.requireDefined(b)
      return try a.equals(b, call) ? .same : a.order(to: b, call)
    }
  }

  private static func unique(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let elements = try call.elements(of: arguments[0])
    let keys = try call.keys(of: elements, at: arguments[2], isCaseSensitive: try call.flag(arguments, 1))
    var seen: Set<KeyedValue> = []
    var result: [Value] = []
    for (element, key) in zip(elements, keys) {
      try call.requireDefined(key)
      guard key.isHashable else {
        throw CallError(
          "`unique` can't tell apart values of type \(key.typeName)", hint: "give it an `attribute` to go by",
          id: "template.type", argument: 0)
      }
      try call.charge(lookingUp: key)
      if seen.insert(KeyedValue(key)).inserted { result.append(element) }
    }
    return Value(result)
  }

  private static func min(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    try extreme(arguments, call) { $0 == .before }
  }

  private static func max(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    try extreme(arguments, call) { $0 == .after }
  }

  /// The first element that no other one beats; undefined where there is none.
  private static func extreme(
    _ arguments: borrowing Span<Value>, _ call: NativeCall, _ beats: (Order) -> Bool
  ) throws(CallError) -> Value {
    let elements = try call.elements(of: arguments[0])
    let keys = try call.keys(of: elements, at: arguments[2], isCaseSensitive: try call.flag(arguments, 1))
    guard var best = keys.indices.first else { return .undefined }
    for index in keys.indices.dropFirst() {
      let order = try naming(arguments[2]) { () throws(CallError) in
        try call.requireDefined(keys[index])
        return try keys[index].order(to: keys[best], call)
      }
      if beats(order) { best = index }
    }
    return elements[best]
  }

  /// Groups in the order of their keys; of keys that differ in case alone the first one is shown.
  private static func groupby(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let elements = try call.elements(of: arguments[0])
    let fallback: Value? = if case .none = arguments[2] { nil } else { arguments[2] }
    let isCaseSensitive = try call.flag(arguments, 3)
    let shown = try call.keys(of: elements, at: arguments[1], isCaseSensitive: true, fallback: fallback)
    let keys = isCaseSensitive ? shown : shown.map(\.ignoringCase)
    let order = try naming(arguments[1], hint: "`default` stands for a missing one") { () throws(CallError) in
      try StableSort.order(of: keys, descending: false, call)
    }
    try call.charge(elements: elements.count)
    var groups: [Value] = []
    var start = 0
    while start < order.count {
      let first = order[start]
      var end = start + 1
      while end < order.count, try keys[order[end]].equals(keys[first], call) { end += 1 }
      groups.append(.tuple(List(group: shown[first], members: order[start..<end].map { elements[$0] })))
      start = end
    }
    return Value(groups)
  }

  private static func dictsort(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let by = arguments[2].text
    guard by == "key" || by == "value" else {
      throw CallError("`by` must be `key` or `value`, not \(arguments[2].described)", argument: 2)
    }
    let isCaseSensitive = try call.flag(arguments, 1)
    let pairs = try call.pairs(of: arguments, for: "dictsort")
    let keys = pairs.map { pair in
      let key = by == "key" ? pair.key : pair.value
      return isCaseSensitive ? key : key.ignoringCase
    }
    let order = try StableSort.order(of: keys, descending: try call.flag(arguments, 3), call)
    return call.changeable(Value(order.map { .tuple(List([pairs[$0].key, pairs[$0].value])) }))
  }
}
