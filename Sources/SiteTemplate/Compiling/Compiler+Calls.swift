extension Compiler {
  /// Calls of macros, functions, methods, blocks.
  ///
  /// - Parameters:
  ///   - caller: the `call` statement whose body is handed on.
  ///   - prints: whether the result is printed and not left on the stack.
  mutating func compileCall(
    _ callee: Node<Expression>, _ arguments: Arguments, caller: Node<Statement>?, prints: Bool, at range: SourceRange
  ) {
    let flag: UInt8 = prints ? 1 : 0
    if compileSpecialCall(callee, arguments, flag, at: range) { return }
    var operation = Operation.call
    var method = 0
    if case .attribute(let operand, let name) = syntax[callee].kind {
      compile(operand)
      operation = .callMethod
      method = name.place
    } else {
      compile(callee)
    }
    if arguments.hasSplats {
      compileSpread(arguments, caller: caller, at: range)
      emit(operation == .call ? .callSpread : .callMethodSpread, 0, method, flag: flag, at: range)
      return
    }
    for argument in arguments.positional { compile(syntax[argument]) }
    var names: [Name] = []
    for keyword in arguments.keywords {
      compile(syntax[keyword].value)
      names.append(syntax[keyword].name)
    }
    if let caller {
      compileCaller(caller)
      names.append(Name(.caller))
    }
    emit(operation, keywordList(names), method, small: arguments.positional.count, flag: flag, at: range)
  }

  /// Leaves the body of a `call` block as a macro.
  private mutating func compileCaller(_ node: Node<Statement>) {
    guard case .call(let macro, _, _) = syntax[node].kind else { return }
    emit(.makeMacro, compileMacro(syntax[macro], .caller, of: node), at: syntax[node].range)
  }

  /// `super()`, `self.block()`, `loop.cycle()` and `loop.changed()`.
  private mutating func compileSpecialCall(
    _ callee: Node<Expression>, _ arguments: Arguments, _ flag: UInt8, at range: SourceRange
  ) -> Bool {
    if let levels = superLevels(callee), let block = enclosingBlock {
      emit(.callSuper, block.function, block.name, small: levels, flag: flag, at: range)
      return true
    }
    guard case .attribute(let operand, let name) = syntax[callee].kind,
      case .name(let root) = syntax[operand].kind
    else { return false }
    if root == Name(.selfReference), isUnassigned(.selfReference) {
      emit(.callBlock, name.place, flag: flag, at: range)
      return true
    }
    guard root == Name(.loop), name == Name(.cycle) || name == Name(.changed), arguments.keywords.isEmpty,
      case .loop(_, let nesting) = binding(of: root)
    else { return false }
    if arguments.hasSplats {
      compileSpread(arguments, caller: nil, at: range)
      emit(.pop, at: range)
    } else {
      for argument in arguments.positional { compile(syntax[argument]) }
      emit(.buildTuple, arguments.positional.count, at: range)
    }
    emit(name == Name(.cycle) ? .loopCycle : .loopChanged, small: nesting, at: range)
    if flag == 1 { emit(.emit, at: range) }
    return true
  }

  /// 1 for `super`, 2 for `super.super` and so on.
  private func superLevels(_ callee: Node<Expression>) -> Int? {
    switch syntax[callee].kind {
    case .name(Name(.superReference)): isUnassigned(.superReference) ? 1 : nil
    case .attribute(let operand, Name(.superReference)): superLevels(operand).map { $0 + 1 }
    default: nil
    }
  }

  private mutating func keywordList(_ names: [Name]) -> Int {
    if names.isEmpty { return 0 }
    if let number = keywordListNumbers[names] { return number }
    program.keywordLists.append(names.map { program.names[$0] })
    keywordListNumbers[names] = program.keywordLists.count - 1
    return program.keywordLists.count - 1
  }

  /// Leaves a tuple of the arguments by position and a map of those by name.
  private mutating func compileSpread(_ arguments: Arguments, caller: Node<Statement>?, at range: SourceRange) {
    for argument in arguments.positional { compile(syntax[argument]) }
    emit(.buildTuple, arguments.positional.count, at: range)
    if let more = arguments.more {
      compile(more)
      emit(.extendTuple, at: syntax[more].range)
    }
    for keyword in arguments.keywords { compile(syntax[keyword]) }
    var count = arguments.keywords.count
    if let caller {
      emit(.loadConstant, constant(.string(program.names[Name(.caller)])), at: syntax[caller].range)
      compileCaller(caller)
      count += 1
    }
    emit(.buildMapOfPairs, count, flag: 1, at: range)
    if let more = arguments.moreKeywords {
      compile(more)
      emit(.mergeKeywords, at: syntax[more].range)
    }
  }

  /// Leaves a keyword's name and value.
  private mutating func compile(_ keyword: Arguments.Keyword) {
    emit(.loadConstant, constant(.string(program.names[keyword.name])), at: keyword.range)
    compile(keyword.value)
  }

  // MARK: Filters and tests

  /// Applies a filter to the value on the stack.
  mutating func compileFilter(_ call: FilterCall, at range: SourceRange) {
    guard let number = environment.vocabulary.filterNumber(call.name) else {
      return reportUnknown("filter", call, environment.filters.keys, id: "template.unknown-filter")
    }
    compile(call, program.filters[number].signature, .callFilter, .callFilterSpread, number, at: range)
  }

  mutating func compileTest(_ call: FilterCall, at range: SourceRange) {
    guard let number = environment.vocabulary.testNumber(call.name) else {
      return reportUnknown("test", call, environment.tests.keys, id: "template.unknown-test")
    }
    compile(call, program.tests[number].signature, .callTest, .callTestSpread, number, at: range)
  }

  private mutating func reportUnknown(
    _ kind: String, _ call: FilterCall, _ known: some Sequence<String>, id: String
  ) {
    let error = CallError.unknown(kind, program.names[call.name].string, known: known, id: id)
    report(error.id, error.message, at: call.range, hint: error.hint)
  }

  private mutating func compile(
    _ call: FilterCall, _ signature: Signature, _ operation: Operation, _ spreadOperation: Operation, _ number: Int,
    at range: SourceRange
  ) {
    let arguments = syntax[call.arguments]
    if arguments.hasSplats {
      compileSpread(arguments, caller: nil, at: range)
      emit(spreadOperation, number, at: range)
    } else if compile(arguments, of: call, signature, at: range) {
      emit(operation, number, small: signature.argumentCount, at: range)
    }
  }

  /// Leaves one value for each parameter after the subject, which is on the stack already.
  private mutating func compile(
    _ arguments: Arguments, of call: FilterCall, _ signature: Signature, at range: SourceRange
  ) -> Bool {
    let positional = arguments.positional
    let keywords = arguments.keywords
    if keywords.isEmpty, signature.leavesToFallbacks(afterPositional: positional.count + 1) {
      for argument in positional { compile(syntax[argument]) }
      for place in positional.count + 1..<max(positional.count + 1, signature.parameters.count) {
        emit(.loadConstant, constant(signature.parameters[place].fallback ?? .undefined), at: range)
      }
      return true
    }
    do {
      let plan = try signature.plan(
        positional: positional.count + 1, keywords: keywords.map { program.names[syntax[$0].name] },
        naming: program.names[call.name].string, subjects: 1)
      for source in plan.sources.dropFirst() {
        switch source {
        case .positional(let index): compile(syntax[positional[index - 1]])
        case .keyword(let index): compile(syntax[keywords[index]].value)
        case .fallback(let value): emit(.loadConstant, constant(value), at: range)
        }
      }
      if signature.takesMore {
        let more = positional.dropFirst(signature.parameters.count - 1)
        for argument in more { compile(syntax[argument]) }
        emit(.buildTuple, more.count, at: range)
      }
      if signature.takesKeywords {
        for index in plan.leftKeywords { compile(syntax[keywords[index]]) }
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
    guard let argument = error.argument, argument > 0 else { return call.range }
    let positional = syntax[call.arguments].positional
    if argument <= positional.count { return syntax[syntax[positional[argument - 1]]].range }
    let keywords = syntax[call.arguments].keywords
    let keyword = argument - positional.count - 1
    return keyword < keywords.count ? syntax[keywords[keyword]].range : call.range
  }
}
