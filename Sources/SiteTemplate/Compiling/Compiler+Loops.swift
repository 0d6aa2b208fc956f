extension Compiler {
  mutating func compileLoop(_ loop: Statement.Loop, of node: Node<Statement>, at range: SourceRange) {
    compile(loop.elements)
    guard loop.isRecursive else {
      compileLoopBody(loop, in: scopes.scope(openedBy: node), at: range)
      return
    }
    let elements = syntax[loop.elements].range
    let number = reserveFunction(.loop, "for", range)
    compileFunction(number, function(definedBy: node)) { compiler in
      compiler.emit(.loadLocal, 0, at: elements)
      compiler.compileLoopBody(loop, in: compiler.scopes.scope(openedBy: node), at: range)
    }
    emit(.runLoop, number, at: elements)
  }

  /// Loops over the value on the stack.
  ///
  /// - Parameter body: its scope; that of `else` follows it.
  private mutating func compileLoopBody(_ loop: Statement.Loop, in body: Node<Scope>, at range: SourceRange) {
    let use = scopes[body].loop.map { scopes[$0] }
    let collects = loop.filter != nil && use?.looksAhead == true
    emit(.beginLoop, flag: collects ? 1 : 0, at: syntax[loop.elements].range)
    let mark = emitter.slotMark
    let start = emitter.length
    let outer = scope
    scope = body
    reservePlaces(of: body)
    if let variable = use?.variable {
      if !scopes[variable].isCaptured { scopes[variable].place = emitter.allocateSlot() }
      emit(.loadLoop, at: range)
      store(scopes[variable], at: range)
    }
    if collects, let filter = loop.filter {
      let top = emitter.here
      let end = next(syntax[loop.target], at: range)
      beginVariables(of: body, at: range)
      compileFilterCondition(filter)
      emit(.keepElement, at: syntax[filter].range)
      emitter.jump(back: top, at: range)
      emitter.land(end)
      emit(.loopOverKept, at: range)
    }
    let top = emitter.here
    let isCounted = loop.filter == nil || collects
    let end = next(syntax[loop.target], isCounted: isCounted, at: range)
    beginVariables(of: body, at: range)
    emitter.beginLoop(at: top)
    if !isCounted, let filter = loop.filter {
      compileFilterCondition(filter)
      emitter.jump(.jumpIfFalse, back: top, at: syntax[filter].range)
      emit(.countIteration, at: range)
    }
    compile(loop.body)
    emitter.jump(back: top, at: range)
    emitter.land(end)
    emitter.endLoop()
    noteVariables(of: body, from: start)
    scope = outer
    emitter.slotMark = mark
    let ran = emitJump(.endLoop, at: range)
    if !loop.otherwise.isEmpty {
      within(Node(body.place + 1), at: range) { compiler in compiler.compile(loop.otherwise) }
    }
    emitter.land(ran)
  }

  private mutating func compileFilterCondition(_ filter: Node<Expression>) {
    hidesLoop = true
    compile(filter)
    hidesLoop = false
  }

  /// Takes the next element into the target; gives the jump at the end of the elements.
  private mutating func next(
    _ target: Target, isCounted: Bool = true, at range: SourceRange
  ) -> Emitter.Jump {
    let flag: UInt8 = isCounted ? 0 : 1
    if case .name(let name) = target.kind, case .variable(let node, _)? = scopes.variable(of: name, in: scope) {
      let variable = scopes[node]
      if !variable.isCaptured {
        return emitter.emitJump(Instruction(.nextLocal, 0, variable.place, flag: flag), at: range)
      }
    }
    let jump = emitter.emitJump(Instruction(.next, flag: flag), at: range)
    assign(to: target)
    return jump
  }

  mutating func leaveLoop(stops: Bool, at range: SourceRange) {
    guard let loop = emitter.innermostLoop else {
      report("template.syntax", "`\(stops ? "break" : "continue")` needs a loop around it", at: range)
      return
    }
    for _ in 0..<emitter.capturesInLoop { emit(.dropCapture, at: range) }
    if let slot = emitter.escapingSlotInLoop {
      emit(.loadLocal, slot, at: range)
      emit(.setEscapingTo, at: range)
    }
    if stops {
      emitter.breakLoop(by: emitJump(.jump, at: range))
    } else {
      emitter.jump(back: loop.top, at: range)
    }
  }
}
