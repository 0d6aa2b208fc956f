extension Machine {
  /// Begins to loop over the value on the stack.
  mutating func beginLoop(collecting: Bool) throws(CallError) {
    let value = stack.pop()
    serial &+= 1
    var loop = LoopState(elements: [], range: nil, count: 0)
    switch value {
    case .list(let list), .tuple(let list): loop.elements = list.elements
    case .map(let map): loop.elements = map.keys
    case .range(let range): loop.range = range
    default: loop.elements = try call.elements(of: value)
    }
    loop.count = loop.range?.count ?? loop.elements.count
    loop.kept = collecting ? [] : nil
    loop.serial = serial
    loop.context = frame.context
    if program.functions[frame.function].kind == .loop, loops.count == frame.loopCount {
      loop.function = frame.function
      loop.depth = frame.loopDepth
      loop.environment = frame.environment
      if program.functions[frame.function].capturedCount > 0, case .int(let outer) = captured[frame.environment] {
        loop.environment = outer
      }
    }
    loops.push(loop)
  }

  /// Stores the loop's next element at a place of the stack; false at the end.
  @inline(__always)
  mutating func next(counting: Bool, into place: Int) -> Bool {
    let position = loops.top.position
    guard position < loops.top.count else { return false }
    loops.top.position = position &+ 1
    if counting { loops.top.iteration &+= 1 }
    if let range = loops.top.range {
      stack[place] = .int(range[position])
    } else {
      stack[place] = loops.top.elements[position]
    }
    return true
  }

  mutating func keepElement() throws(CallError) {
    guard try truth(stack.pop()) else { return }
    try call.charge(elements: 1)
    let element = loops.top.element(loops.top.position - 1)
    loops.top.kept?.append(element)
  }

  mutating func loopOverKept() {
    loops.top.elements = loops.top.kept ?? []
    loops.top.kept = nil
    loops.top.range = nil
    loops.top.count = loops.top.elements.count
    loops.top.position = 0
    loops.top.iteration = 0
  }

  mutating func loopField(_ field: UInt8, nesting: Int) throws(CallError) -> Value {
    guard let field = LoopField(rawValue: field) else { return .undefined }
    return self.field(field, of: loops.count - 1 - nesting)
  }

  mutating func field(_ field: LoopField, of index: Int) -> Value {
    let iteration = loops[index].iteration
    let count = loops[index].count
    switch field {
    case .index: return .int(iteration)
    case .index0: return .int(iteration - 1)
    case .revindex: return .int(count - iteration + 1)
    case .revindex0: return .int(count - iteration)
    case .first: return .bool(iteration == 1)
    case .last: return .bool(iteration == count)
    case .length: return .int(count)
    case .depth: return .int(loops[index].depth + 1)
    case .depth0: return .int(loops[index].depth)
    case .previtem: return loops[index].element(loops[index].position - 2)
    case .nextitem:
      return loops[index].position < count ? loops[index].element(loops[index].position) : .undefined
    }
  }

  mutating func loopCycle(nesting: Int) throws(CallError) {
    let values = stack.pop().elements ?? []
    guard !values.isEmpty else { throw CallError("`loop.cycle` needs values to choose from", id: "template.arguments") }
    stack.push(values[max(0, loops[loops.count - 1 - nesting].iteration - 1) % values.count])
  }

  mutating func loopChanged(nesting: Int) throws(CallError) {
    let values = stack.pop().elements ?? []
    let index = loops.count - 1 - nesting
    var isSame = false
    if let last = loops[index].lastChanged {
      for value in values { try call.requireDefined(value) }
      isSame = try Value.tuple(List(last)).equals(.tuple(List(values)), call)
    }
    if !isSame { loops[index].lastChanged = values }
    stack.push(.bool(!isSame))
  }

  /// The loop that a value stands for, while it is under way.
  func loopIndex(of callable: Callable) throws(CallError) -> Int {
    let index = Int(callable.first)
    guard index < loops.count, loops[index].serial == Int(callable.second) else {
      throw CallError("this loop is over", id: "template.value")
    }
    return index
  }

  // MARK: Recursion

  /// Runs a recursive loop over the value on the stack.
  mutating func runLoop(_ function: Int, from pc: Int) throws(CallError) -> Int {
    let base = stack.count - 1
    let entry = try enter(
      function, base: base, floor: base, context: frame.context, around: frame.environment, result: .printed, from: pc)
    frame.loopDepth = 0
    return entry
  }

  /// `loop(children)`: the loop and its argument lie on the stack.
  mutating func recurse(_ callable: Callable, prints: Bool, from pc: Int) throws(CallError) -> Int {
    let index = try loopIndex(of: callable)
    guard loops[index].function >= 0 else {
      throw CallError(
        "this loop can't call itself", hint: "end its tag in `recursive`: `{% for … in … recursive %}`",
        id: "template.type")
    }
    let depth = loops[index].depth + 1
    let base = stack.count - 1
    let entry = try enter(
      loops[index].function, base: base, floor: base - 1, context: loops[index].context,
      around: loops[index].environment, result: prints ? .printed : .captured, from: pc)
    frame.loopDepth = depth
    return entry
  }
}
