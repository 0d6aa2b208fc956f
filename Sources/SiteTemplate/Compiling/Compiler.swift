import SiteDiagnostics

/// Makes code of a template's statements, for one template after the other into one program.
struct Compiler: ~Copyable {
  let environment: Environment
  let syntax: SyntaxTree
  var scopes: ScopeTree
  var program: Program
  // What becomes the program's arrays.
  private var code: Arena<Instruction>
  private var positions: Arena<SourceRange>
  private var variables: Arena<Program.VariableRange>
  var literals: Arena<UInt8>
  var keywordListNumbers: [[Name]: Int] = [:]

  // Of the template that is being compiled.
  var source = SourceText(path: "", bytes: [])
  var hasCarriageReturns = false
  var templateNumber = 0
  var diagnostics: [Diagnostic] = []
  var blockFunctions: [Name: Int] = [:]

  // Of the function that is being compiled.
  var emitter = Emitter()
  var scope = Node<Scope>(0)
  var kind = Program.Function.Kind.root
  var functionNumber = 0
  /// The block around, for `super()`: also in macros and loops within it.
  var enclosingBlock: (name: Int, function: Int)?
  var escapes = false
  var inheritance = Inheritance.none
  /// How many `if` branches are around within the function.
  var conditionalDepth = 0
  /// While a loop's filter is compiled, in which `loop` is the loop around.
  var hidesLoop = false
  /// While a parameter's default is compiled: the parameters that have no value yet, unless they were given one.
  var pendingParameters: ArraySlice<Name> = []
  var hasPendingParameters = false

  /// Whether the text of a template's root is its own output.
  enum Inheritance {
    case none
    /// `extends` stands at the top: nothing after it prints.
    case certain
    /// `extends` stands in an `if`: what prints must ask.
    case possible
  }

  /// - Parameter sizeHint: how many bytes the templates have.
  private init(
    environment: Environment, _ analysis: consuming ScopeBuilder, program: consuming Program, sizeHint: Int
  ) {
    self.environment = environment
    self.program = program
    syntax = analysis.syntax
    scopes = analysis.scopes
    code = Arena(capacity: sizeHint / 8)
    positions = Arena(capacity: sizeHint / 8)
    variables = Arena(capacity: sizeHint / 32)
    literals = Arena(capacity: sizeHint)
  }

  /// Compiles all templates; each keeps its own mistakes.
  static func compile(_ sources: [TemplateSource], environment: Environment) -> Program {
    let size = sources.reduce(0) { $0 + $1.text.bytes.count }
    var program = Program(environment.vocabulary, templateCount: sources.count)
    var parser = Parser(names: program.names, vocabulary: environment.vocabulary, sizeHint: size)
    var bodies: [Statement.Body] = []
    bodies.reserveCapacity(sources.count)
    var errors: [Int: SyntaxError] = [:]
    for source in sorted(sources) {
      let name = Text(source.name)
      guard program.templateIndex.updateValue(program.templates.count, forKey: name) == nil else {
        program.templateIndex[name] = program.templates.count - 1
        continue
      }
      program.templates.append(Program.Template(name: name, source: source.text))
      do throws(SyntaxError) {
        bodies.append(try parser.parse(source.text))
      } catch {
        errors[bodies.count] = error
        bodies.append(.empty)
      }
    }
    program.names = parser.lexer.names
    program.usesReferences = parser.mentionsMutation
    program.constants = parser.tree.constants
    let analysis = ScopeBuilder(bodies, of: parser.tree)
    let roots = analysis.roots
    var compiler = Compiler(environment: environment, analysis, program: program, sizeHint: size)
    for number in bodies.indices {
      compiler.begin(number)
      if let error = errors[number] { compiler.report(error) } else { compiler.compile(bodies[number], roots[number]) }
      compiler.finish()
    }
    return compiler.takeProgram()
  }

  private static func sorted(_ sources: [TemplateSource]) -> [TemplateSource] {
    let isSorted = zip(sources, sources.dropFirst()).allSatisfy { $0.name <= $1.name }
    return isSorted ? sources : sources.sorted { $0.name < $1.name }
  }

  private consuming func takeProgram() -> Program {
    program.code = code.array
    program.positions = positions.array
    program.variables = variables.array
    for number in program.functions.indices {
      let around = program.functions[number].definition.map { program.functions[$0.function].lookupSteps }
      program.functions[number].lookupSteps = program.functions[number].variables.count >> 4 + (around ?? 0)
    }
    program.literals = literals.array
    return program
  }

  private mutating func begin(_ number: Int) {
    templateNumber = number
    source = program.templates[number].source
    hasCarriageReturns = source.bytes.span.firstIndex(of: UInt8(ascii: "\r"), from: 0) != nil
    diagnostics = []
  }

  private mutating func finish() {
    if !diagnostics.isEmpty { program.templates[templateNumber].errors = diagnostics.inReadingOrder() }
  }

  private mutating func compile(_ body: Statement.Body, _ rootScope: Node<Scope>) {
    blockFunctions.removeAll(keepingCapacity: true)
    enclosingBlock = nil
    escapes = environment.escapes(program.templates[templateNumber].name.string)
    inheritance = containsExtends(body) ? .possible : .none
    let literalStart = literals.count
    let root = reserveFunction(.root, program.templates[templateNumber].name, SourceRange(0..<0))
    compileFunction(root, scopes[scopes[rootScope].function]) { compiler in
      compiler.compile(body)
      if compiler.inheritance != .none { compiler.emit(.renderParent, at: SourceRange(0..<0)) }
    }
    program.templates[templateNumber].sizeHint = literals.count - literalStart
    program.templates[templateNumber].blockEntries = program.templates[templateNumber].blocks.map { block in
      BlockEntry(name: block.name, functions: [block.function])
    }
    if diagnostics.isEmpty { program.templates[templateNumber].root = root }
  }

  /// Whether `extends` stands anywhere outside of blocks and macros.
  private func containsExtends(_ body: Statement.Body) -> Bool {
    for statement in body {
      switch syntax[syntax[statement]].kind {
      case .extends: return true
      case .conditional(let branches, let otherwise):
        for branch in branches where containsExtends(syntax[branch].body) { return true }
        if containsExtends(otherwise) { return true }
      case .loop(let loop):
        if containsExtends(syntax[loop].body) || containsExtends(syntax[loop].otherwise) { return true }
      case .with(_, let body), .autoescape(_, let body): if containsExtends(body) { return true }
      default: break
      }
    }
    return false
  }

  // MARK: Functions

  mutating func reserveFunction(_ kind: Program.Function.Kind, _ name: Text, _ range: SourceRange) -> Int {
    program.functions.append(
      Program.Function(kind: kind, name: name, template: templateNumber, range: range))
    return program.functions.count - 1
  }

  /// Makes a function's code and adds it to the program. What a recursive loop goes through is its first argument.
  mutating func compileFunction(
    _ number: Int, _ layout: FunctionScope, parameters: Run<Statement.Parameter> = .empty,
    _ body: (inout Compiler) -> Void
  ) {
    var function = program.functions[number]
    if layout.definition != nil { function.definition = (functionNumber, emitter.length) }
    let outer = (scope, kind, functionNumber, inheritance, hidesLoop, conditionalDepth)
    let outerFunction = emitter.beginFunction()
    scope = layout.root
    kind = function.kind
    functionNumber = number
    hidesLoop = false
    conditionalDepth = 0
    if kind != .root, kind != .loop { inheritance = .none }
    function.escapes = escapes

    if kind == .loop {
      function.parameters = [program.names.name(of: "iterable").place]
      _ = emitter.allocateSlot()
    }
    for parameter in parameters {
      let name = syntax[parameter].name
      function.parameters.append(name.place)
      if syntax[parameter].fallback == nil { function.requiredCount += 1 }
      bindArgument(name, slot: emitter.allocateSlot(), at: function.range)
    }
    if layout.isMacro { bindSpecials(of: &function) }
    for node in layout.freeVariables {
      let variable = scopes[node]
      scopes[variable].place = emitter.allocateSlot()
      emit(.resolveLocal, scopes[variable].place, scopes[variable].name.place, at: function.range)
    }
    enter(scope, at: function.range)
    body(&self)
    noteVariables(of: scope, from: 0)
    for variable in layout.freeVariables { note(scopes[variable], from: 0) }
    emit(.return, at: function.range)

    function.entry = code.count
    function.length = emitter.length
    function.slotCount = emitter.slotCount
    function.capturedCount = layout.capturedCount
    code.append(from: emitter.start, of: emitter.code)
    positions.append(from: emitter.start, of: emitter.positions)
    let variableStart = variables.count
    variables.append(from: emitter.variableStart, of: emitter.variables)
    function.variables = Run(start: variableStart, count: variables.count - variableStart)
    program.functions[number] = function
    emitter.endFunction(outerFunction)
    (scope, kind, functionNumber, inheritance, hidesLoop, conditionalDepth) = outer
  }

  private mutating func bindArgument(_ name: Name, slot: Int, at range: SourceRange) {
    guard let variable = scopes.variable(name, of: scope) else { return }
    if scopes[variable].isCaptured {
      emit(.loadLocal, slot, at: range)
      emit(.storeCaptured, scopes[variable].place, at: range)
    } else {
      scopes[variable].place = slot
    }
  }

  /// Gives `varargs`, `kwargs` and `caller` their slots, where the macro mentions them.
  private mutating func bindSpecials(of function: inout Program.Function) {
    for word in [Word.varargs, .kwargs, .caller] where scopes.variable(Name(word), of: scope) != nil {
      let parameter = function.parameters.firstIndex(of: Name(word).place)
      let slot = parameter ?? emitter.allocateSlot()
      switch word {
      case .varargs: function.moreSlot = slot
      case .kwargs: function.keywordsSlot = slot
      default: function.callerSlot = slot
      }
      if parameter == nil { bindArgument(Name(word), slot: slot, at: function.range) }
    }
  }

  // MARK: Scopes

  /// The scopes of the function that a statement defines.
  func function(definedBy statement: Node<Statement>) -> FunctionScope {
    scopes[scopes[scopes.scope(openedBy: statement)].function]
  }

  /// Gives the scope's variables their places and their first values.
  private mutating func enter(_ scope: Node<Scope>, at range: SourceRange) {
    reservePlaces(of: scope)
    beginVariables(of: scope, at: range)
  }

  /// Those that have a place already are arguments or captured.
  mutating func reservePlaces(of scope: Node<Scope>) {
    for node in scopes[scope].variables {
      let variable = scopes[node]
      if scopes[variable].place < 0 { scopes[variable].place = emitter.allocateSlot() }
    }
  }

  /// Gives the scope's variables their first values, again for each iteration of a loop.
  mutating func beginVariables(of scope: Node<Scope>, at range: SourceRange) {
    for node in scopes[scope].variables {
      let variable = scopes[scopes[node]]
      if variable.start != .unread { begin(variable, in: scope, at: range) }
    }
  }

  private mutating func begin(_ variable: Variable, in scope: Node<Scope>, at range: SourceRange) {
    let isOutermost = scopes[scope].parent == nil
    if let outer = scopes.binding(of: variable.name, around: scope) {
      load(outer, at: range)
    } else if variable.start == .outerOrContext {
      if isOutermost {
        let slot = variable.isCaptured ? emitter.allocateSlot() : variable.place
        emit(.resolveLocal, slot, variable.name.place, at: range)
        guard variable.isCaptured else { return }
        emit(.loadLocal, slot, at: range)
      } else {
        load(scopes.contextBinding(of: variable.name, in: scopes[scope].function), at: range)
      }
    } else if variable.isCaptured {
      emit(.loadConstant, constant(.undefined), at: range)
    } else {
      if !isOutermost { emit(.clearLocal, variable.place, at: range) }
      return
    }
    store(variable, at: range)
  }

  /// Compiles the body of a scope; its slots are free again afterwards.
  mutating func within(_ inner: Node<Scope>, at range: SourceRange, _ body: (inout Compiler) -> Void) {
    let outer = scope
    let mark = emitter.slotMark
    let start = emitter.length
    scope = inner
    enter(inner, at: range)
    body(&self)
    noteVariables(of: inner, from: start)
    scope = outer
    emitter.slotMark = mark
  }

  mutating func noteVariables(of scope: Node<Scope>, from start: Int) {
    for variable in scopes[scope].variables { note(scopes[variable], from: start) }
    if let loop = scopes[scope].loop, let variable = scopes[loop].variable { note(variable, from: start) }
  }

  private mutating func note(_ variable: Node<Variable>, from start: Int) {
    let variable = scopes[variable]
    emitter.add(
      Program.VariableRange(
        name: variable.name.place, place: variable.place, isCaptured: variable.isCaptured,
        mayBeUnset: variable.start == .outerOrUndefined, start: Int32(clamping: start),
        end: Int32(clamping: emitter.length)))
  }

  // MARK: Names

  /// What a name means here.
  @inline(__always)
  func binding(of name: Name) -> Binding { scopes.binding(of: name, in: scope, hidesLoop: hidesLoop) }

  /// Whether `self` or `super` has its usual meaning here.
  @inline(__always)
  func isUnassigned(_ word: Word) -> Bool { scopes.variable(of: Name(word), in: scope) == nil }

  // MARK: Code

  @inline(__always)
  mutating func emit(
    _ operation: Operation, _ first: Int = 0, _ second: Int = 0, small: Int = 0, flag: UInt8 = 0,
    at range: SourceRange
  ) {
    emitter.emit(Instruction(operation, first, second, small: small, flag: flag), at: range)
  }

  mutating func emitJump(
    _ operation: Operation, _ second: Int = 0, small: Int = 0, at range: SourceRange
  ) -> Emitter.Jump {
    emitter.emitJump(Instruction(operation, 0, second, small: small), at: range)
  }

  mutating func store(_ variable: Variable, at range: SourceRange) {
    emit(variable.isCaptured ? .storeCaptured : .storeLocal, variable.place, at: range)
  }

  mutating func load(_ binding: Binding, at range: SourceRange) {
    switch binding {
    case .variable(let variable, let hops) where scopes[variable].isCaptured:
      emit(.loadCaptured, hops, scopes[variable].place, at: range)
    case .variable(let variable, _), .free(let variable): emit(.loadLocal, scopes[variable].place, at: range)
    case .context(let name):
      let slot = emitter.allocateSlot()
      emit(.resolveLocal, slot, name.place, at: range)
      emit(.loadLocal, slot, at: range)
    case .loop(_, let nesting): emit(.loadLoop, small: nesting, at: range)
    }
  }

  mutating func constant(_ value: Value) -> Int {
    program.constants.append(value)
    return program.constants.count - 1
  }

  // MARK: Diagnostics

  mutating func report(
    _ id: String, _ message: String, at range: SourceRange, notes: [Diagnostic.Note] = [], hint: String? = nil
  ) {
    diagnostics.append(
      .error(id, message, at: source.location(of: range.bytes), notes: notes, hint: hint))
  }

  private mutating func report(_ error: SyntaxError) {
    let notes = error.related.map { [Diagnostic.Note($0.message, at: source.location(of: $0.range.bytes))] }
    report("template.syntax", error.message, at: error.range, notes: notes ?? [], hint: error.hint)
  }
}
