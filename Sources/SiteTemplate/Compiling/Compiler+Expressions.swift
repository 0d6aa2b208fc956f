extension Compiler {
  /// Code that leaves the expression's value on the stack.
  mutating func compile(_ expression: Expression) {
    let range = expression.range
    if let value = fold(expression) {
      emit(.loadConstant, constant(value), at: range)
      return
    }
    switch expression.kind {
    case .constant(let value): emit(.loadConstant, constant(value), at: range)
    case .name(let name): compileName(name, at: range)
    case .list(let elements):
      for element in elements { compile(element) }
      emit(.buildList, elements.count, at: range)
    case .tuple(let elements):
      for element in elements { compile(element) }
      emit(.buildTuple, elements.count, at: range)
    case .map(let pairs): compileMap(pairs, at: range)
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
      for operand in operands { compile(operand) }
      emit(.concatenate, operands.count, at: range)
    case .conjunction(let operands): compileShortCircuit(operands, .jumpIfFalseOrPop)
    case .disjunction(let operands): compileShortCircuit(operands, .jumpIfTrueOrPop)
    case .comparison(let first, let rest): compileComparison(first, rest, at: range)
    case .conditional(let condition, let then, let otherwise):
      let skip = compileCondition(condition)
      compile(then)
      let end = emitJump(.jump, at: range)
      emitter.land(skip)
      if let otherwise { compile(otherwise) } else { emit(.loadConstant, constant(.nothing), at: range) }
      emitter.land(end)
    case .attribute(let operand, let name, _): compileAttribute(of: operand, name, at: range)
    case .item(let operand, let key):
      compile(operand)
      compile(key)
      emit(.item, at: range)
    case .slice(let operand, let start, let stop, let step):
      compile(operand)
      var flag: UInt8 = 0
      for (bit, part) in [start, stop, step].enumerated() {
        guard let part else { continue }
        compile(part)
        flag |= 1 << UInt8(bit)
      }
      emit(.slice, flag: flag, at: range)
    case .call(let callee, let arguments):
      compileCall(callee, arguments, caller: nil, prints: false, at: range)
    case .filter(let operand, let filter):
      compile(operand)
      compileFilter(filter, subject: operand.range, at: range)
    case .test(let operand, let test):
      compile(operand)
      compileTest(test, subject: operand.range, at: range)
    }
  }

  /// What a name is where it needs no code to find: a slot.
  enum Simple {
    case local(Int)
  }

  func simple(_ name: Text) -> Simple? {
    switch scope.variable(of: name) {
    case .variable(let variable, _)?: return variable.isCaptured ? nil : .local(variable.place)
    case .loop?: return nil
    default: break
    }
    guard name != .selfName, name != .superName else { return nil }
    if case .free(let variable) = scope.binding(of: name, hidesLoop: hidesLoop) { return .local(variable.place) }
    return nil
  }

  private mutating func compileName(_ name: Text, at range: SourceRange) {
    if name == .selfName, scope.variable(of: name) == nil {
      emit(.loadSelf, at: range)
    } else if name == .superName, scope.variable(of: name) == nil {
      report(
        "template.syntax",
        enclosingBlock == nil ? "`super` needs a block around it" : "`super` can only be called: `super()`", at: range)
    } else {
      load(scope.binding(of: name, hidesLoop: hidesLoop), at: range)
    }
  }

  private mutating func compileAttribute(of operand: Expression, _ name: Text, at range: SourceRange) {
    if case .name(let root) = operand.kind {
      if root == .loop, let field = LoopField(name),
        case .loop(_, let nesting) = scope.binding(of: root, hidesLoop: hidesLoop)
      {
        emit(.loopField, small: nesting, flag: field.rawValue, at: range)
        return
      }
      if case .local(let slot) = simple(root) {
        emit(.loadAttribute, slot, program.name(name), at: range)
        return
      }
    }
    compile(operand)
    emit(.attribute, 0, program.name(name), at: range)
  }

  private mutating func compileMap(_ pairs: [(key: Expression, value: Expression)], at range: SourceRange) {
    let keys = pairs.compactMap { fold($0.key) }
    let shape = Shape(keys: keys)
    if keys.count == pairs.count, shape.keys.count == keys.count {
      for pair in pairs { compile(pair.value) }
      let model = Map(shape: shape, values: keys.map { _ in .undefined })
      emit(.buildMap, pairs.count, constant(.map(model)), at: range)
    } else {
      for pair in pairs {
        compile(pair.key)
        compile(pair.value)
      }
      emit(.buildMapOfPairs, pairs.count, at: range)
    }
  }

  private mutating func compileShortCircuit(_ operands: [Expression], _ operation: Operation) {
    var jumps: [Emitter.Jump] = []
    for (index, operand) in operands.enumerated() {
      compile(operand)
      if index < operands.count - 1 { jumps.append(emitJump(operation, at: operand.range)) }
    }
    emitter.land(jumps)
  }

  private mutating func compileComparison(
    _ first: Expression, _ rest: [(ComparisonOperator, Expression)], at range: SourceRange
  ) {
    compile(first)
    var jumps: [Emitter.Jump] = []
    for (index, (comparison, operand)) in rest.enumerated() {
      compile(operand)
      let part = index == 0 ? first.range.through(operand.range) : rest[index - 1].1.range.through(operand.range)
      if index < rest.count - 1 {
        jumps.append(
          emitter.emitJump(Instruction(.compareChain, flag: comparison.rawValue), at: part))
      } else {
        emit(.compare, flag: comparison.rawValue, at: part)
      }
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

  /// The value of an expression of constants that need no computing; `nil` for others, and for lists and maps where
  /// templates may change them.
  private func fold(_ expression: Expression) -> Value? {
    switch expression.kind {
    case .constant(let value): return value
    case .list(let elements) where !program.usesReferences:
      return fold(elements).map { .list(List($0)) }
    case .tuple(let elements): return fold(elements).map { .tuple(List($0)) }
    case .map(let pairs) where !program.usesReferences:
      guard let keys = fold(pairs.map(\.key)), let values = fold(pairs.map(\.value)),
        keys.allSatisfy(\.isHashable)
      else { return nil }
      return .map(Map(Array(zip(keys, values)).map { ($0.0, $0.1) }))
    case .unary(.negate, let operand):
      switch fold(operand) {
      case .int(let number)? where number != .min: return .int(-number)
      case .float(let number)?: return .float(-number)
      default: return nil
      }
    default: return nil
    }
  }

  private func fold(_ expressions: [Expression]) -> [Value]? {
    var values: [Value] = []
    for expression in expressions {
      guard let value = fold(expression) else { return nil }
      values.append(value)
    }
    return values
  }
}
