import SiteDiagnostics

/// Makes code of a template's statements, for one template after the other into one program.
struct Compiler {
  let environment: Environment
  var program = Program()
  private var filterIndex: [String: Int] = [:]
  private var testIndex: [String: Int] = [:]

  // Of the template that is being compiled.
  var source = SourceText(path: "", bytes: [])
  var templateNumber = 0
  var diagnostics: [Diagnostic] = []
  var blockScopes: [FunctionScope] = []
  var nextBlock = 0

  // Of the function that is being compiled.
  var emitter = Emitter()
  var scope = FunctionScope(definedIn: nil).root
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

  init(environment: Environment) {
    self.environment = environment
  }

  /// Compiles all templates; each keeps its own mistakes.
  static func compile(_ sources: [TemplateSource], environment: Environment) -> Program {
    var compiler = Compiler(environment: environment)
    var parsed: [Result<[Statement], SyntaxError>] = []
    for source in sources.sorted(by: { Text($0.name) < Text($1.name) }) {
      let name = Text(source.name)
      guard compiler.program.templateIndex[name] == nil else { continue }
      compiler.program.templateIndex[name] = compiler.program.templates.count
      compiler.program.templates.append(Program.Template(name: name, source: source.text))
      parsed.append(
        Result { () throws(SyntaxError) in
          try Self.parse(source.text, noting: &compiler.program.usesReferences, environment)
        })
    }
    for (name, function) in environment.functions.sorted(by: { $0.key < $1.key }) {
      compiler.program.globals[compiler.program.name(Text(name))] = function
    }
    for (number, result) in parsed.enumerated() {
      switch result {
      case .success(let statements): compiler.compileTemplate(number, statements)
      case .failure(let error): compiler.program.templates[number].errors = [compiler.diagnostic(error, in: number)]
      }
    }
    return compiler.program
  }

  private static func parse(
    _ source: SourceText, noting usesReferences: inout Bool, _ environment: Environment
  ) throws(SyntaxError) -> [Statement] {
    if let offset = source.bytes.firstInvalidUTF8 {
      throw SyntaxError(
        "this is not valid UTF-8", at: SourceRange(offset..<offset + 1), hint: "save the file as UTF-8")
    }
    let tokens = try Lexer.tokens(of: source.bytes)
    let mutating = environment.mutations.values.flatMap(\.keys)
    usesReferences = usesReferences || Parser.names(afterDotsIn: tokens, of: source.bytes, contain: mutating)
    return try Parser.statements(of: source.bytes, tokens: tokens)
  }

  private mutating func compileTemplate(_ number: Int, _ statements: [Statement]) {
    templateNumber = number
    source = program.templates[number].source
    diagnostics = []
    let scopes = ScopeBuilder.build(statements)
    blockScopes = scopes.blocks
    nextBlock = 0
    enclosingBlock = nil
    escapes = environment.escapes(program.templates[number].name.string)
    inheritance = Self.containsExtends(statements) ? .possible : .none
    let literalStart = program.literals.count
    let root = reserveFunction(.root, program.templates[number].name, SourceRange(0..<0))
    compileFunction(root, scopes.root) { compiler in
      compiler.compile(statements)
      if compiler.inheritance != .none { compiler.emit(.renderParent, at: SourceRange(0..<0)) }
    }
    program.templates[number].sizeHint = program.literals.count - literalStart
    if diagnostics.hasErrors {
      program.templates[number].errors = diagnostics.inReadingOrder()
    } else {
      program.templates[number].root = root
    }
  }

  /// Whether `extends` stands anywhere outside of blocks and macros.
  private static func containsExtends(_ statements: [Statement]) -> Bool {
    statements.contains { statement in
      switch statement.kind {
      case .extends: true
      case .conditional(let cases, let otherwise):
        cases.contains { containsExtends($0.body) } || containsExtends(otherwise)
      case .loop(let loop): containsExtends(loop.body) || containsExtends(loop.otherwise)
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
    _ number: Int, _ function: FunctionScope, parameters: [Text] = [], _ body: (inout Compiler) -> Void
  ) {
    if function.definition != nil {
      program.functions[number].definition = (functionNumber, emitter.code.count)
    }
    let outer = (emitter, scope, kind, functionNumber, inheritance, hidesLoop, conditionalDepth)
    emitter = Emitter()
    scope = function.root
    kind = program.functions[number].kind
    functionNumber = number
    hidesLoop = false
    conditionalDepth = 0
    if kind != .root, kind != .loop { inheritance = .none }
    let range = program.functions[number].range
    program.functions[number].escapes = escapes

    program.functions[number].parameters = parameters.map { program.name($0) }
    for parameter in parameters { bindArgument(parameter, slot: emitter.allocateSlot(), at: range) }
    if function.isMacro { bindSpecials(of: number, parameters) }
    for variable in function.freeOrder {
      variable.place = emitter.allocateSlot()
      emit(.resolveLocal, variable.place, program.name(variable.name), at: range)
    }
    let arguments = Set(parameters).union(function.isMacro ? Text.macroNames : [])
    enter(scope, except: arguments, at: range)
    body(&self)
    noteVariables(of: scope, from: 0)
    for variable in function.freeOrder { note(variable, from: 0) }
    emit(.return, at: range)

    program.functions[number].entry = program.code.count
    program.functions[number].length = emitter.code.count
    program.functions[number].slotCount = emitter.slotCount
    program.functions[number].capturedCount = function.capturedCount
    program.functions[number].variables = emitter.variables
    program.functions[number].positions = emitter.positions
    program.code += emitter.code
    (emitter, scope, kind, functionNumber, inheritance, hidesLoop, conditionalDepth) = outer
  }

  private mutating func bindArgument(_ name: Text, slot: Int, at range: SourceRange) {
    guard let variable = scope.variables[name] else { return }
    if variable.isCaptured {
      emit(.loadLocal, slot, at: range)
      emit(.storeCaptured, variable.place, at: range)
    } else {
      variable.place = slot
    }
  }

  private mutating func bindSpecials(of number: Int, _ parameters: [Text]) {
    let range = program.functions[number].range
    for name in [Text.moreArguments, .moreKeywords, .caller] where scope.variables[name] != nil {
      let slot = parameters.firstIndex(of: name) ?? emitter.allocateSlot()
      switch name {
      case .moreArguments: program.functions[number].moreSlot = slot
      case .moreKeywords: program.functions[number].keywordsSlot = slot
      default: program.functions[number].callerSlot = slot
      }
      if !parameters.contains(name) { bindArgument(name, slot: slot, at: range) }
    }
  }

  // MARK: Scopes

  /// Gives the scope's variables their places and their first values.
  mutating func enter(_ scope: Scope, except arguments: Set<Text> = [], at range: SourceRange) {
    reservePlaces(of: scope, except: arguments)
    beginVariables(of: scope, except: arguments, at: range)
  }

  mutating func reservePlaces(of scope: Scope, except arguments: Set<Text> = []) {
    for variable in scope.order where !arguments.contains(variable.name) && !variable.isCaptured {
      variable.place = emitter.allocateSlot()
    }
  }

  /// Gives the scope's variables their first values, again for each iteration of a loop.
  mutating func beginVariables(of scope: Scope, except arguments: Set<Text> = [], at range: SourceRange) {
    for variable in scope.order where !arguments.contains(variable.name) {
      begin(variable, in: scope, at: range)
    }
  }

  private mutating func begin(_ variable: Variable, in scope: Scope, at range: SourceRange) {
    guard variable.start != .unread else { return }
    if let outer = scope.outerBinding(of: variable.name) {
      load(outer, at: range)
    } else if variable.start == .outerOrContext {
      let name = program.name(variable.name)
      if scope.parent == nil {
        let slot = variable.isCaptured ? emitter.allocateSlot() : variable.place
        emit(.resolveLocal, slot, name, at: range)
        guard variable.isCaptured else { return }
        emit(.loadLocal, slot, at: range)
      } else {
        emit(.loadLocal, scope.function.free(variable.name).place, at: range)
      }
    } else if variable.isCaptured {
      emit(.loadConstant, constant(.undefined), at: range)
    } else {
      if scope.parent != nil { emit(.clearLocal, variable.place, at: range) }
      return
    }
    store(variable, at: range)
  }

  /// Compiles the body of a scope; its slots are free again afterwards.
  mutating func within(_ inner: Scope, at range: SourceRange, _ body: (inout Compiler) -> Void) {
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

  mutating func noteVariables(of scope: Scope, from start: Int) {
    for variable in scope.order { note(variable, from: start) }
    if let variable = scope.loop?.variable { note(variable, from: start) }
  }

  mutating func note(_ variable: Variable, from start: Int) {
    emitter.variables.append(
      Program.VariableRange(
        name: program.name(variable.name), place: variable.place, isCaptured: variable.isCaptured,
        start: Int32(clamping: start), end: Int32(clamping: emitter.code.count)))
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
    case .variable(let variable, let hops):
      if variable.isCaptured {
        emit(.loadCaptured, hops, variable.place, at: range)
      } else {
        emit(.loadLocal, variable.place, at: range)
      }
    case .free(let variable): emit(.loadLocal, variable.place, at: range)
    case .loop(_, let nesting): emit(.loadLoop, small: nesting, at: range)
    }
  }

  mutating func constant(_ value: Value) -> Int {
    program.constants.append(value)
    return program.constants.count - 1
  }

  // MARK: Names

  mutating func filterNumber(_ name: String) -> Int? {
    if let index = filterIndex[name] { return index }
    guard let filter = environment.filters[name] else { return nil }
    program.filters.append(filter)
    filterIndex[name] = program.filters.count - 1
    return program.filters.count - 1
  }

  mutating func testNumber(_ name: String) -> Int? {
    if let index = testIndex[name] { return index }
    guard let test = environment.tests[name] else { return nil }
    program.tests.append(test)
    testIndex[name] = program.tests.count - 1
    return program.tests.count - 1
  }

  // MARK: Diagnostics

  mutating func report(
    _ id: String, _ message: String, at range: SourceRange, notes: [Diagnostic.Note] = [], hint: String? = nil
  ) {
    diagnostics.append(
      .error(id, message, at: source.location(of: range.bytes), notes: notes, hint: hint))
  }

  private func diagnostic(_ error: SyntaxError, in template: Int) -> Diagnostic {
    let source = program.templates[template].source
    return .error(
      "template.syntax", error.message, at: source.location(of: error.range.bytes),
      notes: error.related.map { [Diagnostic.Note($0.message, at: source.location(of: $0.range.bytes))] } ?? [],
      hint: error.hint)
  }
}
