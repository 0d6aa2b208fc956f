import SiteDiagnostics

extension Machine {
  /// Begins a template's root in a context of its own; nothing waits for the first one.
  mutating func begin(_ template: Int) throws(CallError) -> Int {
    let root = try rootFunction(of: template)
    let context = pushContext(Context(blocks: program.templates[template].blockEntries))
    frame.function = root
    frame.context = context
    frame.environment = -1
    stack.pushUndefined(program.functions[root].slotCount)
    if program.functions[root].capturedCount > 0 {
      frame.environment = 0
      captured = [.int(-1)] + [Value](repeating: .undefined, count: program.functions[root].capturedCount)
    }
    setEscaping(program.functions[root].escapes)
    return program.functions[root].entry
  }

  private func rootFunction(of template: Int) throws(CallError) -> Int {
    guard let root = program.templates[template].root else {
      throw CallError.broken(template)
    }
    return root
  }

  // MARK: Inheritance

  mutating func extend(_ number: Int) throws(CallError) {
    guard contexts[frame.context].parentTemplate < 0 else {
      throw CallError("a template can extend only one other", id: "template.syntax")
    }
    let parent = number >= 0 ? number : try template(named: stack.pop())
    _ = try rootFunction(of: parent)
    contexts[frame.context].parentTemplate = parent
    try charge(steps: program.templates[parent].blocks.count * contexts[frame.context].blocks.count >> 4)
    for block in program.templates[parent].blocks {
      if let index = contexts[frame.context].blocks.firstIndex(where: { $0.name == block.name }) {
        contexts[frame.context].blocks[index].functions.append(block.function)
      } else {
        contexts[frame.context].blocks.append(BlockEntry(name: block.name, functions: [block.function]))
      }
    }
  }

  mutating func renderParent(from pc: Int) throws(CallError) -> Int {
    let parent = contexts[frame.context].parentTemplate
    guard parent >= 0 else { return pc }
    contexts[frame.context].parentTemplate = -1
    let isOfModule = frame.isOfModule
    let entry = try enter(
      try rootFunction(of: parent), base: stack.count, floor: stack.count, context: frame.context, around: -1,
      result: .printed, from: pc)
    frame.isOfModule = isOfModule
    return entry
  }

  // MARK: Inclusion

  mutating func include(_ number: Int, flag: UInt8, from pc: Int) throws(CallError) -> Int {
    let target: Int
    if number >= 0 {
      target = number
    } else {
      let name = stack.pop()
      guard let found = try firstTemplate(named: name) else {
        if flag & 1 == 1 { return pc }
        throw missing(name)
      }
      target = found
    }
    let root = try rootFunction(of: target)
    var context = Context(blocks: program.templates[target].blockEntries)
    if flag & 2 == 2 { connect(&context, at: pc) } else { context.seesVariables = false }
    return try enter(
      root, base: stack.count, floor: stack.count, context: pushContext(context), ownsContext: true, around: -1,
      result: .printed, from: pc)
  }

  mutating func importTemplate(_ number: Int, flag: UInt8, from pc: Int) throws(CallError) -> Int {
    let target = number >= 0 ? number : try template(named: stack.pop())
    var context = Context(blocks: program.templates[target].blockEntries)
    if flag & 2 == 2 {
      connect(&context, at: pc)
    } else {
      if let module = modules[target] {
        stack.push(.object(module))
        return pc
      }
      context.seesVariables = false
    }
    return try enter(
      try rootFunction(of: target), base: stack.count, floor: stack.count, context: pushContext(context), around: -1,
      result: .module, from: pc)
  }

  /// Makes a module of what an imported template printed and assigned.
  mutating func finishModule(_ ended: Frame) throws(CallError) {
    let text = output.take(from: ended.outputStart)
    let context = contexts[ended.context]
    let template = program.functions[ended.function].template
    var names: [Text] = []
    var values: [Value] = []
    for (name, value) in zip(context.names, context.values)
    where !program.names[name].isPrivate && !context.imported.contains(name) {
      names.append(program.names[name])
      values.append(value)
    }
    let module = Module(name: program.templates[template].name, names: names, values: values, printed: text)
    if !context.seesVariables { modules[template] = module }
    stack.push(.object(module))
    try keepScopes(settling: context.seesVariables)
  }

  mutating func importName(_ name: Int) throws(CallError) {
    stack.push(try attribute(name, at: stack.count - 1))
  }

  // MARK: Names of templates

  private func template(named name: Value) throws(CallError) -> Int {
    guard let number = try firstTemplate(named: name) else { throw missing(name) }
    return number
  }

  /// The template of a name, or of the first of several names that there is one for.
  private func firstTemplate(named name: Value) throws(CallError) -> Int? {
    if let text = name.text { return program.templateIndex[text] }
    if name.isUndefined { throw .undefined }
    guard let names = name.elements else {
      throw CallError("\(name.described) is no name of a template", id: "template.type")
    }
    for name in names {
      if let text = name.text, let number = program.templateIndex[text] { return number }
    }
    return nil
  }

  private func missing(_ name: Value) -> CallError {
    let known = program.templates.map(\.name.string)
    if let names = name.elements {
      let list = names.map { "`\($0.printed.string)`" }.joined(separator: ", ")
      return CallError(
        names.isEmpty
          ? "no name of a template is given"
          : names.count == 1 ? "there is no template \(list)" : "there is none of the templates \(list)",
        id: "template.missing-template")
    }
    let text = name.printed.string
    return CallError(
      "there is no template `\(text)`",
      hint: nearestName(to: text, among: known).map { "did you mean `\($0)`?" }, id: "template.missing-template")
  }
}

extension Text {
  fileprivate var isPrivate: Bool { !isEmpty && bytes[0] == UInt8(ascii: "_") }
}
