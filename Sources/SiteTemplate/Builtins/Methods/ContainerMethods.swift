/// Methods of lists, tuples, mappings and numbers that change nothing.
enum ContainerMethods {
  static let ofMaps: [Native] = [
    Native("items", Signature("self")) { arguments, call throws(CallError) in
      Value(try call.pairs(of: arguments, for: "items").map { .tuple(List([$0.key, $0.value])) })
    },
    Native("keys", Signature("self")) { arguments, call throws(CallError) in
      Value(try call.pairs(of: arguments, for: "keys").map(\.key))
    },
    Native("values", Signature("self")) { arguments, call throws(CallError) in
      Value(try call.pairs(of: arguments, for: "values").map(\.value))
    },
    Native("get", Signature("self", "key", .optional("default"))) { arguments, call throws(CallError) in
      guard arguments[1].isHashable else {
        throw CallError("a \(arguments[1].typeName) can't be a key", id: "template.type", argument: 1)
      }
      try call.charge(lookingUp: arguments[1])
      guard let value = arguments[0].map?[arguments[1]] else { return arguments[2] }
      return value
    },
    Native("copy", Signature("self")) { arguments, call in call.changeable(arguments[0]) },
  ]

  static let ofTuples: [Native] = [
    Native("count", Signature("self", "value")) { arguments, call throws(CallError) in
      var count = 0
      for element in arguments[0].elements ?? [] where try element.equals(arguments[1], call) { count += 1 }
      return .int(count)
    },
    Native("index", Signature("self", "value", .optional("start", 0), .optional("stop")), index),
  ]

  static let ofLists: [Native] =
    ofTuples + [Native("copy", Signature("self")) { arguments, call in call.changeable(arguments[0]) }]

  static let ofFloats: [Native] = [
    Native("is_integer", Signature("self")) { arguments, _ in
      guard case .float(let number) = arguments[0] else { return false }
      return .bool(number.isFinite && number.rounded(.towardZero) == number)
    }
  ]

  private static func index(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let elements = arguments[0].elements ?? []
    func place(_ number: Int) -> Int {
      min(elements.count, number < 0 ? max(0, elements.count + max(number, -elements.count)) : number)
    }
    let start = place(try call.integer(arguments, 2, "start"))
    let stop = place(try call.optionalInteger(arguments, 3, "stop") ?? elements.count)
    guard start <= stop, let index = try call.firstIndex(of: arguments[1], in: elements[start..<stop]) else {
      throw CallError("\(arguments[1].described) is not in the list", argument: 1)
    }
    return .int(start + index)
  }
}
