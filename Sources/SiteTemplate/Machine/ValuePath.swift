import SiteDiagnostics

/// A variable with what is looked up in it, as `page.extra["speaker"]`, in an expression that failed.
struct ValuePath {
  struct Step {
    let key: Value
    /// Where the path up to and including it ends.
    let end: UInt32
  }

  let root: Text
  private let rootStart: UInt32
  let range: SourceRange
  private let steps: [Step]
  private(set) var value = Value.undefined
  /// What the last step was looked up in that led to nothing.
  private var lastFound: Value?
  /// How many of the steps led to something.
  private var resolvedSteps = -1
  private var object: (any TemplateObject)?
  private var membersAfterObject: [Text] = []
  private(set) var hint: String?

  init(root: Text, rootStart: UInt32, steps: [Step], range: SourceRange) {
    self.root = root
    self.rootStart = rootStart
    self.steps = steps
    self.range = range
  }

  /// Finds the value that the path has at a place of a frame.
  mutating func resolve(in machine: borrowing Machine, _ frame: Frame, at place: Int) {
    guard let start = machine.visibleValue(of: root, in: frame, at: place) else {
      let names = machine.visibleNames(in: frame, at: place).filter { Text($0) != root }
      hint = nearestName(to: root.string, among: names).map { "did you mean `\($0)`?" }
      return
    }
    value = start
    resolvedSteps = 0
    for step in steps {
      if case .object(let object) = value {
        self.object = object
        membersAfterObject = []
      }
      let next = value.item(step.key)
      if let name = step.key.text { membersAfterObject.append(name) }
      if next.isUndefined {
        if let name = step.key.text { hint = value.hint(for: name) }
        lastFound = value
        value = .undefined
        return
      }
      value = next
      resolvedSteps += 1
    }
    if case .object(let object) = value {
      self.object = object
      membersAfterObject = []
    }
  }

  var origin: RenderError.Origin {
    RenderError.Origin(
      root: root.string, object: object, members: membersAfterObject.map(\.string), value: value)
  }

  /// The shortest part of the path that is undefined.
  var undefinedRange: SourceRange {
    guard resolvedSteps < steps.count else { return range }
    if resolvedSteps < 0 {
      return SourceRange(start: rootStart, end: rootStart + UInt32(clamping: root.byteCount))
    }
    return SourceRange(start: range.start, end: steps[resolvedSteps].end)
  }

  /// What it is that lacks the part that is undefined.
  func holder(in source: SourceText) -> Diagnostic.Note? {
    guard let lastFound else { return nil }
    let end = resolvedSteps > 0 ? steps[resolvedSteps - 1].end : rootStart + UInt32(clamping: root.byteCount)
    let text = String(decoding: source.bytes[SourceRange(start: range.start, end: end).bytes], as: UTF8.self)
    return Diagnostic.Note("`\(text)` is \(lastFound.described)")
  }

  func undefinedText(in source: SourceText) -> String {
    String(decoding: source.bytes[undefinedRange.bytes], as: UTF8.self)
  }

  func text(in source: SourceText) -> String {
    String(decoding: source.bytes[range.bytes], as: UTF8.self)
  }
}

extension Value {
  /// The nearest name that there is, or the names that there are; `nil` where there is nothing to say of names.
  fileprivate func hint(for name: Text) -> String? {
    let names: [String]
    switch self {
    case .map(let map): names = map.keys.compactMap { $0.text?.string }
    case .object(let object): names = object.shape.keys.compactMap { $0.text?.string }
    case .namespace(let namespace): names = namespace.pairs.map(\.0.string)
    default: return nil
    }
    // What is there, and has no value, isn't misspelt.
    if names.contains(name.string) { return nil }
    if let near = nearestName(to: name.string, among: names) { return "did you mean `\(near)`?" }
    guard !names.isEmpty else { return nil }
    let shown = names.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
    return "there is \(shown)\(names.count > 8 ? " and more" : "")"
  }
}

extension Machine {
  /// What a name means at a place of a frame.
  func visibleValue(of name: Text, in frame: Frame, at place: Int) -> Value? {
    guard let index = program.names.find(name)?.place else { return nil }
    if let value = variable(index, of: frame, at: place) { return value.isUndefined ? nil : value }
    let value = resolve(index, in: frame.context)
    return value.isUndefined ? nil : value
  }

  /// The names that mean something at a place of a frame.
  func visibleNames(in frame: Frame, at place: Int) -> [String] {
    var names: Set<String> = []
    let function = program.functions[frame.function]
    let instruction = place - 1 - function.entry
    for variable in program.variables[function.variables.places]
    where variable.start <= instruction && instruction < variable.end {
      names.insert(program.names[variable.name].string)
    }
    for context in contexts { names.formUnion(context.names.map { program.names[$0].string }) }
    switch variables {
    case .map(let map): names.formUnion(map.keys.compactMap { $0.text?.string })
    case .object(let object): names.formUnion(object.shape.keys.compactMap { $0.text?.string })
    default: break
    }
    names.formUnion(call.environment.functions.keys)
    return names.sorted()
  }
}
