/// The scopes of templates and their variables, worked out before code is made for them.
///
/// The rules are Jinja's: a name that is assigned anywhere in a scope is a variable of that scope, which begins with
/// the value of the same name outside; macros see the variables around their definition, blocks don't.
struct ScopeTree: ~Copyable {
  private var scopes: Arena<Scope>
  private var functions = Arena<FunctionScope>()
  /// For each statement that opens a scope, which one; for a loop the first of two.
  private var opened: Arena<Node<Scope>>
  private var variables: Arena<Variable>
  private var loops = Arena<LoopUse>()
  /// Where names are used that may come from further out, in order of appearance.
  private var loads: Arena<Load>
  /// The variables of all scopes and functions, those of each next to each other.
  private var order: Arena<Node<Variable>>
  private var declarations: Arena<Owned>
  private var freeNames: Arena<Owned>

  /// What a name is in a scope: a variable, or only mentioned.
  private var uses = PairTable()
  /// What a function looks up in its context.
  private var frees = PairTable()

  /// A variable, and the place of the scope or function whose it is.
  struct Owned {
    let owner: Int32
    let variable: Node<Variable>
  }

  /// A use of a name; of `loop` maybe only of a field.
  struct Load {
    let scope: Node<Scope>
    let name: Name
    let hidesLoop: Bool
    let field: LoopField?
  }

  init(statementCount: Int) {
    opened = Arena(repeating: Node(0), count: statementCount)
    scopes = Arena(capacity: statementCount / 2)
    variables = Arena(capacity: statementCount)
    loads = Arena(capacity: statementCount)
    order = Arena(capacity: statementCount)
    declarations = Arena(capacity: statementCount / 2)
    freeNames = Arena(capacity: statementCount / 2)
  }

  // MARK: Reading

  subscript(node: Node<Scope>) -> Scope { scopes[node.place] }
  subscript(node: Node<FunctionScope>) -> FunctionScope { functions[node.place] }
  subscript(node: Node<LoopUse>) -> LoopUse { loops[node.place] }

  subscript(node: Node<Variable>) -> Variable {
    get { variables[node.place] }
    set { variables[node.place] = newValue }
  }

  /// The scope that a statement opens; a loop opens a second one right after it.
  func scope(openedBy statement: Node<Statement>) -> Node<Scope> { opened[statement.place] }

  subscript(node: Node<Node<Variable>>) -> Node<Variable> { order[node.place] }

  /// The variable that a name is in this very scope.
  func variable(_ name: Name, of scope: Node<Scope>) -> Node<Variable>? {
    guard case .own(let variable)? = use(of: name, in: scope) else { return nil }
    return variable
  }

  private func use(of name: Name, in scope: Node<Scope>) -> NameUse? {
    uses[scope.place, name.place].map { NameUse(code: $0) }
  }

  /// What a name means in a scope, if that is known without a search: it is the same as when it was bound.
  @inline(__always)
  func knownBinding(of name: Name, in scope: Node<Scope>) -> Binding? {
    switch use(of: name, in: scope) {
    case .own(let variable), .around(let variable): .variable(variable, hops: 0)
    case .free(let variable): .free(variable)
    case .mentioned, nil: nil
    }
  }

  /// What a function looks up in its context by this name; `nil` if nothing in it does.
  func freeVariable(_ name: Name, of function: Node<FunctionScope>) -> Node<Variable>? {
    frees[function.place, name.place].map { Node($0) }
  }

  // MARK: Building

  mutating func addScope(
    in parent: Node<Scope>?, of function: Node<FunctionScope>, isLoop: Bool = false
  ) -> Node<Scope> {
    if isLoop { loops.append(LoopUse()) }
    if let parent { scopes[parent.place].hasNestedScopes = true }
    scopes.append(Scope(function: function, parent: parent, loop: isLoop ? Node(loops.count - 1) : nil))
    return Node(scopes.count - 1)
  }

  /// Gives the function's outermost scope.
  mutating func addFunction(definedIn scope: Node<Scope>?, isMacro: Bool = false) -> Node<Scope> {
    if let scope { scopes[scope.place].hasNestedScopes = true }
    functions.append(FunctionScope(definition: scope, root: Node(scopes.count), isMacro: isMacro))
    return addScope(in: nil, of: Node(functions.count - 1))
  }

  mutating func note(_ scope: Node<Scope>, openedBy statement: Node<Statement>) { opened[statement.place] = scope }

  mutating func load(_ name: Name, in scope: Node<Scope>, hidesLoop: Bool) {
    if uses[scope.place, name.place] == nil {
      uses.set(scope.place, name.place, to: NameUse.mentioned.code)
    } else if name != Name(.loop) {
      return
    }
    loads.append(Load(scope: scope, name: name, hidesLoop: hidesLoop, field: nil))
  }

  /// The variable that a name is in this very scope, if it begins with what is outside, and only branches set it so far.
  func variableSetInBranches(_ name: Name, of scope: Node<Scope>) -> Node<Variable>? {
    guard let variable = variable(name, of: scope), self[variable].start == .outerOrContext else { return nil }
    return self[variable].wasLoadedFirst ? nil : variable
  }

  /// Notes that a branch reads a variable that it hasn't assigned itself.
  mutating func noteLoad(beforeAssigning variable: Node<Variable>) { self[variable].wasLoadedFirst = true }

  /// How many uses of names were noted so far.
  var loadCount: Int { loads.count }

  /// Whether a name was mentioned since there were so many uses.
  func mentions(_ name: Name, since mark: Int) -> Bool {
    (mark..<loads.count).contains { loads[$0].name == name }
  }

  /// A use of `loop`: of one field, or as a value.
  mutating func loadLoop(_ field: LoopField?, in scope: Node<Scope>, hidesLoop: Bool) {
    loads.append(Load(scope: scope, name: Name(.loop), hidesLoop: hidesLoop, field: field))
  }

  /// - Parameter isConditional: whether an `if` of this scope may leave the assignment out.
  mutating func store(_ name: Name, in scope: Node<Scope>, isConditional: Bool) {
    let use = uses[scope.place, name.place]
    guard use == nil || use == NameUse.mentioned.code else { return }
    var variable = Variable(name: name, wasLoadedFirst: use != nil)
    if variable.wasLoadedFirst || isConditional {
      variable.start = .outerOrContext
    } else if scopes[scope.place].hasNestedScopes {
      variable.start = .outerOrUndefined
    }
    declare(variable, in: scope)
  }

  /// A variable that has its value from the beginning: a parameter.
  mutating func declare(_ name: Name, in scope: Node<Scope>) {
    if let variable = variable(name, of: scope) {
      self[variable].start = .unread
    } else {
      declare(Variable(name: name), in: scope)
    }
  }

  private mutating func declare(_ variable: Variable, in scope: Node<Scope>) {
    uses.set(scope.place, variable.name.place, to: NameUse.own(Node(variables.count)).code)
    declarations.append(Owned(owner: Int32(truncatingIfNeeded: scope.place), variable: Node(variables.count)))
    variables.append(variable)
  }

  /// What all branches of an `if` assign needs no value before it.
  mutating func noteCertain(_ name: Name, in scope: Node<Scope>) {
    guard let variable = variable(name, of: scope), !self[variable].wasLoadedFirst else { return }
    self[variable].start = scopes[scope.place].hasNestedScopes ? .outerOrUndefined : .unread
  }

  /// Notes that something here finds variables by name as it runs: an include, or a scoped block, which may also ask
  /// for `loop`.
  mutating func noteDynamicUse(in scope: Node<Scope>, needsLoop: Bool = false) {
    scopes[scope.place].hasNestedScopes = true
    functions[self[scope].function.place].hasDynamicUse = true
    var next: Node<Scope>? = scope
    while let current = next {
      if let loop = self[current].loop {
        loops[loop.place].hasDynamicUse = true
        if needsLoop { needVariable(of: loop) }
      }
      next = self[current].parent
    }
  }

  mutating func noteRecursion(of loop: Node<LoopUse>) { loops[loop.place].isMentioned = true }

  /// The variable that holds `loop` as a value; whoever has it may ask for anything.
  @discardableResult
  private mutating func needVariable(of loop: Node<LoopUse>) -> Node<Variable> {
    loops[loop.place].isMentioned = true
    loops[loop.place].looksAhead = true
    if let variable = loops[loop.place].variable { return variable }
    variables.append(Variable(name: Name(.loop)))
    loops[loop.place].variable = Node(variables.count - 1)
    return Node(variables.count - 1)
  }

  // MARK: Binding

  /// Looks up all names, so that it is known which variables functions capture, and what they look up in their context.
  mutating func bind() {
    let runs = Self.arrange(declarations, among: scopes.count, in: &order)
    for index in 0..<scopes.count { scopes[index].variables = runs[index] }
    for index in 0..<loads.count { bind(loads[index]) }
    for scope in 0..<scopes.count { bindVariables(of: Node(scope)) }
    for function in 0..<functions.count where functions[function].hasDynamicUse {
      if let definition = functions[function].definition { captureAll(from: definition) }
    }
    let freeRuns = Self.arrange(freeNames, among: functions.count, in: &order)
    for index in 0..<functions.count { functions[index].freeVariables = freeRuns[index] }
  }

  private mutating func bind(_ load: Load) {
    guard let found = search(load.name, from: load.scope, hidesLoop: load.hidesLoop) else {
      if load.name != Name(.selfReference), load.name != Name(.superReference) {
        remember(.free(addFree(load.name, to: self[load.scope].function)), for: load)
      }
      return
    }
    switch found.binding {
    case .variable(let variable, _):
      if found.isOutside { capture(variable, for: found.function) } else { remember(.around(variable), for: load) }
    case .loop(let loop, _):
      guard !found.isOutside else { return capture(needVariable(of: loop), for: found.function) }
      loops[loop.place].isMentioned = true
      if let field = load.field {
        if field.looksAhead { loops[loop.place].looksAhead = true }
      } else {
        needVariable(of: loop)
      }
    case .free, .context: break
    }
  }

  /// What a use of a name was bound to, so that it need not be searched for again. What `loop` means changes within a
  /// scope.
  private mutating func remember(_ use: NameUse, for load: Load) {
    guard load.name != Name(.loop), uses[load.scope.place, load.name.place] == NameUse.mentioned.code else { return }
    uses.set(load.scope.place, load.name.place, to: use.code)
  }

  private mutating func bindVariables(of scope: Node<Scope>) {
    for place in self[scope].variables.places {
      let variable = self[order[place]]
      guard variable.start != .unread else { continue }
      if let found = searchAround(scope, for: variable.name) {
        if found.isOutside, case .variable(let outer, _) = found.binding { capture(outer, for: found.function) }
        if found.isOutside, case .loop(let loop, _) = found.binding {
          capture(needVariable(of: loop), for: found.function)
        }
      } else {
        if variable.start == .outerOrUndefined, isMentioned(variable.name, around: scope) {
          self[order[place]].start = .outerOrContext
        }
        if self[order[place]].start == .outerOrContext, self[scope].parent != nil {
          addFree(variable.name, to: self[scope].function)
        }
      }
    }
    if let loop = self[scope].loop, self[loop].isMentioned, self[loop].hasDynamicUse { needVariable(of: loop) }
  }

  /// Whether a scope around one reads a name itself, so that it has a value there.
  private func isMentioned(_ name: Name, around scope: Node<Scope>) -> Bool {
    var next: Node<Scope>? = self[scope].parent ?? self[self[scope].function].definition
    while let current = next {
      if use(of: name, in: current) != nil { return true }
      next = self[current].parent ?? self[self[current].function].definition
    }
    return false
  }

  @discardableResult
  private mutating func addFree(_ name: Name, to function: Node<FunctionScope>) -> Node<Variable> {
    if let variable = freeVariable(name, of: function) { return variable }
    frees.set(function.place, name.place, to: variables.count)
    freeNames.append(Owned(owner: Int32(truncatingIfNeeded: function.place), variable: Node(variables.count)))
    variables.append(Variable(name: name))
    return Node(variables.count - 1)
  }

  private mutating func capture(_ variable: Node<Variable>, for function: Node<FunctionScope>) {
    guard !self[variable].isCaptured else { return }
    self[variable].isCaptured = true
    self[variable].place = functions[function.place].capturedCount
    functions[function.place].capturedCount += 1
  }

  /// Captures every variable that can be seen from a function's definition, for includes in it.
  private mutating func captureAll(from scope: Node<Scope>) {
    var next: Node<Scope>? = scope
    while let current = next {
      let function = self[current].function
      for place in self[current].variables.places { capture(order[place], for: function) }
      if let loop = self[current].loop, self[loop].isMentioned { capture(needVariable(of: loop), for: function) }
      next = self[current].parent ?? self[function].definition
    }
  }

  /// Puts the variables of each owner next to each other, in their order.
  private static func arrange(
    _ pairs: borrowing Arena<Owned>, among count: Int, in order: inout Arena<Node<Variable>>
  ) -> Arena<Run<Node<Variable>>> {
    var ends = Arena(repeating: 0, count: count)
    for place in 0..<pairs.count { ends[Int(pairs[place].owner)] += 1 }
    var runs = Arena<Run<Node<Variable>>>(capacity: count)
    var start = order.count
    for index in 0..<count {
      runs.append(Run(start: start, count: ends[index]))
      (ends[index], start) = (start, start + ends[index])
    }
    for place in 0..<pairs.count { order.append(pairs[place].variable) }
    for place in 0..<pairs.count {
      let owner = Int(pairs[place].owner)
      order[ends[owner]] = pairs[place].variable
      ends[owner] += 1
    }
    return runs
  }
}
