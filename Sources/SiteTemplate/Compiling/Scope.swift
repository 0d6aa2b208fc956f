/// The variables of a stretch of a template, worked out before code is made for it.
///
/// The rules are Jinja's: a name that is assigned anywhere in a scope is a variable of that scope, which begins with
/// the value of the same name outside; macros see the variables around their definition, blocks don't.
final class Scope {
  /// The function that owns this scope, and so outlives it.
  unowned let function: FunctionScope
  unowned let parent: Scope?
  private(set) var variables: [Text: Variable] = [:]
  /// In order of appearance, so that a dump and the slots are the same in every process.
  private(set) var order: [Variable] = []
  private(set) var children: [Child] = []
  private var nextChild = 0
  /// Set for the body of a loop.
  var loop: LoopUse?

  private(set) var loads: [Load] = []
  private var loadedFirst: Set<Text> = []
  private var hasNestedScopes = false

  /// A use of a name; of `loop` maybe only of a field.
  struct Load {
    let name: Text
    let hidesLoop: Bool
    let field: LoopField?
  }

  enum Child {
    case scope(Scope)
    case function(FunctionScope)
  }

  init(function: FunctionScope, parent: Scope?) {
    self.function = function
    self.parent = parent
  }

  func makeScope() -> Scope {
    let scope = Scope(function: function, parent: self)
    children.append(.scope(scope))
    hasNestedScopes = true
    return scope
  }

  func makeFunction() -> FunctionScope {
    let function = FunctionScope(definedIn: self)
    children.append(.function(function))
    hasNestedScopes = true
    return function
  }

  /// The scopes and functions in the order in which they were made.
  func takeScope() -> Scope {
    guard nextChild < children.count, case .scope(let scope) = children[nextChild] else { return self }
    nextChild += 1
    return scope
  }

  func takeFunction() -> FunctionScope {
    guard nextChild < children.count, case .function(let child) = children[nextChild] else { return function }
    nextChild += 1
    return child
  }

  /// Notes that something here finds variables by name as it runs: an include, or a scoped block, which may also ask
  /// for `loop`.
  func noteDynamicUse(needsLoop: Bool = false) {
    hasNestedScopes = true
    function.hasDynamicUse = true
    var scope: Scope? = self
    while let current = scope {
      current.loop?.hasDynamicUse = true
      if needsLoop { current.loop?.needVariable() }
      scope = current.parent
    }
  }

  func load(_ name: Text, hidesLoop: Bool = false) {
    loads.append(Load(name: name, hidesLoop: hidesLoop, field: nil))
    if variables[name] == nil { loadedFirst.insert(name) }
  }

  /// A use of `loop`: of one field, or as a value.
  func loadLoop(hidesLoop: Bool, field: LoopField?) {
    loads.append(Load(name: .loop, hidesLoop: hidesLoop, field: field))
  }

  /// - Parameter isConditional: whether an `if` of this scope may leave the assignment out.
  @discardableResult
  func store(_ name: Text, isConditional: Bool) -> Variable {
    if let variable = variables[name] { return variable }
    let wasLoaded = loadedFirst.contains(name)
    let variable = Variable(name: name, wasLoadedFirst: wasLoaded)
    variable.start =
      wasLoaded || isConditional ? .outerOrContext : hasNestedScopes ? .outerOrUndefined : .unread
    variables[name] = variable
    order.append(variable)
    return variable
  }

  /// A variable that has its value from the beginning: a parameter.
  @discardableResult
  func declare(_ name: Text) -> Variable {
    let variable = store(name, isConditional: false)
    variable.start = .unread
    return variable
  }

  /// What all branches of an `if` assign needs no value before it.
  func noteCertain(_ name: Text) {
    guard let variable = variables[name], !variable.wasLoadedFirst else { return }
    variable.start = hasNestedScopes ? .outerOrUndefined : .unread
  }
}

/// A name of a scope and where its value lives.
final class Variable {
  enum Start {
    /// It is assigned before anything can read it.
    case unread
    /// It begins as the variable of that name around, or undefined.
    case outerOrUndefined
    /// It begins as the variable of that name around, or of the context.
    case outerOrContext
  }

  let name: Text
  let wasLoadedFirst: Bool
  var start = Start.unread
  var isCaptured = false
  /// The slot of the frame, or the place in the environment where it is captured.
  var place = -1

  init(name: Text, wasLoadedFirst: Bool = false) {
    self.name = name
    self.wasLoadedFirst = wasLoadedFirst
  }
}

/// How the body of a loop uses `loop`.
final class LoopUse {
  var isMentioned = false
  var looksAhead = false
  var hasDynamicUse = false
  /// Set where `loop` is used as a value.
  private(set) var variable: Variable?

  /// The variable that holds `loop` as a value; whoever has it may ask for anything.
  @discardableResult
  func needVariable() -> Variable {
    isMentioned = true
    looksAhead = true
    let variable = variable ?? Variable(name: .loop)
    self.variable = variable
    return variable
  }
}

/// The scopes of one function, the outermost first, and the names that it looks up in its context.
final class FunctionScope {
  /// The scope around a macro's or recursive loop's definition; `nil` for templates and blocks.
  unowned let definition: Scope?
  private(set) lazy var root = Scope(function: self, parent: nil)
  /// Set for macros and the bodies of `call` blocks, which know `varargs`, `kwargs` and `caller`.
  var isMacro = false
  var hasDynamicUse = false
  private(set) var freeVariables: [Text: Variable] = [:]
  private(set) var freeOrder: [Variable] = []
  var capturedCount = 0

  init(definedIn scope: Scope?) {
    definition = scope
  }

  func free(_ name: Text) -> Variable {
    if let variable = freeVariables[name] { return variable }
    let variable = Variable(name: name)
    freeVariables[name] = variable
    freeOrder.append(variable)
    return variable
  }

  /// `varargs`, `kwargs` or `caller` of a macro that mentions it.
  func declareSpecial(_ name: Text) {
    guard root.variables[name] == nil else { return }
    root.declare(name)
  }

  func capture(_ variable: Variable) {
    guard !variable.isCaptured else { return }
    variable.isCaptured = true
    capturedCount += 1
    variable.place = capturedCount - 1
  }
}
