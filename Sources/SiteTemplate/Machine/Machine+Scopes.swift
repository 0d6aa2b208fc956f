/// Contexts and environments live as long as the frame that they were made for, or, where a macro may look into them
/// later, to the end of the render.
extension Machine {
  mutating func pushContext(_ context: Context) -> Int {
    contexts.append(context)
    return contexts.count - 1
  }

  /// Lets a new context see what can be seen here.
  mutating func connect(_ context: inout Context, at pc: Int) {
    let number = frame.context
    context.parent = number
    context.link = (frames.count, frame.serial, pc)
    context.lookupSteps =
      1 + contexts[number].lookupSteps + (contexts[number].names.count + contexts[number].blocks.count) >> 4
      + program.functions[frame.function].lookupSteps
  }

  /// Removes the context and the environment of a frame that has ended, with all that came after them.
  @inline(__always)
  mutating func removeScopes(of ended: Frame) {
    if program.functions[ended.function].capturedCount > 0 {
      let count = max(ended.environment, keptCaptured)
      if captured.count > count { captured.removeLast(captured.count - count) }
    }
    if ended.ownsContext {
      let count = max(ended.context, keptContexts)
      // It is nearly always one.
      while contexts.count > count { contexts.removeLast() }
    }
  }

  /// Keeps the scopes that there are now: a macro has got to where it outlives the function that defined it, in a
  /// namespace, a list or mapping that can be changed, or a module.
  ///
  /// - Parameter settling: whether it may look into any of them, and not only into those that see no others.
  mutating func keepScopes(settling: Bool = true) throws(CallError) {
    if settling {
      for number in settledContexts..<contexts.count where contexts[number].parent >= 0 { try settle(number) }
      settledContexts = contexts.count
    }
    let bytes = (contexts.count - keptContexts) * MemoryLayout<Context>.stride
    try call.charge(elements: captured.count - keptCaptured, bytes: bytes)
    keptContexts = contexts.count
    keptCaptured = captured.count
  }

  /// Lets a context keep what it sees of others as it is now, as Jinja does from the beginning: those others go on.
  private mutating func settle(_ number: Int) throws(CallError) {
    var seen = Context()
    var blocks = contexts[number].blocks
    var sharesBlocks = contexts[number].sharesBlocks
    var next = number
    while next >= 0 {
      let context = contexts[next]
      try call.charge(elements: context.names.count + context.blocks.count)
      if next != number {
        for (name, value) in zip(context.names, context.values) { seen.add(name, value) }
        if sharesBlocks { blocks += context.blocks }
        sharesBlocks = sharesBlocks && context.sharesBlocks
      }
      if let link = context.link {
        for name in names(linked: link) {
          try call.charge(elements: 1 + seen.names.count >> 4)
          if let value = variable(name, linked: link) { seen.add(name, value) }
        }
      }
      seen.seesVariables = seen.seesVariables && context.seesVariables
      next = context.parent
    }
    contexts[number].link = nil
    contexts[number].sharesBlocks = false
    contexts[number].blocks = blocks
    contexts[number].parent = pushContext(seen)
    contexts[number].lookupSteps = 1 + seen.names.count >> 4
  }

  /// The names of all variables of a waiting frame, and of the functions around it.
  private func names(linked link: (frame: Int, serial: Int, place: Int)) -> Set<Int> {
    var names: Set<Int> = []
    var function: Int? = link.frame < frames.count ? frames[link.frame].function : frame.function
    while let number = function {
      for place in program.functions[number].variables.places { names.insert(program.variables[place].name) }
      function = program.functions[number].definition?.function
    }
    return names
  }
}

extension Context {
  /// Adds a variable unless one of that name is nearer.
  fileprivate mutating func add(_ name: Int, _ value: Value) {
    if self[name] == nil { set(name, to: value) }
  }
}
