/// Runs a program's code: one render of one template.
///
/// Functions of templates call each other on frames of its own, not on the thread's stack, so that no template can
/// exhaust that. What goes wrong is thrown as a `CallError`; the place is worked out from the frames then.
struct Machine: ~Copyable {
  let set: TemplateSet
  let call: NativeCall
  /// What was handed to `render`.
  let variables: Value
  var stack = Stack<Value>(capacity: 256)
  var output: OutputBuffer
  var frame = Frame()
  /// The frames that wait for `frame`, outermost first.
  var frames = Stack<Frame>(capacity: 16)
  var contexts: [Context] = []
  /// The variables that macros capture, environment after environment; each begins with the number of the one around.
  var captured: [Value] = []
  var loops = Stack<LoopState>(capacity: 8)
  /// Where the captures under way began in the output.
  var captures: [Int] = []
  var modules: [Int: Module] = [:]
  /// Namespaces made so far, and changed lists and maps that hold others: to cut the circles in them when all is done.
  var namespaces: [Namespace] = []
  var nestedReferences: [Reference] = []
  var lookups: LookupCache
  var escapes = false
  var serial = 0
  /// How many contexts and how much of `captured` stay to the end, because macros may look into them later.
  var keptContexts = 0
  var keptCaptured = 0
  /// How many contexts no longer see what is looked up in frames that go on.
  var settledContexts = 0
  var remainingSteps: Int
  let isStrict: Bool
  let depthLimit: Int

  init(
    set: TemplateSet, variables: Value, host: (any AnyObject & Sendable)?, lookups: LookupCache, sizeHint: Int
  ) {
    self.set = set
    self.lookups = lookups
    self.variables = variables
    call = NativeCall(set, host: host)
    call.makesReferences = set.program.usesReferences
    output = OutputBuffer(sizeHint: sizeHint, limit: set.environment.limits.outputBytes)
    remainingSteps = set.environment.limits.steps
    isStrict = set.environment.undefinedPolicy == .strict
    depthLimit = set.environment.limits.depth
  }

  var program: Program {
    @inline(__always) _read { yield set.program }
  }

  // MARK: The loop

  /// Runs from `start` until the outermost frame returns.
  ///
  /// - Parameter place: where the machine is, for messages: the instruction after the one that is being run.
  mutating func run(from start: Int, place pc: inout Int) throws(CallError) {
    let (codeArray, constantArray) = (program.code, program.constants)
    let code = codeArray.span
    let constants = constantArray.span
    let literals = unsafe program.literals.withUnsafeBufferPointer { unsafe $0.baseAddress.unsafelyUnwrapped }
    pc = start
    while true {
      let instruction = code[pc]
      pc &+= 1
      let first = Int(instruction.first)
      let second = Int(instruction.second)
      switch instruction.operation {
      case .literal:
        try output.append(unsafe UnheldText(start: literals + first, count: second, mayNeedEscaping: false))
      case .emit:
        try unsafe emit(at: stack.base + (stack.count &- 1), raw: instruction.flag == 1)
        stack.drop(1)
      case .emitLocal: try unsafe emit(at: stack.base + (frame.base &+ first))
      case .emitAttribute: try emitAttribute(second, at: frame.base &+ first)
      case .beginCapture: captures.append(output.count)
      case .endCapture:
        let text = output.take(from: captures.removeLast())
        try call.charge(bytes: text.byteCount)
        stack.push(escapes ? .markup(text) : .string(text))
      case .dropCapture: output.truncate(to: captures.removeLast())
      case .markSafe:
        let text = try call.text(of: stack.top)
        stack.top = escapes ? .markup(text) : .string(text)
      case .setEscapingTo: setEscaping(try truth(stack.pop()))
      case .loadEscaping: stack.push(.bool(escapes))

      case .loadConstant: stack.push(constants[first])
      case .loadLocal: stack.push(stack[frame.base &+ first])
      case .loadCaptured: stack.push(captured[environment(first) + 1 + second])
      case .storeLocal: stack[frame.base &+ first] = stack.pop()
      case .storeCaptured: captured[frame.environment + 1 + first] = stack.pop()
      case .clearLocal: stack[frame.base &+ first] = .undefined
      case .resolveLocal:
        try charge(steps: contexts[frame.context].lookupSteps)
        rememberPlace(ofVariable: second)
        stack[frame.base &+ first] = resolve(second, in: frame.context)
      case .export:
        try charge(steps: contexts[frame.context].names.count >> 4)
        contexts[frame.context].set(first, to: stack.top, isImported: instruction.flag == 1)
      case .storeAttribute: try storeAttribute(first)
      case .pop: stack.drop(1)

      case .attribute: stack.top = try attribute(second, at: stack.count &- 1)
      case .loadAttribute: stack.push(try attribute(second, at: frame.base &+ first))
      case .item:
        let key = stack.pop()
        stack.top = try item(key, of: stack.top)
      case .slice: try slice(parts: instruction.flag)
      case .negate: stack.top = try stack.top.negated()
      case .plus:
        guard stack.top.number != nil else { throw Value.unsupportedSign(stack.top) }
        if case .bool(let truth) = stack.top { stack.top = .int(truth ? 1 : 0) }
      case .not: stack.top = .bool(!(try truth(stack.top)))
      case .add, .subtract, .multiply, .divide, .floorDivide, .remainder, .power:
        let right = stack.pop()
        stack.top = try arithmetic(instruction.operation, stack.top, right)
      case .concatenate: try concatenate(first)
      case .compare:
        let right = stack.pop()
        stack.top = .bool(try compare(instruction.flag, stack.top, right))
      case .compareChain:
        let right = stack.pop()
        if try compare(instruction.flag, stack.top, right) {
          stack.top = right
        } else {
          stack.top = .bool(false)
          pc &+= first
        }
      case .jump:
        pc &+= first
        if first < 0 { try charge(steps: -first) }
      case .jumpIfFalse:
        if !(try truth(stack.pop())) {
          pc &+= first
          if first < 0 { try charge(steps: -first) }
        }
      case .jumpIfFalseOrPop: if try truth(stack.top) { stack.drop(1) } else { pc &+= first }
      case .jumpIfTrueOrPop: if try truth(stack.top) { pc &+= first } else { stack.drop(1) }
      case .jumpIfLocalFalse:
        if !(try unsafe truth(at: stack.base + (frame.base &+ Int(instruction.small)))) { pc &+= first }
      case .jumpIfAttributeFalse:
        if !(try isAttributeTrue(second, at: frame.base &+ Int(instruction.small))) { pc &+= first }
      case .buildList:
        try call.charge(elements: first)
        try push(made: .list(List(stack.popLast(first))))
        if program.usesReferences { stack.top = .reference(Reference(stack.top)) }
      case .buildTuple: try push(made: .tuple(List(stack.popLast(first))))
      case .buildMap:
        guard case .map(let model) = constants[second] else { break }
        try push(made: .map(Map(shape: model.shape, values: stack.popLast(first))))
        if program.usesReferences { stack.top = .reference(Reference(stack.top)) }
      case .buildMapOfPairs:
        try buildMap(pairs: first)
        if program.usesReferences, instruction.flag == 0 { stack.top = .reference(Reference(stack.top)) }
      case .extendTuple: try extendTuple()
      case .mergeKeywords: try mergeKeywords()
      case .unpack: try unpack(first)

      case .callFilter: try callFilter(first, arguments: Int(instruction.small))
      case .callTest: try callTest(first, arguments: Int(instruction.small))
      case .callFilterSpread: try callFilterSpread(first)
      case .callTestSpread: try callTestSpread(first)
      case .call:
        pc = try callValue(
          arguments: Int(instruction.small), keywords: first, prints: instruction.flag == 1, from: pc)
      case .callSpread: pc = try callSpread(prints: instruction.flag == 1, from: pc)
      case .callMethod:
        pc = try callMethod(
          second, arguments: Int(instruction.small), keywords: first, prints: instruction.flag == 1, from: pc)
      case .callMethodSpread: pc = try callMethodSpread(second, prints: instruction.flag == 1, from: pc)
      case .callBlock: pc = try callBlock(first, prints: instruction.flag == 1, from: pc)
      case .callSuper:
        pc = try callSuper(
          of: first, block: second, levels: Int(instruction.small), prints: instruction.flag == 1, from: pc)
      case .makeMacro: stack.push(.callable(Callable(.macro, first, frame.context, frame.environment + 1)))
      case .loadSelf: stack.push(.callable(Callable(.template, frame.context)))
      case .jumpIfGiven:
        if case .callable(.missing) = stack[frame.base &+ Int(instruction.small)] { break }
        pc &+= first
      case .return:
        if frames.isEmpty { return }
        pc = try leave()

      case .beginLoop: try beginLoop(collecting: instruction.flag == 1)
      case .nextLocal:
        if !next(counting: instruction.flag == 0, into: frame.base &+ second) { pc &+= first }
      case .next:
        stack.push(.undefined)
        if !next(counting: instruction.flag == 0, into: stack.count &- 1) {
          stack.drop(1)
          pc &+= first
        }
      case .countIteration: loops.top.iteration &+= 1
      case .keepElement: try keepElement()
      case .loopOverKept: loopOverKept()
      case .endLoop:
        if loops.top.iteration > 0 { pc &+= first }
        loops.drop(1)
      case .loopField: stack.push(try loopField(instruction.flag, nesting: Int(instruction.small)))
      case .loopCycle: try loopCycle(nesting: Int(instruction.small))
      case .loopChanged: try loopChanged(nesting: Int(instruction.small))
      case .loadLoop:
        let index = loops.count &- 1 &- Int(instruction.small)
        stack.push(.callable(Callable(.loop, index, loops[index].serial)))
      case .runLoop: pc = try runLoop(first, from: pc)

      case .block: pc = try renderBlock(first, flag: instruction.flag, from: pc)
      case .extends: try extend(first)
      case .renderParent: pc = try renderParent(from: pc)
      case .jumpIfExtended: if contexts[frame.context].parentTemplate >= 0 { pc &+= first }
      case .include: pc = try include(first, flag: instruction.flag, from: pc)
      case .importTemplate: pc = try importTemplate(first, flag: instruction.flag, from: pc)
      case .importName: try importName(first)
      }
    }
  }

  /// Pays for code that is about to run: a function when it begins, a loop's body when it jumps back.
  @inline(__always)
  mutating func charge(steps: Int) throws(CallError) {
    remainingSteps &-= steps
    if remainingSteps < 0 {
      throw CallError("this template takes more than \(call.environment.limits.steps) steps", id: "template.budget")
    }
  }

  // MARK: Truth and output

  @inline(__always)
  func truth(_ value: borrowing Value) throws(CallError) -> Bool {
    switch value {
    case .bool(let truth): return truth
    case .undefined:
      if isStrict { throw .undefined }
      return false
    default: return value.isTrue
    }
  }

  /// As `truth`, of a value where it lies.
  @inline(__always)
  @unsafe mutating func truth(at place: UnsafePointer<Value>) throws(CallError) -> Bool {
    if let (text, _) = unsafe place.pointee.unheldText { return text.count > 0 }
    return try truth(unsafe place.pointee)
  }

  /// Prints a value where it lies: on the stack, or in something that the stack holds.
  @inline(__always)
  mutating func emit(at place: UnsafePointer<Value>, raw: Bool = false) throws(CallError) {
    if let (text, isMarkup) = unsafe place.pointee.unheldText {
      try output.append(text, escaped: escapes && !isMarkup && !raw)
    } else {
      try emitOther(unsafe place.pointee, raw: raw)
    }
  }

  @inline(never)
  mutating func emit(_ value: Value, raw: Bool = false) throws(CallError) {
    switch value {
    case .string(let text): try output.append(text, escaped: escapes && !raw)
    case .markup(let text): try output.append(text, escaped: false)
    default: try emitOther(value, raw: raw)
    }
  }

  private mutating func emitOther(_ value: Value, raw: Bool) throws(CallError) {
    switch value {
    case .int(let number): try output.append(number)
    case .undefined:
      if isStrict { throw .undefined }
    case .nothing, .none: break
    case .object(let module as Module): try output.append(module.printed, escaped: false)
    case .callable(let callable):
      try output.append(description(of: callable), escaped: escapes && !raw)
    default:
      try output.append(try call.text(of: value), escaped: escapes && !raw)
    }
  }

  /// What printing something callable gives; templates show as in Jinja.
  private func description(of callable: Callable) -> Text {
    guard callable.kind == .template else { return Text("<\(callable.typeName)>") }
    let template = program.functions[frame.function].template
    return Text("<TemplateReference '\(program.templates[template].name.string)'>")
  }

  mutating func setEscaping(_ escapes: Bool) {
    self.escapes = escapes
    call.isAutoescaping = escapes
  }

  /// Pushes a container that was just made, unless it nests too deeply.
  mutating func push(made value: Value) throws(CallError) {
    try checkDepth(of: value)
    stack.push(value)
  }

  @inline(__always)
  func checkDepth(of value: Value) throws(CallError) {
    if value.nesting.depth > Value.maximumDepth {
      throw CallError("this value nests more than \(Value.maximumDepth) levels deep", id: "template.budget")
    }
  }
}
