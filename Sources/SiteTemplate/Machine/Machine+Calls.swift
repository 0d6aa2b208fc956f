import SiteDiagnostics

extension Machine {
  /// What calling a filter counts as, beside what it charges for itself.
  private static var nativeSteps: Int { 4 }

  // MARK: Filters and tests

  @inline(__always)
  mutating func callFilter(_ number: Int, arguments count: Int) throws(CallError) {
    try charge(steps: Self.nativeSteps)
    dereferenceArguments(count)
    try chargeReading(at: stack.count - count)
    let result = try unsafe program.filters[number].body(
      Span(_unsafeStart: stack.base + (stack.count - count), count: count), call)
    try checkDepth(of: result)
    stack.drop(count - 1)
    stack.top = result
  }

  mutating func callTest(_ number: Int, arguments count: Int) throws(CallError) {
    dereferenceArguments(count)
    try chargeReading(at: stack.count - count)
    let result = try unsafe program.tests[number].body(
      Span(_unsafeStart: stack.base + (stack.count - count), count: count), call)
    stack.drop(count - 1)
    stack.top = .bool(result)
  }

  /// Pays for a filter's or test's reading of its subject.
  @inline(__always)
  private func chargeReading(at place: Int) throws(CallError) {
    if let (text, _) = unsafe stack[place].unheldText {
      try call.charge(steps: text.count >> 5)
    } else {
      try call.charge(reading: stack[place])
    }
  }

  /// Functions get lists and maps that templates may change as plain ones.
  @inline(__always)
  private mutating func dereferenceArguments(_ count: Int) {
    guard program.usesReferences else { return }
    for index in stack.count - count..<stack.count { stack[index] = stack[index].dereferenced }
  }

  mutating func callFilterSpread(_ number: Int) throws(CallError) {
    let (positional, keywords) = takeSpread()
    try call.charge(reading: stack.top)
    let filter = program.filters[number]
    let bound = try filter.signature.bind(
      [stack.top.dereferenced] + positional, keywords, naming: filter.name, subjects: 1)
    let result = try filter.body(bound.span, call)
    try checkDepth(of: result)
    stack.top = result
  }

  mutating func callTestSpread(_ number: Int) throws(CallError) {
    let (positional, keywords) = takeSpread()
    try call.charge(reading: stack.top)
    let test = program.tests[number]
    let bound = try test.signature.bind(
      [stack.top.dereferenced] + positional, keywords, naming: test.name, subjects: 1)
    stack.top = .bool(try test.body(bound.span, call))
  }

  /// Takes a tuple of arguments and a map of keywords from the stack.
  private mutating func takeSpread() -> (positional: [Value], keywords: [(name: Text, value: Value)]) {
    let map = stack.pop().map
    let positional = stack.pop().elements ?? []
    let keywords = map.map { map in zip(map.keys, map.values).map { (name: $0.0.text ?? .empty, value: $0.1) } }
    return (positional, keywords ?? [])
  }

  // MARK: Values

  mutating func callSpread(prints: Bool, from pc: Int) throws(CallError) -> Int {
    let (positional, keywords) = takeSpread()
    return try callSpread(positional, keywords, prints: prints, from: pc)
  }

  private mutating func callSpread(
    _ positional: [Value], _ keywords: [(name: Text, value: Value)], prints: Bool, from pc: Int
  ) throws(CallError) -> Int {
    try call.charge(elements: positional.count + keywords.count)
    for value in positional { stack.push(value) }
    for keyword in keywords { stack.push(keyword.value) }
    return try callValue(arguments: positional.count, names: keywords.map(\.name), prints: prints, from: pc)
  }

  mutating func callMethodSpread(_ name: Int, prints: Bool, from pc: Int) throws(CallError) -> Int {
    let (positional, keywords) = takeSpread()
    if try !replaceByMember(name, depth: 0) {
      try callNativeMethod(name, positional, keywords)
      return try finish(prints: prints, at: pc)
    }
    return try callSpread(positional, keywords, prints: prints, from: pc)
  }

  mutating func callMethod(
    _ name: Int, arguments count: Int, keywords list: Int, prints: Bool, from pc: Int
  ) throws(CallError) -> Int {
    let names = program.keywordLists[list]
    if try !replaceByMember(name, depth: count + names.count) {
      let values = stack.popLast(count + names.count)
      let keywords = zip(names, values[count...]).map { (name: $0.0, value: $0.1) }
      try callNativeMethod(name, Array(values[..<count]), keywords)
      return try finish(prints: prints, at: pc)
    }
    return try callValue(arguments: count, keywords: list, prints: prints, from: pc)
  }

  /// Puts what an object calls `name` in its place, below its arguments; false where it has nothing of that name.
  private mutating func replaceByMember(_ name: Int, depth: Int) throws(CallError) -> Bool {
    let place = stack.count - 1 - depth
    switch stack[place] {
    case .string, .markup, .int, .float, .bool, .list, .tuple: return false
    default: break
    }
    let member = try attribute(name, at: place)
    guard !member.isUndefined else {
      if case .object(let module as Module) = stack[place] {
        throw CallError(
          "the template `\(module.name.string)` has no `\(program.names[name].string)`",
          hint: nearestName(
            to: program.names[name].string, among: module.shape.keys.compactMap { $0.text?.string }
          ).map { "did you mean `\($0)`?" }, id: "template.undefined")
      }
      return false
    }
    stack[place] = member
    return true
  }

  /// Calls a method of Python's on the value on the stack, and puts the result in its place.
  private mutating func callNativeMethod(
    _ name: Int, _ positional: [Value], _ keywords: [(name: Text, value: Value)]
  ) throws(CallError) {
    let subject = stack.top
    let text = program.names[name].string
    let arguments = positional.map(\.dereferenced)
    if case .object(let object) = subject, let method = object.method(named: program.names[name]) {
      stack.top = try invoke(method, on: subject, arguments, keywords)
      return
    }
    guard let type = MethodType(of: subject) else {
      if subject.isUndefined { throw .lookup(program.names[name], in: subject) }
      throw CallError("\(subject.described) has no `\(text)` that could be called", id: "template.unknown-method")
    }
    if let mutation = call.environment.mutations[type]?[text] {
      guard case .reference(let reference) = subject else {
        throw CallError(
          "`\(text)` can't change data that was handed to the template",
          hint: "make a copy: `{% set copy = … + [] %}`", id: "template.type")
      }
      let bound = try mutation.signature.bind(positional, keywords, naming: text, subjects: 0)
      let result = try mutation.body(reference, bound.span, call)
      if reference.nesting.depth > 1, reference.note() { nestedReferences.append(reference) }
      try checkDepth(of: subject)
      if bound.contains(where: \.nesting.holdsMacro) { try keepScopes() }
      stack.top = result
      return
    }
    guard let method = call.environment.methods[type]?[text] else {
      let known = call.environment.methods[type]?.keys.sorted() ?? []
      var error = CallError.unknown("method", text, known: known, id: "template.unknown-method")
      if error.hint == nil, let filter = nearestName(to: text, among: call.environment.filters.keys.sorted()) {
        error.hint = "there is a filter `|\(filter)`"
      }
      throw error
    }
    stack.top = try invoke(method, on: subject.dereferenced, arguments, keywords)
  }

  private func invoke(
    _ native: Native, on subject: Value, _ arguments: [Value], _ keywords: [(name: Text, value: Value)]
  ) throws(CallError) -> Value {
    try call.charge(reading: subject)
    let bound = try native.signature.bind([subject] + arguments, keywords, naming: native.name, subjects: 1)
    let result = try native.body(bound.span, call)
    try checkDepth(of: result)
    return result
  }

  /// Prints the value on the stack where a call's result is to be printed.
  private mutating func finish(prints: Bool, at pc: Int) throws(CallError) -> Int {
    if prints {
      let value = stack.pop()
      try emit(value)
    }
    return pc
  }

  mutating func callValue(
    arguments count: Int, keywords list: Int, prints: Bool, from pc: Int
  ) throws(CallError) -> Int {
    if list == 0, case .callable(let callable) = stack[stack.count - 1 - count], callable.kind == .macro {
      return try enterMacro(callable, arguments: count, prints: prints, from: pc)
    }
    return try callValue(arguments: count, names: program.keywordLists[list], prints: prints, from: pc)
  }

  /// Calls the value below its arguments, of which those at the top have names.
  private mutating func callValue(
    arguments count: Int, names: [Text], prints: Bool, from pc: Int
  ) throws(CallError) -> Int {
    let callee = stack[stack.count - 1 - count - names.count]
    if case .object(let object) = callee, let function = object.function {
      let values = stack.popLast(count + names.count).map(\.dereferenced)
      let keywords = zip(names, values[count...]).map { (name: $0.0, value: $0.1) }
      stack.top = try invoke(function, on: callee, Array(values[..<count]), keywords)
      return try finish(prints: prints, at: pc)
    }
    guard case .callable(let callable) = callee else {
      if callee.isUndefined { throw CallError("this is undefined, so it can't be called", id: "template.undefined") }
      throw CallError(
        "\(callee.described) can't be called", hint: "without the parentheses it is printed as it is",
        id: "template.type")
    }
    switch callable.kind {
    case .macro:
      return try enterMacro(callable, arguments: count, names: names, prints: prints, from: pc)
    case .function:
      guard let function = program.globals[Int(callable.first)] else { break }
      let values = stack.popLast(count + names.count).map(\.dereferenced)
      let keywords = zip(names, values[count...]).map { (name: $0.0, value: $0.1) }
      let bound = try function.signature.bind(Array(values[..<count]), keywords, naming: function.name, subjects: 0)
      let result = try function.body(bound.span, call)
      try checkDepth(of: result)
      if case .namespace(let namespace) = result { namespaces.append(namespace) }
      stack.top = result
      return try finish(prints: prints, at: pc)
    case .loop:
      guard count == 1, names.isEmpty else {
        throw CallError("`loop` takes one argument: what to loop over", id: "template.arguments")
      }
      return try recurse(callable, prints: prints, from: pc)
    case .block:
      guard count == 0, names.isEmpty else { break }
      stack.drop(1)
      return try enterBlock(
        Int(callable.first), context: Int(callable.second), result: prints ? .printed : .captured, from: pc)
    case .template, .missing: break
    }
    throw CallError("a \(callable.typeName) can't be called", id: "template.type")
  }
}
