/// What a name means at a place of a template.
enum Binding {
  /// A variable of the function itself, or one that it captures from `hops` environments out.
  case variable(Variable, hops: Int)
  /// The loop that stands `nesting` loops further out in the same function.
  case loop(LoopUse, nesting: Int)
  /// A name that is looked up in the context when the function begins.
  case free(Variable)
}

extension Scope {
  /// What `name` means in this scope.
  func binding(of name: Text, hidesLoop: Bool = false) -> Binding {
    if let found = search(name, hidesLoop: hidesLoop) { return found }
    return .free(function.free(name))
  }

  /// What `name` means in this scope, where it is a variable.
  func variable(of name: Text) -> Binding? {
    search(name, hidesLoop: false)
  }

  /// What `name` means around this scope; `nil` where it would be looked up in the context.
  func outerBinding(of name: Text) -> Binding? {
    if let parent { return parent.search(name, hidesLoop: false) }
    guard let definition = function.definition else { return nil }
    return definition.search(name, hidesLoop: false, from: [function])
  }

  /// - Parameter inner: the functions that lie between the use of the name and this scope.
  private func search(_ name: Text, hidesLoop: Bool, from inner: [FunctionScope] = []) -> Binding? {
    var crossed = inner
    var scope = self
    var hidesLoop = hidesLoop
    var nesting = 0
    while true {
      if let variable = scope.variables[name] {
        if !crossed.isEmpty { scope.function.capture(variable) }
        return .variable(variable, hops: crossed.count { $0.capturedCount > 0 })
      }
      if let loop = scope.loop {
        if name == .loop, !hidesLoop {
          guard !crossed.isEmpty else { return .loop(loop, nesting: nesting) }
          let variable = loop.needVariable()
          scope.function.capture(variable)
          return .variable(variable, hops: crossed.count { $0.capturedCount > 0 })
        }
        nesting += 1
        hidesLoop = false
      }
      if let parent = scope.parent {
        scope = parent
      } else if let definition = scope.function.definition {
        crossed.append(scope.function)
        scope = definition
      } else {
        return nil
      }
    }
  }

  /// Captures every variable that can be seen from a function's definition, for includes in it.
  func captureAll() {
    var scope: Scope? = self
    while let current = scope {
      for variable in current.order { current.function.capture(variable) }
      if let loop = current.loop, loop.isMentioned {
        current.function.capture(loop.needVariable())
      }
      scope = current.parent ?? current.function.definition
    }
  }
}

extension ScopeBuilder {
  /// Looks up all names of a scope and those in it, so that captured variables are known; gives the functions that
  /// are defined in it.
  static func bind(_ scope: Scope) -> [FunctionScope] {
    for load in scope.loads {
      if load.name == .selfName || load.name == .superName {
        _ = scope.variable(of: load.name)
        continue
      }
      if case .loop(let loop, _) = scope.binding(of: load.name, hidesLoop: load.hidesLoop) {
        loop.isMentioned = true
        if let field = load.field {
          loop.looksAhead = loop.looksAhead || field.looksAhead
        } else {
          loop.needVariable()
        }
      }
    }
    for variable in scope.order where variable.start != .unread {
      if scope.outerBinding(of: variable.name) == nil, variable.start == .outerOrContext, scope.parent != nil {
        _ = scope.function.free(variable.name)
      }
    }
    if let loop = scope.loop, loop.isMentioned, loop.hasDynamicUse { loop.needVariable() }
    if scope.function.hasDynamicUse { scope.function.definition?.captureAll() }
    var functions: [FunctionScope] = []
    for child in scope.children {
      switch child {
      case .scope(let inner): functions += bind(inner)
      case .function(let function): functions.append(function)
      }
    }
    return functions
  }
}
