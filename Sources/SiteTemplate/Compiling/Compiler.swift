import SiteDiagnostics

/// Makes code of a template's statements, for one template after the other into one program.
struct Compiler: ~Copyable {
  let environment: Environment
  let syntax: SyntaxTree
  var scopes: ScopeTree
  var program: Program
  /// The numbers of the program's filters and tests, by their names.
  private var filterNumbers: [Name: Int] = [:]
  private var testNumbers: [Name: Int] = [:]
  var keywordListNumbers: [[Name]: Int] = [:]

  // Of the template that is being compiled.
  var source = SourceText(path: "", bytes: [])
  var templateNumber = 0
  var diagnostics: [Diagnostic] = []
  var blockFunctions: [Name: Int] = [:]

  // Of the function that is being compiled.
  var emitter = Emitter()
  /// Emitters of functions that are done, whose memory the next ones use.
  private var idleEmitters: [Emitter] = []
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

  /// Whether the text of a template's root is its own output.
  enum Inheritance {
    case none
    /// `extends` stands at the top: nothing after it prints.
    case certain
    /// `extends` stands in an `if`: what prints must ask.
    case possible
  }

  private init(environment: Environment, _ analysis: consuming ScopeBuilder, program: Program) {
    self.environment = environment
    self.program = program
    syntax = analysis.syntax
    scopes = analysis.scopes
  }

  /// Compiles all templates; each keeps its own mistakes.
  static func compile(_ sources: [TemplateSource], environment: Environment) -> Program {
    var program = Program()
    let size = sources.reduce(0) { $0 + $1.text.bytes.count }
    var parser = Parser(names: program.names, mutations: environment.mutationNames, sizeHint: size)
    program.reserveCapacity(forBytes: size, templates: sources.count)
    var bodies: [Statement.Body] = []
    var errors: [SyntaxError?] = []
    for source in sources.map({ (name: Text($0.name), text: $0.text) }).sorted(by: { $0.name < $1.name }) {
      guard program.templateIndex[source.name] == nil else { continue }
      program.templateIndex[source.name] = program.templates.count
      program.templates.append(Program.Template(name: source.name, source: source.text))
      do throws(SyntaxError) {
        bodies.append(try parser.parse(source.text))
        errors.append(nil)
      } catch {
        bodies.append(.empty)
        errors.append(error)
      }
    }
    program.names = parser.lexer.names
    program.usesReferences = parser.mentionsMutation
    for (name, function) in environment.functions {
      if let name = program.names.find(Text(name)) { program.globals[name.place] = function }
    }
    let analysis = ScopeBuilder(bodies, of: parser.tree)
    let roots = analysis.roots
    var compiler = Compiler(environment: environment, analysis, program: program)
    for number in bodies.indices {
      compiler.begin(number)
      if let error = errors[number] { compiler.report(error) } else { compiler.compile(bodies[number], roots[number]) }
      compiler.finish()
    }
    return compiler.program
  }

  private mutating func begin(_ number: Int) {
    templateNumber = number
    source = program.templates[number].source
    diagnostics = []
  }

  private mutating func finish() {
    if diagnostics.hasErrors { program.templates[templateNumber].errors = diagnostics.inReadingOrder() }
  }

  private mutating func compile(_ body: Statement.Body, _ rootScope: Node<Scope>) {
    blockFunctions.removeAll(keepingCapacity: true)
    enclosingBlock = nil
    escapes = environment.escapes(program.templates[templateNumber].name.string)
    inheritance = containsExtends(body) ? .possible : .none
    let literalStart = program.literals.count
    let root = reserveFunction(.root, program.templates[templateNumber].name, SourceRange(0..<0))
    compileFunction(root, scopes[scopes[rootScope].function]) { compiler in
      compiler.compile(body)
      if compiler.inheritance != .none { compiler.emit(.renderParent, at: SourceRange(0..<0)) }
    }
    program.templates[templateNumber].sizeHint = program.literals.count - literalStart
    program.templates[templateNumber].blockEntries = program.templates[templateNumber].blocks.map { block in
      BlockEntry(name: block.name, functions: [block.function])
    }
    if !diagnostics.hasErrors { program.templates[templateNumber].root = root }
  }

  /// Whether `extends` stands anywhere outside of blocks and macros.
  private func containsExtends(_ body: Statement.Body) -> Bool {
    syntax[body].contains { statement in
      switch syntax[statement].kind {
      case .extends: true
      case .conditional(let branches, let otherwise):
        syntax[branches].contains { containsExtends($0.body) } || containsExtends(otherwise)
      case .loop(let loop): containsExtends(syntax[loop].body) || containsExtends(syntax[loop].otherwise)
      case .with(_, let body), .autoescape(_, let body): containsExtends(body)
      default: false
      }
    }
  }

  // MARK: Functions

  mutating func reserveFunction(_ kind: Program.Function.Kind, _ name: Text, _ range: SourceRange) -> Int {
    program.functions.append(
      Program.Function(kind: kind, name: name, template: templateNumber, range: range))
    return program.functions.count - 1
  }

  /// Makes a function's code in an emitter of its own and adds it to the program.
  mutating func compileFunction(
    _ number: Int, _ function: FunctionScope, parameters: [Name] = [], _ body: (inout Compiler) -> Void
  ) {
    if function.definition != nil {
      program.functions[number].definition = (functionNumber, emitter.code.count)
    }
    let outer = (scope, kind, functionNumber, inheritance, hidesLoop, conditionalDepth)
    var outerEmitter = idleEmitters.popLast() ?? Emitter()
    swap(&emitter, &outerEmitter)
    scope = function.root
    kind = program.functions[number].kind
    functionNumber = number
    hidesLoop = false
    conditionalDepth = 0
    if kind != .root, kind != .loop { inheritance = .none }
    let range = program.functions[number].range
    program.functions[number].escapes = escapes

    program.functions[number].parameters = parameters.map(\.place)
    for parameter in parameters { bindArgument(parameter, slot: emitter.allocateSlot(), at: range) }
    if function.isMacro { bindSpecials(of: number, parameters) }
    for place in function.freeVariables.places {
      let variable = scopes.variable(at: place)
      scopes[variable].place = emitter.allocateSlot()
      emit(.resolveLocal, scopes[variable].place, scopes[variable].name.place, at: range)
    }
    enter(scope, at: range)
    body(&self)
    noteVariables(of: scope, from: 0)
    for place in function.freeVariables.places { note(scopes.variable(at: place), from: 0) }
    emit(.return, at: range)
    add(function, as: number)

    swap(&emitter, &outerEmitter)
    outerEmitter.rewind()
    idleEmitters.append(outerEmitter)
    (scope, kind, functionNumber, inheritance, hidesLoop, conditionalDepth) = outer
  }

  /// Adds the code that was emitted to the program.
  private mutating func add(_ function: FunctionScope, as number: Int) {
    program.functions[number].entry = program.code.count
    program.functions[number].length = emitter.code.count
    program.functions[number].slotCount = emitter.slotCount
    program.functions[number].capturedCount = function.capturedCount
    program.functions[number].variables = Run(start: program.variables.count, count: emitter.variables.count)
    program.code += emitter.code
    program.variables += emitter.variables
    program.positions += emitter.positions
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
  private mutating func bindSpecials(of number: Int, _ parameters: [Name]) {
    let range = program.functions[number].range
    for word in [Word.varargs, .kwargs, .caller] where scopes.variable(Name(word), of: scope) != nil {
      let parameter = parameters.firstIndex(of: Name(word))
      let slot = parameter ?? emitter.allocateSlot()
      switch word {
      case .varargs: program.functions[number].moreSlot = slot
      case .kwargs: program.functions[number].keywordsSlot = slot
      default: program.functions[number].callerSlot = slot
      }
      if parameter == nil { bindArgument(Name(word), slot: slot, at: range) }
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
    for place in scopes[scope].variables.places {
      let variable = scopes.variable(at: place)
      if scopes[variable].place < 0 { scopes[variable].place = emitter.allocateSlot() }
    }
  }

  /// Gives the scope's variables their first values, again for each iteration of a loop.
  mutating func beginVariables(of scope: Node<Scope>, at range: SourceRange) {
    for place in scopes[scope].variables.places {
      let variable = scopes[scopes.variable(at: place)]
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
        load(.free(scopes.freeVariable(variable.name, of: scopes[scope].function)), at: range)
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
    let start = emitter.code.count
    scope = inner
    enter(inner, at: range)
    body(&self)
    noteVariables(of: inner, from: start)
    scope = outer
    emitter.slotMark = mark
  }

  mutating func noteVariables(of scope: Node<Scope>, from start: Int) {
    for place in scopes[scope].variables.places { note(scopes.variable(at: place), from: start) }
    if let loop = scopes[scope].loop, let variable = scopes[loop].variable { note(variable, from: start) }
  }

  private mutating func note(_ variable: Node<Variable>, from start: Int) {
    let variable = scopes[variable]
    emitter.variables.append(
      Program.VariableRange(
        name: variable.name.place, place: variable.place, isCaptured: variable.isCaptured,
        start: Int32(clamping: start), end: Int32(clamping: emitter.code.count)))
  }

  // MARK: Names

  /// What a name means here.
  @inline(__always)
  func binding(of name: Name) -> Binding { scopes.binding(of: name, in: scope, hidesLoop: hidesLoop) }

  /// Whether `self` or `super` has its usual meaning here.
  @inline(__always)
  func isUnassigned(_ word: Word) -> Bool { scopes.variable(of: Name(word), in: scope) == nil }

  /// The number of a filter in the program; `nil` if there is no such filter.
  mutating func filterNumber(_ name: Name) -> Int? {
    if let number = filterNumbers[name] { return number }
    guard let filter = environment.filters[program.names[name].string] else { return nil }
    program.filters.append(filter)
    filterNumbers[name] = program.filters.count - 1
    return program.filters.count - 1
  }

  mutating func testNumber(_ name: Name) -> Int? {
    if let number = testNumbers[name] { return number }
    guard let test = environment.tests[program.names[name].string] else { return nil }
    program.tests.append(test)
    testNumbers[name] = program.tests.count - 1
    return program.tests.count - 1
  }

  // MARK: Code

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
