/// Methods that change a list.
enum ListMutations {
  static let all: [Mutation] = [
    Mutation("append", Signature("object")) { list, arguments, call throws(CallError) in
      try append([arguments[0]], to: list, call)
    },
    Mutation("extend", Signature("iterable")) { list, arguments, call throws(CallError) in
      try append(try call.elements(of: arguments[0]), to: list, call)
    },
    Mutation("insert", Signature("index", "object")) { list, arguments, call throws(CallError) in
      try call.charge(elements: 1)
      var elements = try copy(of: list, call)
      let index = try call.integer(arguments, 0, "index")
      elements.insert(arguments[1], at: place(index, elements.count))
      list.replace(by: Value(elements))
      return .none
    },
    Mutation("pop", Signature(.optional("index", -1)), pop),
    Mutation("remove", Signature("value")) { list, arguments, call throws(CallError) in
      var elements = try copy(of: list, call)
      guard let index = try call.firstIndex(of: arguments[0], in: elements) else {
        throw CallError("\(arguments[0].described) is not in the list", argument: 0)
      }
      elements.remove(at: index)
      list.replace(by: Value(elements))
      return .none
    },
    Mutation("clear", Signature()) { list, _, _ in
      list.replace(by: [])
      return .none
    },
    Mutation("reverse", Signature()) { list, _, call throws(CallError) in
      list.replace(by: Value(try copy(of: list, call).reversed()))
      return .none
    },
    Mutation("sort", Signature(.optional("reverse", false))) { list, arguments, call throws(CallError) in
      let elements = try copy(of: list, call)
      let order = try StableSort.order(of: elements, descending: try call.flag(arguments, 0), call)
      list.replace(by: Value(order.map { elements[$0] }))
      return .none
    },
  ]

  /// Copying or moving elements is cheaper than a step; so many cost one.
  private static let elementsPerStep = 4

  private static func append(
    _ elements: [Value], to list: Reference, _ call: NativeCall
  ) throws(CallError) -> Value {
    try call.charge(elements: elements.count)
    try call.charge(steps: list.append(elements) / elementsPerStep)
    return .none
  }

  private static func copy(of list: Reference, _ call: NativeCall) throws(CallError) -> [Value] {
    let elements = list.value.elements ?? []
    try call.charge(steps: elements.count / elementsPerStep)
    return elements
  }

  private static func place(_ index: Int, _ count: Int) -> Int {
    min(count, index < 0 ? max(0, count + max(index, -count)) : index)
  }

  private static func pop(
    _ list: Reference, _ arguments: borrowing Span<Value>, _ call: NativeCall
  ) throws(CallError) -> Value {
    var elements = try copy(of: list, call)
    let number = try call.integer(arguments, 0, "index")
    let index = number < 0 ? number + elements.count : number
    guard elements.indices.contains(index) else {
      throw CallError(elements.isEmpty ? "the list is empty" : "the list has no element \(number)", argument: 0)
    }
    let element = elements.remove(at: index)
    list.replace(by: Value(elements))
    return element
  }
}
