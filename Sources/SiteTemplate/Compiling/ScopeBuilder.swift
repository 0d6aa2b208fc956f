/// Finds the scopes of a template, their variables, and which of these macros capture.
struct ScopeBuilder {
  private var scope: Scope
  /// For each `if` around within the scope, what its current branch surely assigns.
  private var branches: [Set<Text>] = []
  private var hidesLoop = false
  /// The functions of the template's blocks, in order of appearance.
  private(set) var blocks: [FunctionScope] = []

  private init(_ function: FunctionScope) {
    scope = function.root
  }

  /// The scopes of a template's root and of its blocks.
  static func build(_ statements: [Statement]) -> (root: FunctionScope, blocks: [FunctionScope]) {
    let root = FunctionScope(definedIn: nil)
    var builder = ScopeBuilder(root)
    builder.visit(statements)
    var functions = [root] + builder.blocks
    while let function = functions.popLast() { functions += bind(function.root) }
    return (root, builder.blocks)
  }

  // MARK: Statements

  private mutating func visit(_ statements: [Statement]) {
    for statement in statements { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .text, .breakLoop, .continueLoop: break
    case .output(let expression), .evaluate(let expression), .extends(let expression): visit(expression)
    case .print(let expressions): for expression in expressions { visit(expression) }
    case .conditional(let cases, let otherwise): visitConditional(cases, otherwise)
    case .loop(let loop): visit(loop)
    case .assignment(let target, let value):
      visit(value)
      store(target)
    case .captureAssignment(let target, let filters, let body):
      within(scope.makeScope()) { builder in
        builder.visit(body)
        for filter in filters { builder.visit(filter.arguments) }
      }
      store(target)
    case .with(let assignments, let body):
      for assignment in assignments { visit(assignment.value) }
      within(scope.makeScope()) { builder in
        for assignment in assignments { builder.store(assignment.target) }
        builder.visit(body)
      }
    case .macro(let macro):
      store(macro.name)
      visit(macro)
    case .call(let macro, let callee, let arguments):
      visit(callee)
      visit(arguments)
      visit(macro)
    case .filter(let filters, let body):
      within(scope.makeScope()) { builder in
        builder.visit(body)
        for filter in filters { builder.visit(filter.arguments) }
      }
    case .autoescape(let condition, let body):
      within(scope.makeScope()) { builder in
        builder.visit(condition)
        builder.visit(body)
      }
    case .block(let block): visit(block)
    case .include(let name, _, let hasContext):
      visit(name)
      if hasContext { scope.noteDynamicUse() }
    case .importTemplate(let template, let name, let hasContext):
      visit(template)
      if hasContext { scope.noteDynamicUse() }
      store(name)
    case .importNames(let template, let names, let hasContext):
      visit(template)
      if hasContext { scope.noteDynamicUse() }
      for name in names { store(name.alias) }
    }
  }

  private mutating func visitConditional(
    _ cases: [(condition: Expression, body: [Statement])], _ otherwise: [Statement]
  ) {
    var certain: Set<Text>?
    for branch in cases.map(Optional.some) + [nil] {
      if let branch { visit(branch.condition) }
      branches.append([])
      visit(branch?.body ?? otherwise)
      let stored = branches.removeLast()
      certain = certain?.intersection(stored) ?? stored
    }
    for name in certain ?? [] {
      if branches.isEmpty { scope.noteCertain(name) } else { branches[branches.count - 1].insert(name) }
    }
  }

  private mutating func visit(_ loop: Statement.Loop) {
    visit(loop.elements)
    let outer = loop.isRecursive ? scope.makeFunction().root : scope
    let body = outer.makeScope()
    body.loop = LoopUse()
    if loop.isRecursive { body.loop?.isMentioned = true }
    within(body) { builder in
      builder.store(loop.target)
      if let filter = loop.filter {
        builder.hidesLoop = true
        builder.visit(filter)
        builder.hidesLoop = false
      }
      builder.visit(loop.body)
    }
    within(outer.makeScope()) { builder in builder.visit(loop.otherwise) }
  }

  private mutating func visit(_ macro: Statement.Macro) {
    let function = scope.makeFunction()
    function.isMacro = true
    within(function.root) { builder in
      for parameter in macro.parameters { builder.scope.declare(parameter.name) }
      for parameter in macro.parameters {
        if let fallback = parameter.fallback { builder.visit(fallback) }
      }
      builder.visit(macro.body)
    }
  }

  private mutating func visit(_ block: Statement.Block) {
    if block.isScoped { scope.noteDynamicUse(needsLoop: true) }
    let function = FunctionScope(definedIn: nil)
    blocks.append(function)
    within(function.root) { builder in builder.visit(block.body) }
  }

  private mutating func within(_ inner: Scope, _ body: (inout ScopeBuilder) -> Void) {
    let (outer, outerBranches, outerHidesLoop) = (scope, branches, hidesLoop)
    scope = inner
    branches = []
    hidesLoop = false
    body(&self)
    scope = outer
    branches = outerBranches
    hidesLoop = outerHidesLoop
  }

  private mutating func store(_ target: Target) {
    switch target {
    case .name(let name, _): store(name)
    case .tuple(let targets, _): for target in targets { store(target) }
    case .attribute(let name, _, _): load(name)
    }
  }

  private mutating func store(_ name: Text) {
    scope.store(name, isConditional: !branches.isEmpty)
    if !branches.isEmpty { branches[branches.count - 1].insert(name) }
  }

  private func load(_ name: Text) {
    if Text.macroNames.contains(name) {
      var function: FunctionScope? = scope.function
      while let current = function {
        if current.isMacro { current.declareSpecial(name) }
        function = current.definition?.function
      }
    }
    scope.load(name, hidesLoop: hidesLoop)
  }

  // MARK: Expressions

  private mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .constant: break
    case .name(let name): load(name)
    case .list(let elements), .tuple(let elements), .concatenation(let elements), .conjunction(let elements),
      .disjunction(let elements):
      for element in elements { visit(element) }
    case .map(let pairs):
      for pair in pairs {
        visit(pair.key)
        visit(pair.value)
      }
    case .unary(_, let operand): visit(operand)
    case .binary(_, let left, let right), .item(let left, let right):
      visit(left)
      visit(right)
    case .comparison(let first, let rest):
      visit(first)
      for (_, operand) in rest { visit(operand) }
    case .conditional(let condition, let then, let otherwise):
      visit(condition)
      visit(then)
      if let otherwise { visit(otherwise) }
    case .attribute(let operand, let name, _):
      if case .name(.loop) = operand.kind {
        scope.loadLoop(hidesLoop: hidesLoop, field: LoopField(name))
      } else {
        visit(operand)
      }
    case .slice(let operand, let start, let stop, let step):
      visit(operand)
      for part in [start, stop, step] { if let part { visit(part) } }
    case .call(let callee, let arguments):
      switch callee.kind {
      case .name(.loop): scope.loadLoop(hidesLoop: hidesLoop, field: nil)
      case .attribute(let operand, .cycle, _), .attribute(let operand, .changed, _):
        if case .name(.loop) = operand.kind {
          scope.loadLoop(hidesLoop: hidesLoop, field: .index)
        } else {
          visit(operand)
        }
      default: visit(callee)
      }
      visit(arguments)
    case .filter(let operand, let filter), .test(let operand, let filter):
      visit(operand)
      visit(filter.arguments)
    }
  }

  private mutating func visit(_ arguments: Arguments) {
    for argument in arguments.positional { visit(argument) }
    for keyword in arguments.keywords { visit(keyword.value) }
    if let more = arguments.more { visit(more) }
    if let more = arguments.moreKeywords { visit(more) }
  }
}
