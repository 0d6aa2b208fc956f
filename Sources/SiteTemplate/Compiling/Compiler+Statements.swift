import SiteDiagnostics

extension Compiler {
  mutating func compile(_ body: Statement.Body) {
    for statement in body { compile(syntax[statement]) }
  }

  private mutating func compile(_ node: Node<Statement>) {
    let range = syntax[node].range
    switch syntax[node].kind {
    case .text:
      if inheritance != .certain { guardOutput(at: range) { compiler in compiler.compileText(range) } }
    case .output(let expression):
      guardOutput(at: range) { compiler in compiler.compileOutput(expression) }
    case .conditional(let branches, let otherwise): compileConditional(branches, otherwise, at: range)
    case .loop(let loop): compileLoop(syntax[loop], of: node, at: range)
    case .assignment(let target, let value):
      compile(value)
      assign(to: syntax[target])
    case .captureAssignment(let target, let filters, let body):
      // What it prints is a value, whoever prints the page.
      let outer = inheritance
      inheritance = .none
      within(scopes.scope(openedBy: node), at: range) { compiler in
        compiler.capture(body, filters, at: range)
        if !filters.isEmpty { compiler.emit(.markSafe, at: range) }
      }
      inheritance = outer
      assign(to: syntax[target])
    case .with(let assignments, let body): compileWith(assignments, body, of: node, at: range)
    case .macro(let macro):
      emit(.makeMacro, compileMacro(syntax[macro], .macro, of: node), at: range)
      assign(to: Target(.name(syntax[macro].name), range))
    case .call(_, let callee, let arguments):
      guardOutput(at: range) { compiler in
        compiler.compileCall(
          callee, compiler.syntax[arguments], caller: node, prints: true, at: compiler.syntax[callee].range)
      }
    case .filter(let filters, let body):
      guardOutput(at: range) { compiler in
        compiler.within(compiler.scopes.scope(openedBy: node), at: range) { compiler in
          compiler.capture(body, filters, at: range)
          compiler.emit(.emit, flag: 1, at: range)
        }
      }
    case .autoescape(let condition, let body): compileAutoescape(condition, body, of: node, at: range)
    case .block(let block): compileBlock(syntax[block], of: node, at: range)
    case .extends(let name): compileExtends(name, at: range)
    case .include(let name, let ignoresMissing, let hasContext):
      guardOutput(at: range) { compiler in
        compiler.compileReference(
          .include, to: name, .include, isOptional: ignoresMissing,
          flag: (ignoresMissing ? 1 : 0) | (hasContext ? 2 : 0), at: range)
      }
    case .importTemplate(let template, let name, let hasContext):
      compileReference(.importing, to: template, .importTemplate, flag: hasContext ? 2 : 0, at: range)
      assign(to: Target(.name(name), range), isImported: true)
    case .importNames(let template, let names, let hasContext):
      compileReference(.importing, to: template, .importTemplate, flag: hasContext ? 2 : 0, at: range)
      for node in names {
        let name = syntax[node]
        emit(.importName, name.name.place, at: name.range)
        assign(to: Target(.name(name.alias), name.range), isImported: true)
      }
      emit(.pop, at: range)
    case .evaluate(let expression):
      compile(expression)
      emit(.pop, at: range)
    case .print(let expressions):
      guardOutput(at: range) { compiler in
        for expression in expressions { compiler.compileOutput(compiler.syntax[expression]) }
      }
    case .breakLoop: leaveLoop(stops: true, at: range)
    case .continueLoop: leaveLoop(stops: false, at: range)
    }
  }

  // MARK: Output

  /// Code that prints: left out where a parent prints instead, conditional where there may be one.
  @inline(__always)
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
    let mark = emitter.mark
    body(&self)
    emitter.rewind(to: mark)
  }

  /// Adds text to the literals, its line endings as line feeds.
  private mutating func compileText(_ range: SourceRange) {
    let start = literals.count
    if hasCarriageReturns {
      appendWithLineFeeds(range.bytes)
    } else {
      let bytes = source.bytes
      literals.append(contentsOf: bytes.span.extracting(range.bytes))
    }
    emit(.literal, start, literals.count - start, at: range)
  }

  private mutating func appendWithLineFeeds(_ range: Range<Int>) {
    for index in range {
      switch source.bytes[index] {
      case UInt8(ascii: "\r"):
        let isFollowed = index + 1 < source.bytes.count && source.bytes[index + 1] == UInt8(ascii: "\n")
        if !isFollowed || index + 1 == range.upperBound { literals.append(UInt8(ascii: "\n")) }
      case let byte: literals.append(byte)
      }
    }
  }

  private mutating func compileOutput(_ expression: Node<Expression>) {
    let range = syntax[expression].range
    switch syntax[expression].kind {
    case .name(let name):
      if let slot = slot(of: name) {
        emit(.emitLocal, slot, at: range)
        return
      }
    case .attribute(let operand, let name):
      if let slot = slot(of: operand) {
        emit(.emitAttribute, slot, name.place, at: range)
        return
      }
    case .call(let callee, let arguments):
      compileCall(callee, syntax[arguments], caller: nil, prints: true, at: range)
      return
    default: break
    }
    compile(expression)
    emit(.emit, at: range)
  }

  /// Keeps what a body prints and leaves it on the stack, filtered.
  private mutating func capture(_ body: Statement.Body, _ filters: Run<FilterCall>, at range: SourceRange) {
    emit(.beginCapture, at: range)
    emitter.beginCapture()
    compile(body)
    emitter.endCapture()
    emit(.endCapture, at: range)
    for filter in filters { compileFilter(syntax[filter], at: range.through(syntax[filter].range)) }
  }

  private mutating func compileAutoescape(
    _ condition: Node<Expression>, _ body: Statement.Body, of node: Node<Statement>, at range: SourceRange
  ) {
    let outerEscapes = escapes
    within(scopes.scope(openedBy: node), at: range) { compiler in
      let slot = compiler.emitter.allocateSlot()
      compiler.emit(.loadEscaping, at: range)
      compiler.emit(.storeLocal, slot, at: range)
      compiler.compile(condition)
      compiler.emit(.setEscapingTo, at: compiler.syntax[condition].range)
      if case .bool(let truth)? = compiler.constant(condition) { compiler.escapes = truth }
      compiler.emitter.beginEscaping(savedIn: slot)
      compiler.compile(body)
      compiler.emitter.endEscaping()
      compiler.emit(.loadLocal, slot, at: range)
      compiler.emit(.setEscapingTo, at: range)
    }
    escapes = outerEscapes
  }

  // MARK: Control

  private mutating func compileConditional(
    _ branches: Run<Statement.Branch>, _ otherwise: Statement.Body, at range: SourceRange
  ) {
    var ends = Emitter.Jumps()
    for (index, node) in branches.enumerated() {
      let branch = syntax[node]
      let skip = compileCondition(branch.condition)
      compileBranch(branch.body)
      if index < branches.count - 1 || !otherwise.isEmpty {
        emitter.add(emitJump(.jump, at: range), to: &ends)
      }
      emitter.land(skip)
    }
    compileBranch(otherwise)
    emitter.land(ends)
  }

  /// In a branch, `extends` is no longer certain.
  private mutating func compileBranch(_ body: Statement.Body) {
    conditionalDepth += 1
    compile(body)
    conditionalDepth -= 1
  }

  /// Code that jumps if the condition is false.
  mutating func compileCondition(_ condition: Node<Expression>) -> Emitter.Jump {
    let range = syntax[condition].range
    switch syntax[condition].kind {
    case .name(let name):
      if let slot = slot(of: name), slot <= Int(UInt16.max) {
        return emitJump(.jumpIfLocalFalse, small: slot, at: range)
      }
    case .attribute(let operand, let name):
      if let slot = slot(of: operand), slot <= Int(UInt16.max) {
        return emitJump(.jumpIfAttributeFalse, name.place, small: slot, at: range)
      }
    default: break
    }
    compile(condition)
    return emitJump(.jumpIfFalse, at: range)
  }

  private mutating func compileWith(
    _ assignments: Run<Statement.Assignment>, _ body: Statement.Body, of node: Node<Statement>, at range: SourceRange
  ) {
    for assignment in assignments { compile(syntax[assignment].value) }
    within(scopes.scope(openedBy: node), at: range) { compiler in
      for assignment in assignments.reversed() {
        compiler.assign(to: compiler.syntax[compiler.syntax[assignment].target])
      }
      compiler.compile(body)
    }
  }

  // MARK: Assignment

  /// Takes the value on the stack apart and stores it.
  mutating func assign(to target: Target, isImported: Bool = false) {
    let range = target.range
    switch target.kind {
    case .name(let name):
      guard case .variable(let variable, _)? = scopes.variable(of: name, in: scope) else {
        emit(.pop, at: range)
        return
      }
      if kind == .root, scopes[scope].parent == nil {
        emit(.export, name.place, flag: isImported ? 1 : 0, at: range)
      }
      store(scopes[variable], at: range)
    case .tuple(let targets):
      emit(.unpack, targets.count, at: range)
      for target in targets { assign(to: syntax[target]) }
    case .attribute(let root, let attribute):
      compileName(root, at: range)
      emit(.storeAttribute, attribute.place, at: range)
    }
  }

  // MARK: Macros

  /// - Parameter node: the statement that defines it.
  mutating func compileMacro(
    _ macro: Statement.Macro, _ kind: Program.Function.Kind, of node: Node<Statement>
  ) -> Int {
    let number = reserveFunction(kind, program.names[macro.name], syntax[node].range)
    compileFunction(number, function(definedBy: node), parameters: macro.parameters) { compiler in
      let names = macro.parameters.map { compiler.syntax[$0].name }
      for (index, node) in macro.parameters.enumerated() {
        let parameter = compiler.syntax[node]
        guard let fallback = parameter.fallback,
          let variable = compiler.scopes.variable(parameter.name, of: compiler.scope)
        else { continue }
        let given = compiler.emitJump(.jumpIfGiven, small: index, at: parameter.range)
        compiler.pendingParameters = names[index...]
        compiler.hasPendingParameters = true
        compiler.compile(fallback)
        compiler.hasPendingParameters = false
        compiler.store(compiler.scopes[variable], at: parameter.range)
        compiler.emitter.land(given)
      }
      compiler.compile(macro.body)
    }
    return number
  }

  // MARK: Inheritance

  private mutating func compileBlock(_ block: Statement.Block, of node: Node<Statement>, at range: SourceRange) {
    let number = reserveFunction(.block, program.names[block.name], range)
    if let first = blockFunctions.updateValue(number, forKey: block.name) {
      let name = program.names[block.name].string
      let place = source.location(of: program.functions[first].range.bytes)
      report(
        "template.duplicate-block", "the block `\(name)` is defined twice", at: block.nameRange,
        notes: [Diagnostic.Note("first defined here", at: place)],
        hint: "`{{ self.\(name)() }}` prints a block again")
    }
    program.templates[templateNumber].blocks.append(
      Program.BlockDefinition(name: block.name.place, function: number, isRequired: block.isRequired))
    let outer = enclosingBlock
    enclosingBlock = (block.name.place, number)
    compileFunction(number, function(definedBy: node)) { compiler in compiler.compile(block.body) }
    enclosingBlock = outer
    guardOutput(at: range) { compiler in
      compiler.emit(.block, block.name.place, flag: (block.isScoped ? 1 : 0) | (block.isRequired ? 2 : 0), at: range)
    }
  }

  private mutating func compileExtends(_ name: Node<Expression>, at range: SourceRange) {
    guard kind == .root, scopes[scope].parent == nil else {
      report(
        "template.syntax", "`extends` can stand at the top of a template alone, or in an `if` there", at: range,
        hint: "move it to the beginning: the whole template extends the other, not a part of it")
      return
    }
    if inheritance == .certain {
      report("template.syntax", "a template can extend only one other", at: range)
    }
    let isCertain = conditionalDepth == 0
    if isCertain, let output = firstOutput {
      report(
        "template.output-before-extends", "`extends` must come before everything that is printed", at: range,
        notes: [Diagnostic.Note("this is printed before", at: source.location(of: output.bytes))])
    }
    compileReference(.extends, to: name, .extends, at: range)
    if isCertain { inheritance = .certain }
  }

  private mutating func compileReference(
    _ kind: TemplateReference.Kind, to name: Node<Expression>, _ operation: Operation, isOptional: Bool = false,
    flag: UInt8 = 0, at range: SourceRange
  ) {
    var number: Int?
    switch syntax[name].kind {
    case .list(let elements), .tuple(let elements):
      var constants = 0
      for element in elements where constant(syntax[element])?.text != nil { constants += 1 }
      for element in elements {
        _ = note(kind, referenceTo: syntax[element], isOptional: isOptional || constants > 1)
      }
    default: number = note(kind, referenceTo: name, isOptional: isOptional)
    }
    if let number {
      emit(operation, number, flag: flag, at: syntax[name].range)
    } else {
      compile(name)
      emit(operation, -1, flag: flag, at: syntax[name].range)
    }
  }

  /// Notes that the template refers to another; gives the number of that, if it is known.
  private mutating func note(
    _ kind: TemplateReference.Kind, referenceTo name: Node<Expression>, isOptional: Bool
  ) -> Int? {
    guard let text = constant(name)?.text else {
      program.templates[templateNumber].hasDynamicReference = true
      return nil
    }
    let number = program.templateIndex[text]
    program.templates[templateNumber].references.append(
      TemplateReference(
        kind: kind, name: text, template: number, range: syntax[name].range, isOptional: isOptional))
    return number
  }

  /// The first statement before `extends` that prints something other than white space.
  private var firstOutput: SourceRange? {
    var captures = 0
    for place in emitter.start..<emitter.code.count {
      let instruction = emitter.code[place]
      if instruction.operation == .endCapture { captures -= 1 }
      if instruction.operation == .beginCapture { captures += 1 }
      if captures > 0 { continue }
      switch instruction.operation {
      case .literal:
        let start = Int(instruction.first)
        if (start..<start + Int(instruction.second)).contains(where: { !literals[$0].isWhitespace }) {
          return emitter.positions[place]
        }
      case .emit, .emitLocal, .emitAttribute, .include, .block: return emitter.positions[place]
      case .call, .callMethod, .callSpread, .callMethodSpread, .callBlock, .callSuper:
        if instruction.flag == 1 { return emitter.positions[place] }
      default: break
      }
    }
    return nil
  }
}
