/// The elements of a list or a tuple, and how deeply they nest.
package struct List: Sendable {
  package let elements: [Value]
  let depth: UInt16

  package init(_ elements: [Value]) {
    self.elements = elements
    var depth: UInt16 = 0
    for element in elements { depth = max(depth, element.depth) }
    self.depth = depth == .max ? depth : depth + 1
  }

  package var count: Int { elements.count }
}
