extension Machine {
  // MARK: Frames

  /// Begins a function whose slots start at `base` of the stack, where some of them already are.
  ///
  /// - Parameters:
  ///   - floor: how high the stack is when the function returns, before its result.
  ///   - ownsContext: whether the context was just made for it.
  ///   - around: the environment of its definition.
  mutating func enter(
    _ number: Int, base: Int, floor: Int, context: Int, ownsContext: Bool = false, around: Int, result: Frame.Result,
    from pc: Int
  ) throws(CallError) -> Int {
    guard frames.count < depthLimit else {
      throw CallError(
        "includes, macros, blocks and recursive loops go more than \(depthLimit) levels deep",
        hint: "something here calls itself without an end", id: "template.budget")
    }
    try charge(steps: program.functions[number].length)
    frames.push(frame)
    serial &+= 1
    frame.function = number
    frame.base = base
    frame.floor = floor
    frame.context = context
    frame.ownsContext = ownsContext
    frame.isOfModule = result == .module
    frame.environment = around
    frame.result = result
    frame.outputStart = output.count
    frame.resumption = pc
    frame.escapedBefore = escapes
    frame.loopCount = loops.count
    frame.serial = serial
    stack.pushUndefined(base + program.functions[number].slotCount - stack.count)
    let capturedCount = program.functions[number].capturedCount
    if capturedCount > 0 {
      frame.environment = captured.count
      captured.append(.int(around))
      for _ in 0..<capturedCount { captured.append(.undefined) }
    }
    if escapes != program.functions[number].escapes { setEscaping(!escapes) }
    return program.functions[number].entry
  }

  /// Ends the function and gives its result to the one that waits for it.
  mutating func leave() throws(CallError) -> Int {
    let ended = frame
    stack.truncate(to: ended.floor)
    guard !frames.isEmpty else { return ended.resumption }
    if !ended.isOfModule { removeScopes(of: ended) }
    frame = frames.pop()
    if escapes != ended.escapedBefore { setEscaping(ended.escapedBefore) }
    switch ended.result {
    case .printed: break
    case .captured:
      let text = output.take(from: ended.outputStart)
      try call.charge(bytes: text.byteCount)
      stack.push(escapes ? .markup(text) : .string(text))
    case .module: try finishModule(ended)
    }
    return ended.resumption
  }

  // MARK: Macros

  /// Begins a macro whose arguments lie on the stack, above the macro itself.
  mutating func enterMacro(
    _ macro: Callable, arguments count: Int, prints: Bool, from pc: Int
  ) throws(CallError) -> Int {
    let number = Int(macro.first)
    let base = stack.count - count
    let parameterCount = program.functions[number].parameters.count
    var more: [Value]?
    if count > parameterCount {
      let rest = stack.popLast(count - parameterCount)
      guard program.functions[number].moreSlot != nil else {
        throw .tooManyArguments(name(of: number), given: count, atMost: parameterCount)
      }
      more = rest
    }
    let required = program.functions[number].requiredCount
    if count < parameterCount {
      for index in count..<parameterCount { stack.push(index < required ? .undefined : .callable(.missing)) }
    }
    let entry = try enter(
      number, base: base, floor: base - 1, context: Int(macro.second), around: Int(macro.third) - 1,
      result: prints ? .printed : .captured, from: pc)
    if let slot = program.functions[number].moreSlot { stack[base + slot] = .tuple(List(more ?? [])) }
    if let slot = program.functions[number].keywordsSlot { stack[base + slot] = .map(Map(shape: .empty, values: [])) }
    return entry
  }

  /// Begins a macro some of whose arguments have names.
  mutating func enterMacro(
    _ macro: Callable, arguments count: Int, names: [Text], prints: Bool, from pc: Int
  ) throws(CallError) -> Int {
    let number = Int(macro.first)
    let function = program.functions[number]
    let values = stack.popLast(names.count)
    let base = stack.count - count
    let given = min(count, function.parameters.count)
    var left: [(key: Value, value: Value)] = []
    var caller: Value?
    var arguments: [(slot: Int, value: Value)] = []
    for (name, value) in zip(names, values) {
      let parameter = function.parameters.firstIndex { program.names[$0] == name }
      if let parameter {
        guard parameter >= given, !arguments.contains(where: { $0.slot == parameter }) else {
          throw .doubleArgument(self.name(of: number), name)
        }
        arguments.append((parameter, value))
      } else if name == "caller", function.callerSlot != nil {
        caller = value
      } else if function.keywordsSlot != nil {
        left.append((.string(name), value))
      } else if name == "caller" {
        throw CallError(
          "`\(function.name.string)` doesn't use `caller()`, so `call` has no place to print in",
          id: "template.arguments")
      } else {
        throw .unknownArgument(self.name(of: number), name, known: function.parameters.map { program.names[$0] })
      }
    }
    let entry = try enterMacro(macro, arguments: count, prints: prints, from: pc)
    for argument in arguments { stack[base + argument.slot] = argument.value }
    if let caller, let slot = function.callerSlot { stack[base + slot] = caller }
    if let slot = function.keywordsSlot { stack[base + slot] = .map(Map(left)) }
    return entry
  }

  private func name(of function: Int) -> String { program.functions[function].name.string }

  // MARK: Blocks

  mutating func renderBlock(_ name: Int, flag: UInt8, from pc: Int) throws(CallError) -> Int {
    guard let entry = try blockEntry(name), let function = entry.functions.first else { return pc }
    if flag & 2 == 2, entry.functions.count < 2 {
      throw CallError(
        "the block `\(program.names[name].string)` is required, but no template defines it",
        hint:
          "define it with `{% block \(program.names[name].string) %}…{% endblock %}` in the template that extends this one",
        id: "template.required-block")
    }
    guard flag & 1 == 1 else { return try enterBlock(function, context: frame.context, result: .printed, from: pc) }
    var context = Context(sharesBlocks: true)
    connect(&context, at: pc)
    return try enter(
      function, base: stack.count, floor: stack.count, context: pushContext(context), ownsContext: true, around: -1,
      result: .printed, from: pc)
  }

  private mutating func blockEntry(_ name: Int) throws(CallError) -> BlockEntry? {
    try charge(steps: contexts[frame.context].lookupSteps + contexts[frame.context].blocks.count >> 4)
    var number = frame.context
    while number >= 0 {
      if let entry = contexts[number].blocks.first(where: { $0.name == name }) { return entry }
      guard contexts[number].sharesBlocks else { return nil }
      number = contexts[number].parent
    }
    return nil
  }

  mutating func enterBlock(
    _ function: Int, context: Int, result: Frame.Result, from pc: Int
  ) throws(CallError) -> Int {
    try enter(function, base: stack.count, floor: stack.count, context: context, around: -1, result: result, from: pc)
  }

  /// `self.name()`
  mutating func callBlock(_ name: Int, prints: Bool, from pc: Int) throws(CallError) -> Int {
    guard let function = try blockEntry(name)?.functions.first else {
      throw CallError("there is no block `\(program.names[name].string)`", id: "template.unknown-block")
    }
    return try enterBlock(function, context: frame.context, result: prints ? .printed : .captured, from: pc)
  }

  /// `super()`, or `super.super()` with more levels.
  mutating func callSuper(
    of block: Int, block name: Int, levels: Int, prints: Bool, from pc: Int
  ) throws(CallError) -> Int {
    let functions = try blockEntry(name)?.functions ?? []
    guard let place = functions.firstIndex(of: block), place + levels < functions.count else {
      throw CallError(
        "the block `\(program.names[name].string)` has no parent that `super()` could print",
        id: "template.no-super")
    }
    return try enterBlock(
      functions[place + levels], context: frame.context, result: prints ? .printed : .captured, from: pc)
  }
}
