/// What a name means at a place of a template.
enum Binding {
  /// A variable of the function itself, or one that it captures from `hops` environments out.
  case variable(Node<Variable>, hops: Int)
  /// The loop that stands `nesting` loops further out in the same function.
  case loop(Node<LoopUse>, nesting: Int)
  /// A name that is looked up in the context when the function begins.
  case free(Node<Variable>)
  /// A name that is looked up in the context where it stands.
  case context(Name)
}

extension ScopeTree {
  /// What was found for a name, and whose it is.
  struct Found {
    let binding: Binding
    let function: Node<FunctionScope>
    /// Whether it belongs to a function around the one that mentions it.
    let isOutside: Bool
  }

  /// What a name means in a scope.
  func binding(of name: Name, in scope: Node<Scope>, hidesLoop: Bool) -> Binding {
    if let binding = knownBinding(of: name, in: scope) ?? variable(of: name, in: scope, hidesLoop: hidesLoop) {
      return binding
    }
    return contextBinding(of: name, in: self[scope].function)
  }

  /// What a name means in a function that doesn't know it.
  func contextBinding(of name: Name, in function: Node<FunctionScope>) -> Binding {
    freeVariable(name, of: function).map { .free($0) } ?? .context(name)
  }

  /// What a name means in a scope; `nil` where it is looked up in the context.
  func variable(of name: Name, in scope: Node<Scope>, hidesLoop: Bool = false) -> Binding? {
    search(name, from: scope, hidesLoop: hidesLoop).map { reachable($0) }
  }

  /// What a name means around a scope; `nil` where it is looked up in the context.
  func binding(of name: Name, around scope: Node<Scope>) -> Binding? {
    searchAround(scope, for: name).map { reachable($0) }
  }

  /// The loop of another function is reached by the variable that holds it.
  private func reachable(_ found: Found) -> Binding {
    guard found.isOutside, case .loop(let loop, let hops) = found.binding, let variable = self[loop].variable else {
      return found.binding
    }
    return .variable(variable, hops: hops)
  }

  func searchAround(_ scope: Node<Scope>, for name: Name) -> Found? {
    if let parent = self[scope].parent { return search(name, from: parent, hidesLoop: false) }
    let function = self[scope].function
    guard let definition = self[function].definition else { return nil }
    return search(name, from: definition, hidesLoop: false, outOf: function)
  }

  /// Looks for a name in a scope and those around it. The number with a loop of another function is that of the
  /// environments up to it.
  ///
  /// - Parameter inner: the function that lies between the use of the name and the scope.
  func search(
    _ name: Name, from start: Node<Scope>, hidesLoop: Bool, outOf inner: Node<FunctionScope>? = nil
  ) -> Found? {
    var isOutside = inner != nil
    var hops = inner.map { environments(of: $0) } ?? 0
    var nesting = 0
    var hidesLoop = hidesLoop
    var next: Node<Scope>? = start
    while let current = next {
      let scope = self[current]
      if let variable = variable(name, of: current) {
        return Found(binding: .variable(variable, hops: hops), function: scope.function, isOutside: isOutside)
      }
      if let loop = scope.loop {
        if name == Name(.loop), !hidesLoop {
          let number = isOutside ? hops : nesting
          return Found(binding: .loop(loop, nesting: number), function: scope.function, isOutside: isOutside)
        }
        nesting += 1
        hidesLoop = false
      }
      if let parent = scope.parent {
        next = parent
      } else {
        next = self[scope.function].definition
        isOutside = true
        hops += environments(of: scope.function)
      }
    }
    return nil
  }

  /// How many environments a function adds to those around it.
  private func environments(of function: Node<FunctionScope>) -> Int {
    self[function].capturedCount > 0 ? 1 : 0
  }
}
