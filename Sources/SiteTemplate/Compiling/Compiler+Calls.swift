extension Compiler {
  /// Calls of macros, functions, methods, blocks.
  ///
  /// - Parameters:
  ///   - caller: the body of a `call` block.
  ///   - prints: whether the result is printed and not left on the stack.
  mutating func compileCall(
    _ callee: Expression, _ arguments: Arguments, caller: (macro: Statement.Macro, range: SourceRange)?,
    prints: Bool, at range: SourceRange
  ) {
    let flag: UInt8 = prints ? 1 : 0
    if compileSpecialCall(callee, arguments, flag, at: range) { return }
    var operation = Operation.call
    var method = 0
    if case .attribute(let operand, let name, _) = callee.kind {
      compile(operand)
      operation = .callMethod
      method = program.name(name)
    } else {
      compile(callee)
    }
    if arguments.hasSplats {
      compileSpread(arguments, caller: caller, at: range)
      emit(operation == .call ? .callSpread : .callMethodSpread, 0, method, flag: flag, at: range)
      return
    }
    for argument in arguments.positional { compile(argument) }
    for keyword in arguments.keywords { compile(keyword.value) }
    var names = arguments.keywords.map(\.name)
    if let caller {
      emit(.makeMacro, compileMacro(caller.macro, .caller, at: caller.range), at: caller.range)
      names.append(.caller)
    }
    emit(
      operation, keywordList(names), method, small: arguments.positional.count, flag: flag, at: range)
  }

  /// `super()`, `self.block()`, `loop.cycle()` and `loop.changed()`.
  private mutating func compileSpecialCall(
    _ callee: Expression, _ arguments: Arguments, _ flag: UInt8, at range: SourceRange
  ) -> Bool {
    if let levels = superLevels(callee), let block = enclosingBlock {
      emit(.callSuper, block.function, block.name, small: levels, flag: flag, at: range)
      return true
    }
    guard case .attribute(let operand, let name, _) = callee.kind, case .name(let root) = operand.kind else {
      return false
    }
    if root == .selfName, scope.variable(of: root) == nil {
      emit(.callBlock, program.name(name), flag: flag, at: range)
      return true
    }
    guard root == .loop, name == .cycle || name == .changed, arguments.keywords.isEmpty,
      case .loop(_, let nesting) = scope.binding(of: root, hidesLoop: hidesLoop)
    else { return false }
    if arguments.hasSplats {
      compileSpread(arguments, caller: nil, at: range)
      emit(.pop, at: range)
    } else {
      for argument in arguments.positional { compile(argument) }
      emit(.buildTuple, arguments.positional.count, at: range)
    }
    emit(name == .cycle ? .loopCycle : .loopChanged, small: nesting, at: range)
    if flag == 1 { emit(.emit, at: range) }
    return true
  }

  /// 1 for `super`, 2 for `super.super` and so on.
  private func superLevels(_ callee: Expression) -> Int? {
    switch callee.kind {
    case .name(.superName): scope.variable(of: .superName) == nil ? 1 : nil
    case .attribute(let operand, .superName, _): superLevels(operand).map { $0 + 1 }
    default: nil
    }
  }

  private mutating func keywordList(_ names: [Text]) -> Int {
    if let index = program.keywordLists.firstIndex(of: names) { return index }
    program.keywordLists.append(names)
    return program.keywordLists.count - 1
  }

  /// Leaves a tuple of the arguments by position and a map of those by name.
  private mutating func compileSpread(
    _ arguments: Arguments, caller: (macro: Statement.Macro, range: SourceRange)?, at range: SourceRange
  ) {
    for argument in arguments.positional { compile(argument) }
    emit(.buildTuple, arguments.positional.count, at: range)
    if let more = arguments.more {
      compile(more)
      emit(.extendTuple, at: more.range)
    }
    for keyword in arguments.keywords {
      emit(.loadConstant, constant(.string(keyword.name)), at: keyword.nameRange)
      compile(keyword.value)
    }
    var count = arguments.keywords.count
    if let caller {
      emit(.loadConstant, constant(.string(.caller)), at: caller.range)
      emit(.makeMacro, compileMacro(caller.macro, .caller, at: caller.range), at: caller.range)
      count += 1
    }
    emit(.buildMapOfPairs, count, flag: 1, at: range)
    if let more = arguments.moreKeywords {
      compile(more)
      emit(.mergeKeywords, at: more.range)
    }
  }

  // MARK: Filters and tests

  /// Applies a filter to the value on the stack.
  mutating func compileFilter(_ call: FilterCall, subject: SourceRange, at range: SourceRange) {
    let name = call.name.string
    guard let number = filterNumber(name) else {
      reportUnknown("filter", call, environment.filters.keys, id: "template.unknown-filter")
      return
    }
    let signature = program.filters[number].signature
    if call.arguments.hasSplats {
      compileSpread(call.arguments, caller: nil, at: range)
      emit(.callFilterSpread, number, at: range)
    } else if compileArguments(call, signature, subject: subject, at: range) {
      emit(.callFilter, number, small: signature.argumentCount, at: range)
    }
  }

  mutating func compileTest(_ call: FilterCall, subject: SourceRange, at range: SourceRange) {
    let name = call.name.string
    guard let number = testNumber(name) else {
      reportUnknown("test", call, environment.tests.keys, id: "template.unknown-test")
      return
    }
    let signature = program.tests[number].signature
    if call.arguments.hasSplats {
      compileSpread(call.arguments, caller: nil, at: range)
      emit(.callTestSpread, number, at: range)
    } else if compileArguments(call, signature, subject: subject, at: range) {
      emit(.callTest, number, small: signature.argumentCount, at: range)
    }
  }

  private mutating func reportUnknown(
    _ kind: String, _ call: FilterCall, _ known: some Sequence<String>, id: String
  ) {
    let error = CallError.unknown(kind, call.name.string, known: known, id: id)
    report(error.id, error.message, at: call.nameRange, hint: error.hint)
  }

  /// Leaves one value for each parameter after the subject, which is on the stack already.
  private mutating func compileArguments(
    _ call: FilterCall, _ signature: Signature, subject: SourceRange, at range: SourceRange
  ) -> Bool {
    let arguments = call.arguments
    do {
      let plan = try signature.plan(
        positional: arguments.positional.count + 1, keywords: arguments.keywords.map(\.name),
        naming: call.name.string, subjects: 1)
      for source in plan.sources.dropFirst() {
        switch source {
        case .positional(let index): compile(arguments.positional[index - 1])
        case .keyword(let index): compile(arguments.keywords[index].value)
        case .fallback(let value): emit(.loadConstant, constant(value), at: range)
        }
      }
      if signature.takesMore {
        let more = arguments.positional.dropFirst(signature.parameters.count - 1)
        for argument in more { compile(argument) }
        emit(.buildTuple, more.count, at: range)
      }
      if signature.takesKeywords {
        for index in plan.leftKeywords {
          let keyword = arguments.keywords[index]
          emit(.loadConstant, constant(.string(keyword.name)), at: keyword.nameRange)
          compile(keyword.value)
        }
        emit(.buildMapOfPairs, plan.leftKeywords.count, flag: 1, at: range)
      }
      return true
    } catch {
      report(error.id, error.message, at: place(of: error, in: call), hint: error.hint)
      return false
    }
  }

  /// Which argument a mistake is about.
  private func place(of error: CallError, in call: FilterCall) -> SourceRange {
    guard let argument = error.argument, argument > 0 else { return call.nameRange }
    let positional = call.arguments.positional
    if argument <= positional.count { return positional[argument - 1].range }
    let keyword = argument - positional.count - 1
    return keyword < call.arguments.keywords.count ? call.arguments.keywords[keyword].nameRange : call.nameRange
  }
}
