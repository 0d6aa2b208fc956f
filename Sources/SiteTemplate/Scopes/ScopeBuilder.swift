/// Finds the scopes of templates, their variables, and which of these macros capture.
struct ScopeBuilder: ~Copyable {
  let syntax: SyntaxTree
  private(set) var scopes: ScopeTree
  /// The outermost scope of each template.
  private(set) var roots: [Node<Scope>] = []
  private var scope = Node<Scope>(0)
  /// How many `if` branches are around within the scope.
  private var branchDepth = 0
  /// What the branches around assign, those of the innermost last.
  private var assigned = Arena<Name>()
  private var hidesLoop = false

  /// Finds the scopes of these templates.
  init(_ templates: [Statement.Body], of syntax: consuming SyntaxTree) {
    scopes = ScopeTree(statementCount: syntax.statementCount)
    self.syntax = syntax
    roots.reserveCapacity(templates.count)
    for body in templates {
      scope = scopes.addFunction(definedIn: nil)
      roots.append(scope)
      visit(body)
    }
    scopes.bind()
  }

  // MARK: Statements

  private mutating func visit(_ body: Statement.Body) {
    for statement in body { visit(syntax[statement]) }
  }

  private mutating func visit(_ node: Node<Statement>) {
    switch syntax[node].kind {
    case .text, .breakLoop, .continueLoop: break
    case .output(let expression), .evaluate(let expression), .extends(let expression): visit(expression)
    case .print(let expressions): visit(expressions)
    case .conditional(let branches, let otherwise): visitConditional(branches, otherwise)
    case .loop(let loop): visit(syntax[loop], at: node)
    case .assignment(let target, let value):
      visit(value)
      store(syntax[target])
    case .captureAssignment(let target, let filters, let body):
      let mark = scopes.loadCount
      open(at: node) { builder in builder.visit(body, filteredBy: filters) }
      // What the body reads of the variable is what it was before, as in `set x = x ~ …`.
      if case .name(let name) = syntax[target].kind, scopes.mentions(name, since: mark) { load(name) }
      store(syntax[target])
    case .with(let assignments, let body):
      for assignment in assignments { visit(syntax[assignment].value) }
      open(at: node) { builder in
        for assignment in assignments { builder.store(builder.syntax[builder.syntax[assignment].target]) }
        builder.visit(body)
      }
    case .macro(let macro):
      store(syntax[macro].name)
      visit(syntax[macro], at: node)
    case .call(let macro, let callee, let arguments):
      visit(callee)
      visit(syntax[arguments])
      visit(syntax[macro], at: node)
    case .filter(let filters, let body):
      // The block's arguments are read around it, too.
      visitArguments(of: filters)
      open(at: node) { builder in builder.visit(body, filteredBy: filters) }
    case .autoescape(let condition, let body):
      open(at: node) { builder in
        builder.visit(condition)
        builder.visit(body)
      }
    case .block(let block):
      if syntax[block].isScoped { scopes.noteDynamicUse(in: scope, needsLoop: true) }
      let body = syntax[block].body
      within(scopes.addFunction(definedIn: nil), of: node) { builder in builder.visit(body) }
    case .include(let name, _, let hasContext):
      visit(name)
      if hasContext { scopes.noteDynamicUse(in: scope) }
    case .importTemplate(let template, let name, let hasContext):
      visit(template)
      if hasContext { scopes.noteDynamicUse(in: scope) }
      store(name)
    case .importNames(let template, let names, let hasContext):
      visit(template)
      if hasContext { scopes.noteDynamicUse(in: scope) }
      for name in names { store(syntax[name].alias) }
    }
  }

  private mutating func visit(_ body: Statement.Body, filteredBy filters: Run<FilterCall>) {
    visit(body)
    visitArguments(of: filters)
  }

  private mutating func visitArguments(of filters: Run<FilterCall>) {
    for filter in filters { visit(syntax[syntax[filter].arguments]) }
  }

  private mutating func visitConditional(_ branches: Run<Statement.Branch>, _ otherwise: Statement.Body) {
    var certain: Set<Name>?
    let mark = scopes.loadCount
    for branch in branches {
      visit(syntax[branch].condition)
      visitBranch(syntax[branch].body, &certain)
    }
    visitBranch(otherwise, &certain)
    for name in certain ?? [] where !scopes.mentions(name, since: mark) {
      if branchDepth == 0 { scopes.noteCertain(name, in: scope) } else { assigned.append(name) }
    }
  }

  /// - Parameter certain: what all branches before it surely assign.
  private mutating func visitBranch(_ body: Statement.Body, _ certain: inout Set<Name>?) {
    let mark = assigned.count
    branchDepth += 1
    visit(body)
    branchDepth -= 1
    guard assigned.count > mark, certain?.isEmpty != true else {
      assigned.removeAll(from: mark)
      certain = []
      return
    }
    var names: Set<Name> = []
    for place in mark..<assigned.count { names.insert(assigned[place]) }
    assigned.removeAll(from: mark)
    certain = certain?.intersection(names) ?? names
  }

  private mutating func visit(_ loop: Statement.Loop, at node: Node<Statement>) {
    visit(loop.elements)
    let outer = loop.isRecursive ? scopes.addFunction(definedIn: scope) : scope
    let function = scopes[outer].function
    let body = scopes.addScope(in: outer, of: function, isLoop: true)
    let otherwise = scopes.addScope(in: outer, of: function)
    if loop.isRecursive, let use = scopes[body].loop { scopes.noteRecursion(of: use) }
    within(body, of: node) { builder in
      builder.store(builder.syntax[loop.target])
      if let filter = loop.filter {
        builder.hidesLoop = true
        builder.visit(filter)
        builder.hidesLoop = false
      }
      builder.visit(loop.body)
    }
    within(otherwise) { builder in builder.visit(loop.otherwise) }
  }

  private mutating func visit(_ macro: Statement.Macro, at node: Node<Statement>) {
    within(scopes.addFunction(definedIn: scope, isMacro: true), of: node) { builder in
      for parameter in macro.parameters {
        builder.scopes.declare(builder.syntax[parameter].name, in: builder.scope)
      }
      for parameter in macro.parameters {
        if let fallback = builder.syntax[parameter].fallback { builder.visit(fallback) }
      }
      builder.visit(macro.body)
    }
  }

  // MARK: Scopes

  /// Visits what stands in a scope of its own in the same function.
  private mutating func open(at node: Node<Statement>, _ body: (inout ScopeBuilder) -> Void) {
    within(scopes.addScope(in: scope, of: scopes[scope].function), of: node, body)
  }

  private mutating func within(
    _ inner: Node<Scope>, of node: Node<Statement>? = nil, _ body: (inout ScopeBuilder) -> Void
  ) {
    if let node { scopes.note(inner, openedBy: node) }
    let (outer, outerDepth, outerHidesLoop) = (scope, branchDepth, hidesLoop)
    scope = inner
    branchDepth = 0
    hidesLoop = false
    body(&self)
    scope = outer
    branchDepth = outerDepth
    hidesLoop = outerHidesLoop
  }

  private mutating func store(_ target: Target) {
    switch target.kind {
    case .name(let name): store(name)
    case .tuple(let targets): for target in targets { store(syntax[target]) }
    case .attribute(let name, _): load(name)
    }
  }

  private mutating func store(_ name: Name) {
    scopes.store(name, in: scope, isConditional: branchDepth > 0)
    if branchDepth > 0 { assigned.append(name) }
  }

  private mutating func load(_ name: Name) {
    switch Word(name) {
    case .caller, .varargs, .kwargs: declareInMacros(name)
    default: break
    }
    scopes.load(name, in: scope, hidesLoop: hidesLoop)
    if branchDepth > 0, let variable = scopes.variableSetInBranches(name, of: scope),
      !(0..<assigned.count).contains(where: { assigned[$0] == name })
    {
      scopes.noteLoad(beforeAssigning: variable)
    }
  }

  /// All macros around know this name, because one of them mentions it.
  private mutating func declareInMacros(_ name: Name) {
    var next: Node<FunctionScope>? = scopes[scope].function
    while let current = next {
      if scopes[current].isMacro { scopes.declare(name, in: scopes[current].root) }
      next = scopes[current].definition.map { scopes[$0].function }
    }
  }

  // MARK: Expressions

  private mutating func visit(_ expressions: Run<Node<Expression>>) {
    for expression in expressions { visit(syntax[expression]) }
  }

  private mutating func visit(_ node: Node<Expression>) {
    switch syntax[node].kind {
    case .constant: break
    case .name(let name): load(name)
    case .list(let elements), .tuple(let elements), .map(let elements), .concatenation(let elements),
      .conjunction(let elements), .disjunction(let elements):
      visit(elements)
    case .unary(_, let operand): visit(operand)
    case .binary(_, let left, let right), .item(let left, let right):
      visit(left)
      visit(right)
    case .comparison(let first, let rest):
      visit(first)
      for comparison in rest { visit(syntax[comparison].operand) }
    case .conditional(let condition, let then):
      visit(condition)
      visit(then)
    case .conditionalElse(let condition, let then, let otherwise):
      visit(condition)
      visit(then)
      visit(otherwise)
    case .attribute(let operand, let name):
      if isLoop(operand) {
        scopes.loadLoop(LoopField(name), in: scope, hidesLoop: hidesLoop)
      } else {
        visit(operand)
      }
    case .slice(let operand, let slice):
      visit(operand)
      let slice = syntax[slice]
      if let start = slice.start { visit(start) }
      if let stop = slice.stop { visit(stop) }
      if let step = slice.step { visit(step) }
    case .call(let callee, let arguments):
      visit(callee: callee)
      visit(syntax[arguments])
    case .filter(let operand, let call), .test(let operand, let call):
      visit(operand)
      visit(syntax[syntax[call].arguments])
    }
  }

  private mutating func visit(callee: Node<Expression>) {
    if isLoop(callee) {
      scopes.loadLoop(nil, in: scope, hidesLoop: hidesLoop)
    } else if case .attribute(let operand, let name) = syntax[callee].kind, isLoop(operand),
      name == Name(.cycle) || name == Name(.changed)
    {
      scopes.loadLoop(.index, in: scope, hidesLoop: hidesLoop)
    } else {
      visit(callee)
    }
  }

  private func isLoop(_ node: Node<Expression>) -> Bool {
    if case .name(let name) = syntax[node].kind { name == Name(.loop) } else { false }
  }

  private mutating func visit(_ arguments: Arguments) {
    visit(arguments.positional)
    for keyword in arguments.keywords { visit(syntax[keyword].value) }
    if let more = arguments.more { visit(more) }
    if let more = arguments.moreKeywords { visit(more) }
  }
}
