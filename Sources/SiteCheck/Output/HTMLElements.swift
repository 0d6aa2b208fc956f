/// The elements of one name, in the order of the page. What a lazy filter would be, whose closure is called for each
/// element, by each rule, on each page.
struct HTMLElements: Sequence {
  private let elements: [HTMLElement]
  private let name: HTMLName

  init(_ elements: [HTMLElement], _ name: HTMLName) {
    self.elements = elements
    self.name = name
  }

  struct Iterator: IteratorProtocol {
    fileprivate let elements: [HTMLElement]
    fileprivate let name: HTMLName
    fileprivate var index = 0

    @inline(__always)
    mutating func next() -> HTMLElement? {
      while index < elements.count {
        index += 1
        if elements[index - 1].name == name { return elements[index - 1] }
      }
      return nil
    }
  }

  @inline(__always)
  func makeIterator() -> Iterator { Iterator(elements: elements, name: name) }

  var first: HTMLElement? {
    var iterator = makeIterator()
    return iterator.next()
  }

  var isEmpty: Bool { first == nil }

  var count: Int { reduce(0) { count, _ in count + 1 } }
}
