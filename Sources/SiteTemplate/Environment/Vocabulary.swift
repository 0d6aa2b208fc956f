/// What an environment knows by name, numbered: templates are compiled against these numbers without looking at a
/// string.
struct Vocabulary: Sendable {
  /// The names, after the words of the language.
  private(set) var names = NameTable.words
  private(set) var filters: [Native] = []
  private(set) var tests: [NativeTest] = []
  /// The functions by the places of their names.
  private(set) var functions: [Int: Native] = [:]
  /// The numbers of filters and tests by the places of their names, as far as those reach.
  private var filterNumbers: [Int32] = []
  private var testNumbers: [Int32] = []
  /// For each name, as far as it reaches, whether a method of that name changes what it is called on.
  private var mutates: [Bool] = []

  func filterNumber(_ name: Name) -> Int? { Self.number(name, in: filterNumbers) }

  func testNumber(_ name: Name) -> Int? { Self.number(name, in: testNumbers) }

  /// Whether a method of this name changes what it is called on.
  @inline(__always)
  func isMutation(_ name: Name) -> Bool { name.place < mutates.count && mutates[name.place] }

  mutating func add(filter: Native) {
    let name = names.share(Text(filter.name))
    if let number = filterNumber(name) {
      filters[number] = filter
    } else {
      Self.set(name, to: Int32(filters.count), in: &filterNumbers, -1)
      filters.append(filter)
    }
  }

  mutating func add(test: NativeTest) {
    let name = names.share(Text(test.name))
    if let number = testNumber(name) {
      tests[number] = test
    } else {
      Self.set(name, to: Int32(tests.count), in: &testNumbers, -1)
      tests.append(test)
    }
  }

  mutating func add(function: Native) { functions[names.share(Text(function.name)).place] = function }

  mutating func add(mutation name: String) { Self.set(names.share(Text(name)), to: true, in: &mutates, false) }

  private static func number(_ name: Name, in numbers: [Int32]) -> Int? {
    guard name.place < numbers.count, numbers[name.place] >= 0 else { return nil }
    return Int(numbers[name.place])
  }

  private static func set<Number>(_ name: Name, to number: Number, in numbers: inout [Number], _ missing: Number) {
    while numbers.count <= name.place { numbers.append(missing) }
    numbers[name.place] = number
  }
}
