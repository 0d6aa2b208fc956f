/// What a filter, test or function can know and do beyond its arguments, for the time of one call.
package final class NativeCall {
  private let set: TemplateSet
  /// What was handed to `render`: the site, language and time zone, where functions of the site need them.
  package let host: (any AnyObject & Sendable)?
  /// Whether the template escapes what it prints, at the place of the call.
  package internal(set) var isAutoescaping = false
  /// Whether new lists and maps are to be such that templates may change them.
  var makesReferences = false
  private(set) var remainingSteps: Int
  private(set) var remainingValueBytes: Int
  private var randomState: UInt64 = 0

  init(_ set: TemplateSet, host: (any AnyObject & Sendable)? = nil) {
    self.set = set
    self.host = host
    remainingSteps = set.environment.limits.steps
    remainingValueBytes = set.environment.limits.valueBytes
  }

  package var environment: Environment {
    @inline(__always) _read { yield set.environment }
  }

  package var isStrict: Bool { environment.undefinedPolicy == .strict }

  // MARK: Budgets

  /// Pays for work and memory that grow with the data: call it before making a list of `elements` or a string of
  /// `bytes`.
  package func charge(elements: Int = 0, bytes: Int = 0) throws(CallError) {
    let size = elements.multipliedReportingOverflow(by: MemoryLayout<Value>.stride)
    let total = size.partialValue.addingReportingOverflow(max(0, bytes))
    guard !size.overflow, !total.overflow, total.partialValue <= remainingValueBytes else {
      throw CallError(
        "this template makes more than \(environment.limits.valueBytes >> 20) MB of values",
        hint: "something here grows without an end, or is far longer than a page can show", id: "template.budget")
    }
    remainingValueBytes -= total.partialValue
    try charge(steps: elements)
  }

  /// Pays for reading a value as a whole, as most filters and methods read their subject.
  func charge(reading value: Value) throws(CallError) {
    switch value {
    case .string(let text), .markup(let text): try charge(steps: text.byteCount >> 5)
    case .list(let list), .tuple(let list): try charge(steps: list.count >> 2)
    case .map(let map): try charge(steps: map.count >> 2)
    case .reference(let reference): try charge(reading: reference.value)
    default: break
    }
  }

  /// Pays for finding a key in a mapping, which reads all of a string and of tuples within a tuple.
  func charge(lookingUp key: Value, depth: Int = 0) throws(CallError) {
    switch key {
    case .string(let text), .markup(let text): try charge(steps: text.byteCount >> 6)
    case .tuple(let list) where depth < 3:
      try charge(steps: list.count)
      for element in list.elements { try charge(lookingUp: element, depth: depth + 1) }
    case .tuple: try charge(steps: 1_000)
    default: break
    }
  }

  /// How many elements stand before the first one that equals a value; every comparison is paid for.
  func firstIndex(of value: Value, in elements: some Collection<Value>) throws(CallError) -> Int? {
    var place = 0
    for element in elements {
      if try element.equals(value, self) { return place }
      place += 1
    }
    return nil
  }

  /// Pays for steps of work that make nothing.
  package func charge(steps: Int) throws(CallError) {
    guard steps <= remainingSteps else {
      remainingSteps = 0
      throw CallError(
        "this template takes more than \(environment.limits.steps) steps", id: "template.budget")
    }
    remainingSteps -= max(0, steps)
  }

  /// A number from 0 up to a bound that looks like chance, and is the same in every render of the same (SplitMix64).
  ///
  /// - Precondition: the bound is positive.
  func random(below bound: Int) -> Int {
    randomState &+= 0x9E37_79B9_7F4A_7C15
    var number = (randomState ^ randomState >> 30) &* 0xBF58_476D_1CE4_E5B9
    number = (number ^ number >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((number ^ number >> 31) % UInt64(bound))
  }

  /// A list or map that was just made, as one that templates may change where they do such a thing.
  func changeable(_ value: Value) -> Value {
    guard makesReferences else { return value }
    switch value {
    case .list, .map: return .reference(Reference(value))
    default: return value
    }
  }

  // MARK: Values as the undefined policy wants them

  /// Refuses an undefined value where these are errors.
  package func requireDefined(_ value: Value) throws(CallError) {
    if isStrict, case .undefined = value { throw CallError.undefined }
  }

  /// What printing the value gives: the string itself, `True`, `1.0`, `[1, 'a']`; nothing for undefined and none.
  package func text(of value: Value) throws(CallError) -> Text {
    switch value {
    case .string(let text), .markup(let text): return text
    case .undefined where isStrict: throw CallError.undefined
    case .list, .tuple, .map, .namespace, .reference: return try printed(value)
    default: return value.printed
    }
  }

  package func truth(of value: Value) throws(CallError) -> Bool {
    if isStrict, case .undefined = value { throw CallError.undefined }
    return value.isTrue
  }

  /// What a loop over the value gives: the elements of a list, tuple or range, the keys of a mapping, the characters of
  /// a string, nothing for undefined.
  package func elements(of value: Value) throws(CallError) -> [Value] {
    if let elements = value.elements { return elements }
    switch value {
    case .undefined:
      if isStrict { throw CallError.undefined }
      return []
    case .nothing: return []
    case .range(let range):
      try charge(elements: range.count)
      return (0..<range.count).map { .int(range[$0]) }
    case .string(let text), .markup(let text):
      try charge(elements: text.codePointCount)
      return text.codePoints.map { .string($0) }
    case .map(let map): return map.keys
    case .reference(let reference): return try elements(of: reference.value)
    case .object(let object): return object.shape.keys
    case .int:
      throw CallError(
        "\(value.described) can't be looped over", hint: "`range(…)` gives numbers to count with", id: "template.type")
    default: throw CallError("\(value.described) can't be looped over", id: "template.type")
    }
  }

  /// `x.name` or `x["name"]`; undefined where there is no such thing.
  package func attribute(_ name: Text, of value: Value) throws(CallError) -> Value {
    try requireDefined(value)
    return value.attribute(name)
  }

  /// `x[key]`; undefined where there is no such thing.
  package func item(_ key: Value, of value: Value) throws(CallError) -> Value {
    try requireDefined(value)
    return value.item(key)
  }

  // MARK: Filters and tests by name

  /// Applies a filter whose name is only known now, as `map("upper")` does.
  package func apply(
    filter name: Text, to subject: Value, _ arguments: [Value] = [], keywords: [(name: Text, value: Value)] = []
  ) throws(CallError) -> Value {
    guard let filter = environment.filters[name.string] else {
      throw CallError.unknown("filter", name.string, known: environment.filters.keys, id: "template.unknown-filter")
    }
    try charge(reading: subject)
    let bound = try filter.signature.bind(
      [subject] + arguments, keywords, naming: filter.name, subjects: 1)
    do throws(CallError) {
      return try filter.body(bound.span, self)
    } catch {
      throw error.blamingWhole
    }
  }

  /// Applies a test whose name is only known now, as `select("odd")` does.
  package func apply(
    test name: Text, to subject: Value, _ arguments: [Value] = [], keywords: [(name: Text, value: Value)] = []
  ) throws(CallError) -> Bool {
    guard let test = environment.tests[name.string] else {
      throw CallError.unknown("test", name.string, known: environment.tests.keys, id: "template.unknown-test")
    }
    try charge(reading: subject)
    let bound = try test.signature.bind([subject] + arguments, keywords, naming: test.name, subjects: 1)
    do throws(CallError) {
      return try test.body(bound.span, self)
    } catch {
      throw error.blamingWhole
    }
  }

  /// A string result that is markup where `model` is.
  package func result(_ text: Text, like model: Value) -> Value {
    model.isMarkup ? .markup(text) : .string(text)
  }
}
