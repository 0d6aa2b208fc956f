extension Machine {
  // MARK: Attributes and items

  /// Where the attribute of a mapping lies, if the mapping has it and one of its shape was asked for it lately: nearly
  /// always, then. The mapping at `place` holds it.
  @inline(__always)
  private func remembered(_ name: Int, at place: UnsafePointer<Value>) -> UnsafePointer<Value>? {
    guard case .map(let map) = unsafe place.pointee,
      let index = lookups.place(of: name, inShape: map.shape.id), index >= 0
    else { return nil }
    return unsafe map.values.withUnsafeBufferPointer { unsafe $0.baseAddress.unsafelyUnwrapped + index }
  }

  /// The attribute that a value on the stack has by the name of this place; undefined where there is none.
  @inline(__always)
  mutating func attribute(_ name: Int, at place: Int) throws(CallError) -> Value {
    if let value = unsafe remembered(name, at: stack.base + place) { return unsafe value.pointee }
    return try lookUp(name, at: place)
  }

  @inline(never)
  private mutating func lookUp(_ name: Int, at place: Int) throws(CallError) -> Value {
    if let object = unsafe stack[place].unheldObject, let index = lookups.place(of: name, inShape: object.shapeID) {
      return index >= 0 ? object.value(at: index) : .undefined
    }
    switch stack[place] {
    case .object(let object):
      let index = learn(name, in: object.shape)
      return index >= 0 ? object.value(at: index) : .undefined
    case .map(let map):
      let index = lookups.place(of: name, inShape: map.shape.id) ?? learn(name, in: map.shape)
      return index >= 0 ? map.values[index] : .undefined
    case .undefined, .nothing: throw CallError.lookup(program.names[name], in: stack[place])
    case .callable(let callable): return try attribute(program.names[name], of: callable)
    default: return stack[place].attribute(program.names[name])
    }
  }

  /// Where a name lies in a shape, remembered for the next time; -1 where it doesn't.
  @inline(never)
  private mutating func learn(_ name: Int, in shape: Shape) -> Int {
    let index = shape.index(of: program.names[name]) ?? -1
    lookups.remember(index, of: name, inShape: shape.id)
    return index
  }

  private mutating func attribute(_ name: Text, of callable: Callable) throws(CallError) -> Value {
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

  /// Prints an attribute of a value on the stack.
  @inline(__always)
  mutating func emitAttribute(_ name: Int, at place: Int) throws(CallError) {
    if let value = unsafe remembered(name, at: stack.base + place) { return try unsafe emit(at: value) }
    try emit(try lookUp(name, at: place))
  }

  @inline(__always)
  mutating func isAttributeTrue(_ name: Int, at place: Int) throws(CallError) -> Bool {
    if let value = unsafe remembered(name, at: stack.base + place) { return try unsafe truth(at: value) }
    return try truth(try lookUp(name, at: place))
  }

  mutating func item(_ key: Value, of value: Value) throws(CallError) -> Value {
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
    if let object = unsafe variables.unheldObject, let index = lookups.place(of: name, inShape: object.shapeID) {
      let value = index >= 0 ? object.value(at: index) : .undefined
      return value.isUndefined ? nil : value
    }
    switch variables {
    case .map(let map):
      let index = lookups.place(of: name, inShape: map.shape.id) ?? place(of: name, in: map.shape)
      return index >= 0 ? map.values[index] : nil
    case .object(let object):
      let index = place(of: name, in: object.shape)
      let value = index >= 0 ? object.value(at: index) : .undefined
      return value.isUndefined ? nil : value
    default: return nil
    }
  }

  private func place(of name: Int, in shape: Shape) -> Int {
    shape.index(of: program.names[name]) ?? -1
  }

  /// Remembers where a variable lies in what was handed to `render`, before it is resolved.
  mutating func rememberPlace(ofVariable name: Int) {
    if let object = unsafe variables.unheldObject, lookups.place(of: name, inShape: object.shapeID) != nil { return }
    switch variables {
    case .map(let map):
      if lookups.place(of: name, inShape: map.shape.id) == nil { _ = learn(name, in: map.shape) }
    case .object(let object): _ = learn(name, in: object.shape)
    default: break
    }
  }

  /// A variable of the frame that a context is linked to, as it can be seen from that place; `nil` when it has ended.
  func variable(_ name: Int, linked link: (frame: Int, serial: Int, place: Int)) -> Value? {
    if link.frame < frames.count {
      guard frames[link.frame].serial == link.serial else { return nil }
      return variable(name, of: frames[link.frame], at: link.place)
    }
    return frame.serial == link.serial ? variable(name, of: frame, at: link.place) : nil
  }

  /// A variable of a frame, as it can be seen from the instruction before a place of its code.
  func variable(_ name: Int, of frame: Frame, at place: Int) -> Value? {
    let instruction = place - 1 - program.functions[frame.function].entry
    let environment = program.functions[frame.function].capturedCount == 0 ? -1 : frame.environment
    for index in program.functions[frame.function].variables.places {
      let variable = program.variables[index]
      guard variable.name == name, variable.start <= instruction, instruction < variable.end else { continue }
      if variable.isCaptured {
        guard environment >= 0 else { continue }
        let value = captured[environment + 1 + variable.place]
        if !(variable.mayBeUnset && value.isUndefined) { return value }
      } else {
        let value = stack[frame.base + variable.place]
        if case .callable(.missing) = value { continue }
        if !(variable.mayBeUnset && value.isUndefined) { return value }
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
        where variable.name == name && variable.isCaptured && variable.start <= place && place < variable.end {
          let value = captured[environment + 1 + variable.place]
          if !(variable.mayBeUnset && value.isUndefined) { return value }
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
    namespace.set(program.names[name], to: value)
    try checkDepth(of: .namespace(namespace))
    if value.nesting.holdsMacro { try keepScopes() }
  }
}

extension CallError {
  static func lookup(_ name: Text, in value: Value) -> CallError {
    CallError("`\(name.string)` can't be looked up in an undefined value", id: "template.undefined")
  }
}
