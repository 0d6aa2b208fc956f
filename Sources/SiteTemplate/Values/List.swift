/// The elements of a list or a tuple, and how deeply they nest.
package struct List: Sendable {
  package private(set) var elements: [Value]
  private(set) var nesting: Nesting
  /// Whether it is what `groupby` gives for each group: a pair whose halves have names, too.
  private(set) var isGroup = false

  package init(_ elements: [Value]) {
    self.elements = elements
    nesting = Nesting(around: elements)
  }

  init(group key: Value, members: [Value]) {
    self.init([key, Value(members)])
    isGroup = true
  }

  package var count: Int { elements.count }

  /// What a group calls by this name.
  func attribute(_ name: Text) -> Value {
    guard isGroup else { return .undefined }
    return name == "grouper" ? elements[0] : name == "list" ? elements[1] : .undefined
  }

  /// Gives how many elements had to be moved to larger memory, or away from others that hold them.
  mutating func append(_ more: List) -> Int {
    let place = unsafe elements.withUnsafeBufferPointer(\.baseAddress)
    let count = elements.count
    elements += more.elements
    nesting.unite(with: more.nesting)
    return unsafe elements.withUnsafeBufferPointer(\.baseAddress) == place ? 0 : count
  }
}
