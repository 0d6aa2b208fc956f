/// The elements of a list or a tuple, and how deeply they nest.
package struct List: Sendable {
  package private(set) var elements: [Value]
  private(set) var depth: UInt16

  package init(_ elements: [Value]) {
    self.elements = elements
    var depth: UInt16 = 0
    for element in elements { depth = max(depth, element.depth) }
    self.depth = depth == .max ? depth : depth + 1
  }

  package var count: Int { elements.count }

  /// Gives how many elements had to be moved to larger memory, or away from others that hold them.
  mutating func append(_ more: List) -> Int {
    let place = unsafe elements.withUnsafeBufferPointer(\.baseAddress)
    let count = elements.count
    elements += more.elements
    depth = max(depth, more.depth)
    return unsafe elements.withUnsafeBufferPointer(\.baseAddress) == place ? 0 : count
  }
}
