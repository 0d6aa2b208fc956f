import SiteDiagnostics

extension Compiler {
  mutating func compile(_ statements: [Statement]) {
    for statement in statements { compile(statement) }
  }

  private mutating func compile(_ statement: Statement) {
    let range = statement.range
    switch statement.kind {
    case .text:
      guardOutput(at: range) { compiler in compiler.compileText(range) }
    case .output(let expression):
      guardOutput(at: range) { compiler in compiler.compileOutput(expression) }
    case .conditional(let cases, let otherwise): compileConditional(cases, otherwise, at: range)
    case .loop(let loop): compileLoop(loop, at: range)
    case .assignment(let target, let value):
      compile(value)
      assign(to: target)
    case .captureAssignment(let target, let filters, let body):
      within(scope.takeScope(), at: range) { compiler in
        compiler.capture(body, filters, at: range)
        if !filters.isEmpty { compiler.emit(.markSafe, at: range) }
      }
      assign(to: target)
    case .with(let assignments, let body): compileWith(assignments, body, at: range)
    case .macro(let macro):
      emit(.makeMacro, compileMacro(macro, .macro, at: range), at: range)
      assign(to: .name(macro.name, range))
    case .call(let macro, let callee, let arguments):
      guardOutput(at: range) { compiler in
        compiler.compileCall(callee, arguments, caller: (macro, range), prints: true, at: callee.range)
      }
    case .filter(let filters, let body):
      guardOutput(at: range) { compiler in
        compiler.within(compiler.scope.takeScope(), at: range) { compiler in
          compiler.capture(body, filters, at: range)
          compiler.emit(.emit, flag: 1, at: range)
        }
      }
    case .autoescape(let condition, let body): compileAutoescape(condition, body, at: range)
    case .block(let block): compileBlock(block, at: range)
    case .extends(let name): compileExtends(name, at: range)
    case .include(let name, let ignoresMissing, let hasContext):
      guardOutput(at: range) { compiler in
        compiler.compileReference(
          .include, to: name, .include, isOptional: ignoresMissing,
          flag: (ignoresMissing ? 1 : 0) | (hasContext ? 2 : 0), at: range)
      }
    case .importTemplate(let template, let name, let hasContext):
      compileReference(.importing, to: template, .importTemplate, flag: hasContext ? 2 : 0, at: range)
      assign(to: .name(name, range))
    case .importNames(let template, let names, let hasContext):
      compileReference(.importing, to: template, .importTemplate, flag: hasContext ? 2 : 0, at: range)
      for name in names {
        emit(.importName, program.name(name.name), at: name.range)
        assign(to: .name(name.alias, name.range))
      }
      emit(.pop, at: range)
    case .evaluate(let expression):
      compile(expression)
      emit(.pop, at: range)
    case .print(let expressions):
      guardOutput(at: range) { compiler in
        for expression in expressions { compiler.compileOutput(expression) }
      }
    case .breakLoop: leaveLoop(stops: true, at: range)
    case .continueLoop: leaveLoop(stops: false, at: range)
    }
  }

  // MARK: Output

  /// Code that prints: left out where a parent prints instead, conditional where there may be one.
  private mutating func guardOutput(at range: SourceRange, _ body: (inout Compiler) -> Void) {
    switch inheritance {
    case .none: body(&self)
    case .certain: skipping(body)
    case .possible:
      let jump = emitJump(.jumpIfExtended, at: range)
      body(&self)
      emitter.land(jump)
    }
  }

  /// Compiles for the mistakes alone.
  private mutating func skipping(_ body: (inout Compiler) -> Void) {
    let saved = emitter
    body(&self)
    emitter = saved
  }

  /// Adds text to the literals, its line endings as line feeds; text right after text becomes one literal.
  private mutating func compileText(_ range: SourceRange) {
    let start = program.literals.count
    var index = range.bytes.lowerBound
    while index < range.bytes.upperBound {
      let byte = source.bytes[index]
      index += 1
      if byte == UInt8(ascii: "\r") {
        if index < source.bytes.count, source.bytes[index] == UInt8(ascii: "\n") { index += 1 }
        program.literals.append(UInt8(ascii: "\n"))
      } else {
        program.literals.append(byte)
      }
    }
    emit(.literal, start, program.literals.count - start, at: range)
  }

  private mutating func compileOutput(_ expression: Expression) {
    let range = expression.range
    switch expression.kind {
    case .name(let name):
      if case .local(let slot) = simple(name) {
        emit(.emitLocal, slot, at: range)
        return
      }
    case .attribute(let operand, let name, _):
      if case .name(let root) = operand.kind, case .local(let slot) = simple(root) {
        emit(.emitAttribute, slot, program.name(name), at: range)
        return
      }
    case .call(let callee, let arguments):
      compileCall(callee, arguments, caller: nil, prints: true, at: range)
      return
    default: break
    }
    compile(expression)
    emit(.emit, at: range)
  }

  /// Keeps what a body prints and leaves it on the stack, filtered.
  private mutating func capture(_ body: [Statement], _ filters: [FilterCall], at range: SourceRange) {
    emit(.beginCapture, at: range)
    emitter.captureDepth += 1
    compile(body)
    emitter.captureDepth -= 1
    emit(.endCapture, at: range)
    for filter in filters { compileFilter(filter, subject: range, at: range.through(filter.nameRange)) }
  }

  private mutating func compileAutoescape(_ condition: Expression, _ body: [Statement], at range: SourceRange) {
    let outerEscapes = escapes
    within(scope.takeScope(), at: range) { compiler in
      let slot = compiler.emitter.allocateSlot()
      compiler.emit(.loadEscaping, at: range)
      compiler.emit(.storeLocal, slot, at: range)
      compiler.compile(condition)
      compiler.emit(.setEscapingTo, at: condition.range)
      if case .constant(.bool(let truth)) = condition.kind { compiler.escapes = truth }
      compiler.emitter.escapingSlots.append(slot)
      compiler.compile(body)
      compiler.emitter.escapingSlots.removeLast()
      compiler.emit(.loadLocal, slot, at: range)
      compiler.emit(.setEscapingTo, at: range)
    }
    escapes = outerEscapes
  }

  // MARK: Control

  private mutating func compileConditional(
    _ cases: [(condition: Expression, body: [Statement])], _ otherwise: [Statement], at range: SourceRange
  ) {
    var ends: [Emitter.Jump] = []
    for (index, branch) in cases.enumerated() {
      let skip = compileCondition(branch.condition)
      compileBranch(branch.body)
      if index < cases.count - 1 || !otherwise.isEmpty { ends.append(emitJump(.jump, at: range)) }
      emitter.land(skip)
    }
    compileBranch(otherwise)
    emitter.land(ends)
  }

  /// In a branch, `extends` is no longer certain.
  private mutating func compileBranch(_ body: [Statement]) {
    conditionalDepth += 1
    compile(body)
    conditionalDepth -= 1
  }

  /// Code that jumps if the condition is false.
  mutating func compileCondition(_ condition: Expression) -> Emitter.Jump {
    let range = condition.range
    switch condition.kind {
    case .name(let name):
      if case .local(let slot) = simple(name), slot <= Int(UInt16.max) {
        return emitJump(.jumpIfLocalFalse, small: slot, at: range)
      }
    case .attribute(let operand, let name, _):
      if case .name(let root) = operand.kind, case .local(let slot) = simple(root), slot <= Int(UInt16.max) {
        return emitJump(.jumpIfAttributeFalse, program.name(name), small: slot, at: range)
      }
    default: break
    }
    compile(condition)
    return emitJump(.jumpIfFalse, at: range)
  }

  private mutating func compileWith(
    _ assignments: [(target: Target, value: Expression)], _ body: [Statement], at range: SourceRange
  ) {
    for assignment in assignments { compile(assignment.value) }
    within(scope.takeScope(), at: range) { compiler in
      for assignment in assignments.reversed() { compiler.assign(to: assignment.target) }
      compiler.compile(body)
    }
  }

  // MARK: Assignment

  /// Takes the value on the stack apart and stores it.
  mutating func assign(to target: Target) {
    switch target {
    case .name(let name, let range):
      guard case .variable(let variable, _)? = scope.variable(of: name) else {
        emit(.pop, at: range)
        return
      }
      if kind == .root, scope.parent == nil { emit(.export, program.name(name), at: range) }
      store(variable, at: range)
    case .tuple(let targets, let range):
      emit(.unpack, targets.count, at: range)
      for target in targets { assign(to: target) }
    case .attribute(let root, let attribute, let range):
      load(scope.binding(of: root), at: range)
      emit(.storeAttribute, program.name(attribute), at: range)
    }
  }

  // MARK: Macros

  mutating func compileMacro(
    _ macro: Statement.Macro, _ kind: Program.Function.Kind, at range: SourceRange
  ) -> Int {
    let number = reserveFunction(kind, macro.name, range)
    program.functions[number].requiredCount = macro.parameters.count { $0.fallback == nil }
    compileFunction(number, scope.takeFunction(), parameters: macro.parameters.map(\.name)) { compiler in
      for (index, parameter) in macro.parameters.enumerated() {
        guard let fallback = parameter.fallback, let variable = compiler.scope.variables[parameter.name] else {
          continue
        }
        let given = compiler.emitJump(.jumpIfGiven, small: index, at: parameter.range)
        compiler.compile(fallback)
        compiler.store(variable, at: parameter.range)
        compiler.emitter.land(given)
      }
      compiler.compile(macro.body)
    }
    return number
  }

  // MARK: Inheritance

  private mutating func compileBlock(_ block: Statement.Block, at range: SourceRange) {
    let name = program.name(block.name)
    let blockScope = nextBlock < blockScopes.count ? blockScopes[nextBlock] : FunctionScope(definedIn: nil)
    nextBlock += 1
    if let first = program.templates[templateNumber].blocks.first(where: { $0.name == name }) {
      let place = source.location(of: program.functions[first.function].range.bytes)
      report(
        "template.duplicate-block", "the block `\(block.name.string)` is defined twice", at: block.nameRange,
        notes: [Diagnostic.Note("first defined here", at: place)],
        hint: "`{{ self.\(block.name.string)() }}` prints a block again")
    }
    let number = reserveFunction(.block, block.name, range)
    program.templates[templateNumber].blocks.append(
      Program.BlockDefinition(name: name, function: number, isRequired: block.isRequired))
    let outer = enclosingBlock
    enclosingBlock = (name, number)
    compileFunction(number, blockScope) { compiler in compiler.compile(block.body) }
    enclosingBlock = outer
    guardOutput(at: range) { compiler in
      compiler.emit(.block, name, flag: (block.isScoped ? 1 : 0) | (block.isRequired ? 2 : 0), at: range)
    }
  }

  private mutating func compileExtends(_ name: Expression, at range: SourceRange) {
    guard kind == .root else {
      report("template.syntax", "`extends` can't stand in a block or macro", at: range)
      return
    }
    if inheritance == .certain {
      report("template.syntax", "a template can extend only one other", at: range)
    }
    let isCertain = conditionalDepth == 0 && scope.parent == nil
    if isCertain, let output = firstOutput {
      report(
        "template.output-before-extends", "`extends` must come before everything that is printed", at: range,
        notes: [Diagnostic.Note("this is printed before", at: source.location(of: output.bytes))])
    }
    compileReference(.extends, to: name, .extends, at: range)
    if isCertain { inheritance = .certain }
  }

  private mutating func compileReference(
    _ kind: TemplateReference.Kind, to name: Expression, _ operation: Operation, isOptional: Bool = false,
    flag: UInt8 = 0, at range: SourceRange
  ) {
    let names: [(Text, SourceRange)]
    switch name.kind {
    case .constant(let value):
      names = value.text.map { [($0, name.range)] } ?? []
    case .list(let elements), .tuple(let elements):
      names = elements.compactMap { element in
        guard case .constant(let value) = element.kind, let text = value.text else { return nil }
        return (text, element.range)
      }
      if names.count < elements.count { program.templates[templateNumber].hasDynamicReference = true }
    default:
      names = []
      program.templates[templateNumber].hasDynamicReference = true
    }
    for (text, range) in names {
      program.templates[templateNumber].references.append(
        TemplateReference(kind: kind, name: text, range: range, isOptional: isOptional || names.count > 1))
    }
    if case .constant = name.kind, let (text, _) = names.first, let number = program.templateIndex[text] {
      emit(operation, number, flag: flag, at: name.range)
    } else {
      compile(name)
      emit(operation, -1, flag: flag, at: name.range)
    }
  }

  /// The first statement before `extends` that prints something other than white space.
  private var firstOutput: SourceRange? {
    zip(emitter.code.indices, emitter.code).lazy.compactMap { index, instruction -> SourceRange? in
      switch instruction.operation {
      case .literal:
        let text = program.literals[Int(instruction.first)..<Int(instruction.first) + Int(instruction.second)]
        guard !text.allSatisfy(\.isWhitespace) else { return nil }
      case .emit, .emitLocal, .emitAttribute, .include, .block, .call, .callMethod, .callSpread: break
      default: return nil
      }
      return emitter.positions.last { Int($0.instruction) <= index }?.range
    }.first
  }
}
