extension Machine {
  // MARK: Attributes and items

  /// The attribute of a name by its place; undefined where there is none.
  @inline(__always)
  func attribute(_ name: Int, of value: borrowing Value) throws(CallError) -> Value {
    switch value {
    case .map(let map):
      guard let index = lookups.index(of: name, in: map.shape, text: program.names[name]) else { return .undefined }
      return map.values[index]
    case .object(let object):
      guard let index = lookups.index(of: name, in: object.shape, text: program.names[name]) else { return .undefined }
      return object.value(at: index)
    default: return try otherAttribute(name, of: copy value)
    }
  }

  private func otherAttribute(_ name: Int, of value: Value) throws(CallError) -> Value {
    let text = program.names[name]
    switch value {
    case .undefined, .nothing: throw CallError.lookup(text, in: value)
    case .callable(let callable): return try attribute(text, of: callable)
    default: return value.attribute(text)
    }
  }

  private func attribute(_ name: Text, of callable: Callable) throws(CallError) -> Value {
    switch callable.kind {
    case .loop:
      guard let field = program.names.find(name).flatMap({ LoopField($0) }) else { return .undefined }
      return self.field(field, of: try loopIndex(of: callable))
    case .macro:
      let function = program.functions[Int(callable.first)]
      switch name {
      case "name": return .string(function.name)
      case "arguments": return .tuple(List(function.parameters.map { .string(program.names[$0]) }))
      case "catch_varargs": return .bool(function.moreSlot != nil)
      case "catch_kwargs": return .bool(function.keywordsSlot != nil)
      case "caller": return .bool(function.callerSlot != nil)
      default: return .undefined
      }
    default: return .undefined
    }
  }

  /// Prints an attribute of a local variable.
  @inline(__always)
  mutating func emitAttribute(_ name: Int, ofLocal slot: Int) throws(CallError) {
    let value = try attribute(name, of: stack[frame.base &+ slot])
    try emit(value)
  }

  @inline(__always)
  func isAttributeTrue(_ name: Int, ofLocal slot: Int) throws(CallError) -> Bool {
    try truth(try attribute(name, of: stack[frame.base &+ slot]))
  }

  func item(_ key: Value, of value: Value) throws(CallError) -> Value {
    switch value {
    case .undefined, .nothing:
      if let name = key.text { throw .lookup(name, in: value) }
      throw .undefined
    case .callable(let callable):
      guard let name = key.text else { return .undefined }
      return try attribute(name, of: callable)
    default: break
    }
    if isStrict, case .undefined = key { throw .undefined }
    if let text = value.text, !text.isASCII { try call.charge(steps: text.byteCount >> 5) }
    switch key {
    case .tuple: try call.charge(lookingUp: key)
    case .string(let text), .markup(let text): if text.byteCount >= 64 { try call.charge(lookingUp: key) }
    default: break
    }
    return value.item(key)
  }

  // MARK: Names

  /// What a name means in a context: a variable of a template, one handed to `render`, a function of the environment.
  func resolve(_ name: Int, in context: Int) -> Value {
    var number = context
    var seesVariables = true
    while number >= 0 {
      if let index = contexts[number].names.firstIndex(of: name) { return contexts[number].values[index] }
      if let link = contexts[number].link, let value = variable(name, linked: link) { return value }
      seesVariables = seesVariables && contexts[number].seesVariables
      number = contexts[number].parent
    }
    if seesVariables, let value = topVariable(name) { return value }
    return program.globals[name] == nil ? .undefined : .callable(Callable(.function, name))
  }

  private func topVariable(_ name: Int) -> Value? {
    switch variables {
    case .map(let map):
      return lookups.index(of: name, in: map.shape, text: program.names[name]).map { map.values[$0] }
    case .object(let object):
      guard let index = lookups.index(of: name, in: object.shape, text: program.names[name]) else { return nil }
      let value = object.value(at: index)
      return value.isUndefined ? nil : value
    default: return nil
    }
  }

  /// A variable of a waiting frame, as it can be seen from the place where that frame waits.
  private func variable(_ name: Int, linked link: (frame: Int, serial: Int, place: Int)) -> Value? {
    guard link.frame < frames.count, frames[link.frame].serial == link.serial else { return nil }
    return variable(name, of: frames[link.frame], at: link.place)
  }

  /// A variable of a frame, as it can be seen from a place of its code.
  func variable(_ name: Int, of frame: Frame, at place: Int) -> Value? {
    let instruction = place - program.functions[frame.function].entry
    let environment = program.functions[frame.function].capturedCount == 0 ? -1 : frame.environment
    for index in program.functions[frame.function].variables.places {
      let variable = program.variables[index]
      guard variable.name == name, variable.start <= instruction, instruction <= variable.end else { continue }
      if variable.isCaptured {
        guard environment >= 0 else { continue }
        let value = captured[environment + 1 + variable.place]
        if !value.isUndefined { return value }
      } else {
        let value = stack[frame.base + variable.place]
        if case .callable(.missing) = value { continue }
        if !value.isUndefined { return value }
      }
    }
    guard program.functions[frame.function].definition != nil else { return nil }
    return enclosing(name, of: program.functions[frame.function], environment: frame.environment)
  }

  /// A variable that a macro, a loop's body or the body of a `call` captures from around its definition.
  private func enclosing(_ name: Int, of function: Program.Function, environment: Int) -> Value? {
    var environment = environment
    var inner = function
    if inner.capturedCount > 0, environment >= 0, case .int(let outer) = captured[environment] { environment = outer }
    while let (number, place) = inner.definition {
      let outer = program.functions[number]
      if outer.capturedCount > 0 {
        guard environment >= 0, environment < captured.count, case .int(let next) = captured[environment] else {
          return nil
        }
        for variable in program.variables[outer.variables.places]
        where variable.name == name && variable.isCaptured && variable.start <= place && place <= variable.end {
          let value = captured[environment + 1 + variable.place]
          if !value.isUndefined { return value }
        }
        environment = next
      }
      inner = outer
    }
    return nil
  }

  /// The environment that lies some functions out from the frame's own.
  @inline(__always)
  func environment(_ hops: Int) -> Int {
    var environment = frame.environment
    for _ in 0..<hops {
      guard case .int(let outer) = captured[environment] else { break }
      environment = outer
    }
    return environment
  }

  /// Sets an attribute of the namespace on the stack to the value below it.
  mutating func storeAttribute(_ name: Int) throws(CallError) {
    let target = stack.pop()
    let value = stack.pop()
    guard case .namespace(let namespace) = target else {
      throw CallError(
        "only a namespace's attributes can be set, not those of \(target.described)",
        hint: "make one with `{% set x = namespace() %}`", id: "template.type")
    }
    if case .callable = value { keepsScopes = true }
    namespace.set(program.names[name], to: value)
    try checkDepth(of: .namespace(namespace))
  }
}

extension CallError {
  static func lookup(_ name: Text, in value: Value) -> CallError {
    CallError("`\(name.string)` can't be looked up in an undefined value", id: "template.undefined")
  }
}
