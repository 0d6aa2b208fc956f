extension Compiler {
  /// Code that leaves the expression's value on the stack.
  mutating func compile(_ node: Node<Expression>) {
    let range = syntax[node].range
    if syntax[node].kind.mayBeConstant, let value = fold(node) {
      emit(.loadConstant, constant(value), at: range)
      return
    }
    switch syntax[node].kind {
    case .constant(let value): emit(.loadConstant, value.place, at: range)
    case .name(let name): compileName(name, at: range)
    case .list(let elements):
      for element in elements { compile(syntax[element]) }
      emit(.buildList, elements.count, at: range)
    case .tuple(let elements):
      for element in elements { compile(syntax[element]) }
      emit(.buildTuple, elements.count, at: range)
    case .map(let elements): compileMap(elements, at: range)
    case .unary(let operation, let operand):
      compile(operand)
      switch operation {
      case .negate: emit(.negate, at: range)
      case .plus: emit(.plus, at: range)
      case .not: emit(.not, at: range)
      }
    case .binary(let operation, let left, let right):
      compile(left)
      compile(right)
      emit(Self.operation(operation), at: range)
    case .concatenation(let operands):
      for operand in operands { compile(syntax[operand]) }
      emit(.concatenate, operands.count, at: range)
    case .conjunction(let operands): compileShortCircuit(operands, .jumpIfFalseOrPop)
    case .disjunction(let operands): compileShortCircuit(operands, .jumpIfTrueOrPop)
    case .comparison(let first, let rest): compileComparison(first, rest)
    case .conditional(let condition, let then): compileConditional(condition, then, nil, at: range)
    case .conditionalElse(let condition, let then, let otherwise):
      compileConditional(condition, then, otherwise, at: range)
    case .attribute(let operand, let name): compileAttribute(of: operand, name, at: range)
    case .item(let operand, let key):
      compile(operand)
      compile(key)
      emit(.item, at: range)
    case .slice(let operand, let slice):
      compile(operand)
      emit(.slice, flag: compileParts(of: syntax[slice]), at: range)
    case .call(let callee, let arguments):
      compileCall(callee, syntax[arguments], caller: nil, prints: false, at: range)
    case .filter(let operand, let filter):
      compile(operand)
      compileFilter(syntax[filter], at: range)
    case .test(let operand, let test):
      compile(operand)
      compileTest(syntax[test], at: range)
    }
  }

  /// Leaves the parts of a slice that are given, and says which.
  private mutating func compileParts(of slice: Expression.Slice) -> UInt8 {
    if let start = slice.start { compile(start) }
    if let stop = slice.stop { compile(stop) }
    if let step = slice.step { compile(step) }
    return (slice.start == nil ? 0 : 1) | (slice.stop == nil ? 0 : 2) | (slice.step == nil ? 0 : 4)
  }

  // MARK: Names

  /// The slot of a name that needs no code to find.
  @inline(__always)
  func slot(of name: Name) -> Int? {
    if name == Name(.selfReference) && isUnassigned(.selfReference) { return nil }
    if name == Name(.superReference) && isUnassigned(.superReference) { return nil }
    if hasPendingParameters, pendingParameters.contains(name) { return nil }
    switch binding(of: name) {
    case .variable(let variable, _): return scopes[variable].isCaptured ? nil : scopes[variable].place
    case .free(let variable): return scopes[variable].place
    case .loop, .context: return nil
    }
  }

  /// The slot of an expression that is such a name.
  @inline(__always)
  func slot(of node: Node<Expression>) -> Int? {
    if case .name(let name) = syntax[node].kind { slot(of: name) } else { nil }
  }

  mutating func compileName(_ name: Name, at range: SourceRange) {
    if name == Name(.selfReference), isUnassigned(.selfReference) {
      emit(.loadSelf, at: range)
    } else if name == Name(.superReference), isUnassigned(.superReference) {
      report(
        "template.syntax",
        enclosingBlock == nil ? "`super` needs a block around it" : "`super` can only be called: `super()`", at: range)
    } else if hasPendingParameters, let parameter = pendingParameters.firstIndex(of: name) {
      loadPending(parameter, at: range)
    } else {
      load(binding(of: name), at: range)
    }
  }

  /// A parameter in the default of one before it, or its own: undefined where it was not given.
  private mutating func loadPending(_ parameter: Int, at range: SourceRange) {
    let given = emitJump(.jumpIfGiven, small: parameter, at: range)
    emit(.loadConstant, constant(.undefined), at: range)
    let end = emitJump(.jump, at: range)
    emitter.land(given)
    emit(.loadLocal, parameter, at: range)
    emitter.land(end)
  }

  private mutating func compileAttribute(of operand: Node<Expression>, _ name: Name, at range: SourceRange) {
    if case .name(Name(.loop)) = syntax[operand].kind, let field = LoopField(name),
      case .loop(_, let nesting) = binding(of: Name(.loop))
    {
      emit(.loopField, small: nesting, flag: field.rawValue, at: range)
    } else if let slot = slot(of: operand) {
      emit(.loadAttribute, slot, name.place, at: range)
    } else {
      compile(operand)
      emit(.attribute, 0, name.place, at: range)
    }
  }

  // MARK: Operators

  private mutating func compileConditional(
    _ condition: Node<Expression>, _ then: Node<Expression>, _ otherwise: Node<Expression>?, at range: SourceRange
  ) {
    let skip = compileCondition(condition)
    compile(then)
    let end = emitJump(.jump, at: range)
    emitter.land(skip)
    if let otherwise { compile(otherwise) } else { emit(.loadConstant, constant(.nothing), at: range) }
    emitter.land(end)
  }

  private mutating func compileShortCircuit(_ operands: Run<Node<Expression>>, _ operation: Operation) {
    var jumps = Emitter.Jumps()
    for (index, node) in operands.enumerated() {
      let operand = syntax[node]
      compile(operand)
      if index < operands.count - 1 { emitter.add(emitJump(operation, at: syntax[operand].range), to: &jumps) }
    }
    emitter.land(jumps)
  }

  private mutating func compileComparison(_ first: Node<Expression>, _ rest: Run<Expression.Comparison>) {
    compile(first)
    var left = syntax[first].range
    var jumps = Emitter.Jumps()
    for (index, node) in rest.enumerated() {
      let part = syntax[node]
      compile(part.operand)
      let right = syntax[part.operand].range
      if index < rest.count - 1 {
        let instruction = Instruction(.compareChain, flag: part.comparison.rawValue)
        emitter.add(emitter.emitJump(instruction, at: left.through(right)), to: &jumps)
      } else {
        emit(.compare, flag: part.comparison.rawValue, at: left.through(right))
      }
      left = right
    }
    emitter.land(jumps)
  }

  private static func operation(_ operation: BinaryOperator) -> Operation {
    switch operation {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .floorDivide: .floorDivide
    case .remainder: .remainder
    case .power: .power
    }
  }

  // MARK: Constants

  /// - Parameter elements: keys and values in turn.
  private mutating func compileMap(_ elements: Run<Node<Expression>>, at range: SourceRange) {
    let count = elements.count / 2
    var keys: [Value] = []
    for index in stride(from: 0, to: elements.count, by: 2) {
      if let key = fold(syntax[elements[index]]) { keys.append(key) }
    }
    let shape = Shape(keys: keys)
    guard shape.keys.count == count, keys.allSatisfy(\.isHashable) else {
      for element in elements { compile(syntax[element]) }
      emit(.buildMapOfPairs, count, at: range)
      return
    }
    for index in stride(from: 1, to: elements.count, by: 2) { compile(syntax[elements[index]]) }
    let model = Map(shape: shape, values: keys.map { _ in .undefined })
    emit(.buildMap, count, constant(.map(model)), at: range)
  }

  /// The value of a literal; `nil` for other expressions.
  func constant(_ node: Node<Expression>) -> Value? {
    if case .constant(let value) = syntax[node].kind { syntax[value] } else { nil }
  }

  /// The value of an expression of constants that need no computing; `nil` for others, and for lists and maps where
  /// templates may change them.
  private func fold(_ node: Node<Expression>) -> Value? {
    switch syntax[node].kind {
    case .constant(let value): return syntax[value]
    case .list(let elements) where !program.usesReferences:
      return fold(elements).map { .list(List($0)) }
    case .tuple(let elements): return fold(elements).map { .tuple(List($0)) }
    case .map(let elements) where !program.usesReferences: return foldMap(elements)
    case .unary(.negate, let operand):
      switch fold(operand) {
      case .int(let number)? where number != .min: return .int(-number)
      case .float(let number)?: return .float(-number)
      default: return nil
      }
    default: return nil
    }
  }

  private func fold(_ nodes: Run<Node<Expression>>) -> [Value]? {
    var values: [Value] = []
    for node in nodes {
      guard let value = fold(syntax[node]) else { return nil }
      values.append(value)
    }
    return values
  }

  private func foldMap(_ elements: Run<Node<Expression>>) -> Value? {
    guard let values = fold(elements) else { return nil }
    let pairs = stride(from: 0, to: values.count, by: 2).map { (key: values[$0], value: values[$0 + 1]) }
    return pairs.allSatisfy(\.key.isHashable) ? .map(Map(pairs)) : nil
  }
}
