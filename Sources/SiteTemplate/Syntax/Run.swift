/// An element of one of a `SyntaxTree`'s or `ScopeTree`'s rows, by its place.
struct Node<Element>: Hashable, Sendable {
  private let number: Int32

  @inline(__always)
  init(_ place: Int) { number = Int32(truncatingIfNeeded: place) }

  @inline(__always)
  var place: Int { Int(number) }
}

/// Elements that lie next to each other in such a row.
struct Run<Element>: Sendable, RandomAccessCollection {
  private let start: Int32
  private let length: Int32

  @inline(__always)
  init(start: Int, count: Int) {
    self.start = Int32(truncatingIfNeeded: start)
    length = Int32(truncatingIfNeeded: count)
  }

  static var empty: Run { Run(start: 0, count: 0) }

  @inline(__always)
  var startIndex: Int { 0 }

  @inline(__always)
  var endIndex: Int { Int(length) }

  /// Where the elements lie among all of their kind.
  var places: Range<Int> { Int(start)..<Int(start) + Int(length) }

  subscript(index: Int) -> Node<Element> {
    @inline(__always)
    get { Node(Int(start) + index) }
  }
}
