/// Methods that change a list.
enum ListMutations {
  static let all: [Mutation] = [
    Mutation("append", Signature("object")) { contents, arguments, call throws(CallError) in
      (Value(try elements(of: contents, growingBy: 1, call) + [arguments[0]]), .none)
    },
    Mutation("extend", Signature("iterable")) { contents, arguments, call throws(CallError) in
      let more = try call.elements(of: arguments[0])
      return (Value(try elements(of: contents, growingBy: more.count, call) + more), .none)
    },
    Mutation("insert", Signature("index", "object")) { contents, arguments, call throws(CallError) in
      var elements = try elements(of: contents, growingBy: 1, call)
      let index = try call.integer(arguments, 0, "index")
      elements.insert(arguments[1], at: place(index, elements.count))
      return (Value(elements), .none)
    },
    Mutation("pop", Signature(.optional("index", -1)), pop),
    Mutation("remove", Signature("value")) { contents, arguments, call throws(CallError) in
      var elements = try elements(of: contents, growingBy: 0, call)
      guard let index = elements.firstIndex(where: { $0.equals(arguments[0]) }) else {
        throw CallError("\(arguments[0].described) is not in the list", argument: 0)
      }
      elements.remove(at: index)
      return (Value(elements), .none)
    },
    Mutation("clear", Signature()) { _, _, _ in ([], .none) },
    Mutation("reverse", Signature()) { contents, _, call throws(CallError) in
      (Value(try elements(of: contents, growingBy: 0, call).reversed()), .none)
    },
    Mutation("sort", Signature(.optional("reverse", false))) { contents, arguments, call throws(CallError) in
      let elements = try elements(of: contents, growingBy: 0, call)
      let order = try StableSort.order(of: elements, descending: try call.flag(arguments, 0), call)
      return (Value(order.map { elements[$0] }), .none)
    },
  ]

  private static func elements(
    of contents: Value, growingBy growth: Int, _ call: NativeCall
  ) throws(CallError) -> [Value] {
    let elements = contents.elements ?? []
    try call.charge(elements: growth)
    try call.charge(steps: elements.count / 4)
    return elements
  }

  private static func place(_ index: Int, _ count: Int) -> Int {
    min(count, index < 0 ? max(0, count + max(index, -count)) : index)
  }

  private static func pop(
    _ contents: Value, _ arguments: borrowing Span<Value>, _ call: NativeCall
  ) throws(CallError) -> (contents: Value, result: Value) {
    var elements = try elements(of: contents, growingBy: 0, call)
    let number = try call.integer(arguments, 0, "index")
    let index = number < 0 ? number + elements.count : number
    guard elements.indices.contains(index) else {
      throw CallError(elements.isEmpty ? "the list is empty" : "the list has no element \(number)", argument: 0)
    }
    let element = elements.remove(at: index)
    return (Value(elements), element)
  }
}
