extension Machine {
  mutating func arithmetic(_ operation: Operation, _ left: Value, _ right: Value) throws(CallError) -> Value {
    if isStrict {
      if case .undefined = left { throw .undefined }
      if case .undefined = right { throw .undefined }
    }
    switch operation {
    case .add:
      let sum = try left.adding(right, call)
      try checkDepth(of: sum)
      return call.changeable(sum)
    case .subtract: return try left.subtracting(right)
    case .multiply: return call.changeable(try left.multiplied(by: right, call))
    case .divide: return try left.divided(by: right)
    case .floorDivide: return try left.floorDivided(by: right)
    case .remainder:
      if left.text != nil { return try PercentFormat.apply(left, to: right, call) }
      return try left.remainder(by: right)
    default: return try left.raised(to: right)
    }
  }

  /// Joins the topmost values as text; where the template escapes, plain text beside markup is escaped.
  mutating func concatenate(_ number: Int) throws(CallError) {
    let values = stack.popLast(number)
    let isMarkup = escapes && values.contains(where: \.isMarkup)
    let text = try Value.joined(values, asMarkup: isMarkup, call)
    stack.push(isMarkup ? .markup(text) : .string(text))
  }

  mutating func compare(_ comparison: UInt8, _ left: Value, _ right: Value) throws(CallError) -> Bool {
    let comparison = ComparisonOperator(rawValue: comparison)
    if isStrict {
      if case .undefined = right { throw .undefined }
      // What is looked for is compared with the elements, if there are any.
      if case .undefined = left, comparison != .isIn, comparison != .isNotIn { throw .undefined }
    }
    switch comparison {
    case .equal?: return try left.equals(right, call)
    case .notEqual?: return try !left.equals(right, call)
    case .less?: return try left.order(to: right, call) == .before
    case .lessOrEqual?:
      let order = try left.order(to: right, call)
      return order == .before || order == .same
    case .greater?: return try left.order(to: right, call) == .after
    case .greaterOrEqual?:
      let order = try left.order(to: right, call)
      return order == .after || order == .same
    case .isIn?: return try right.contains(left, call)
    case .isNotIn?, nil: return !(try right.contains(left, call))
    }
  }

  // MARK: Containers

  mutating func buildMap(pairs number: Int) throws(CallError) {
    try call.charge(elements: 2 * number)
    let values = stack.popLast(2 * number)
    var pairs: [(key: Value, value: Value)] = []
    pairs.reserveCapacity(number)
    for index in stride(from: 0, to: values.count, by: 2) {
      let key = values[index]
      guard key.isHashable else { throw CallError("\(key.described) can't be a key", id: "template.type") }
      pairs.append((key, values[index + 1]))
    }
    try push(made: .map(Map(pairs)))
  }

  mutating func extendTuple() throws(CallError) {
    let more = stack.pop()
    guard case .tuple(let list) = stack.pop() else { return }
    let elements = try call.elements(of: more)
    try call.charge(elements: list.count + elements.count)
    try push(made: .tuple(List(list.elements + elements)))
  }

  mutating func mergeKeywords() throws(CallError) {
    let more = stack.pop()
    guard case .map(let map) = stack.pop() else { return }
    guard let others = more.map else {
      throw CallError("`**` needs a mapping, not \(more.described)", id: "template.type")
    }
    var pairs = Array(zip(map.keys, map.values)).map { (key: $0.0, value: $0.1) }
    for (key, value) in zip(others.keys, others.values) {
      guard key.text != nil else { throw CallError("\(key.described) is no name of an argument", id: "template.type") }
      guard map[key] == nil else { throw .doubleArgument("the call", key.text ?? .empty) }
      pairs.append((key, value))
    }
    try push(made: .map(Map(pairs)))
  }

  /// Takes the value on the stack apart, so that its first element is on top.
  mutating func unpack(_ number: Int) throws(CallError) {
    let value = stack.pop()
    if case .undefined = value, isStrict { throw .undefined }
    let elements = try call.elements(of: value)
    guard elements.count == number else {
      throw CallError(
        "\(number) names can't take \(elements.count) \(elements.count == 1 ? "value" : "values") from \(value.described)",
        id: "template.unpack")
    }
    for element in elements.reversed() { stack.push(element) }
  }

  mutating func slice(parts: UInt8) throws(CallError) {
    let step = parts & 4 != 0 ? stack.pop() : .none
    let stop = parts & 2 != 0 ? stack.pop() : .none
    let start = parts & 1 != 0 ? stack.pop() : .none
    let value = stack.pop()
    stack.push(call.changeable(try value.sliced(from: start, to: stop, by: step, call)))
  }
}
