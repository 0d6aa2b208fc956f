/// A filter that `map` applies to every element: looked up, and its arguments bound, once.
struct BoundFilter {
  private let filter: Native
  private var arguments: [Value]

  init(
    named name: Text, _ arguments: [Value], _ keywords: Map?, _ call: NativeCall
  ) throws(CallError) {
    let filters = call.environment.filters
    guard let filter = filters[name.string] else {
      throw .unknown("filter", name.string, known: filters.keys, id: "template.unknown-filter")
    }
    self.filter = filter
    self.arguments = try filter.signature.bind(
      [.none] + arguments, keywords?.named ?? [], naming: filter.name, subjects: 1)
  }

  mutating func apply(to subject: Value, _ call: NativeCall) throws(CallError) -> Value {
    arguments[0] = subject.dereferenced
    return try filter.body(arguments.span, call)
  }
}

/// A test that `select` and `reject` put every element to.
struct BoundTest {
  private let test: NativeTest
  private var arguments: [Value]

  init(
    named name: Text, _ arguments: [Value], _ keywords: Map?, _ call: NativeCall
  ) throws(CallError) {
    let tests = call.environment.tests
    guard let test = tests[name.string] else {
      throw .unknown("test", name.string, known: tests.keys, id: "template.unknown-test")
    }
    self.test = test
    self.arguments = try test.signature.bind(
      [.none] + arguments, keywords?.named ?? [], naming: test.name, subjects: 1)
  }

  mutating func holds(for subject: Value, _ call: NativeCall) throws(CallError) -> Bool {
    arguments[0] = subject.dereferenced
    return try test.body(arguments.span, call)
  }
}

extension Map {
  /// The pairs as arguments by name.
  var named: [(name: Text, value: Value)] {
    zip(keys, values).compactMap { key, value in key.text.map { ($0, value) } }
  }
}
