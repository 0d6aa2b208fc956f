extension Value {
  /// The value as sorting and grouping without regard to case see it.
  var ignoringCase: Value {
    switch self {
    case .string(let text), .markup(let text): .string(text.lowercased)
    default: self
    }
  }

  /// Whether the value can be looked up by its hash, as a key of a mapping or a member of a set: no list or mapping.
  var isHashable: Bool {
    switch self {
    case .list, .map, .reference: false
    case .tuple(let list): list.elements.allSatisfy(\.isHashable)
    default: true
    }
  }
}

extension NativeCall {
  /// What the values of a filter's `attribute` are, one for each element, small letters only unless `isCaseSensitive`.
  func keys(
    of elements: [Value], at path: Value, isCaseSensitive: Bool, fallback: Value? = nil
  ) throws(CallError) -> [Value] {
    var path = AttributePath(path, fallback: fallback)
    try charge(elements: elements.count)
    var keys: [Value] = []
    keys.reserveCapacity(elements.count)
    for element in elements {
      let key = try path.value(in: element, self)
      keys.append(isCaseSensitive ? key : key.ignoringCase)
    }
    return keys
  }

  /// What a filter that loops over its subject lazily loops over: nothing where the subject is false.
  func elementsIfTrue(_ value: Value) throws(CallError) -> [Value] {
    try truth(of: value) ? elements(of: value) : []
  }
}
