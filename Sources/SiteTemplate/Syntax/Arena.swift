#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A growing row of plain values with one owner: what templates are read into and worked on while they are compiled.
///
/// As an `Array`, but it can't be copied, so that adding to it never asks who else has it: a third of an array's cost,
/// and the compiler does little else.
@safe
struct Arena<Element: BitwiseCopyable>: ~Copyable {
  /// `nil` as long as there is no room for any.
  private var storage: UnsafeMutablePointer<Element>?
  private var capacity = 0
  private(set) var count = 0

  init(capacity: Int = 0) {
    if capacity > 0 { grow(by: capacity) }
  }

  init(repeating element: Element, count: Int) {
    self.init(capacity: count)
    if count > 0 { unsafe elements.initialize(repeating: element, count: count) }
    self.count = count
  }

  deinit {
    unsafe free(storage)
  }

  /// - Precondition: there is room for some.
  @inline(__always)
  private var elements: UnsafeMutablePointer<Element> { unsafe storage.unsafelyUnwrapped }

  @inline(__always)
  var isEmpty: Bool { count == 0 }

  @inline(__always)
  var last: Element? { count > 0 ? unsafe elements[count &- 1] : nil }

  /// - Precondition: there is an element at this place.
  subscript(place: Int) -> Element {
    @inline(__always)
    get {
      precondition(UInt(bitPattern: place) < UInt(bitPattern: count), "place outside of the arena")
      return unsafe elements[place]
    }
    @inline(__always)
    _modify {
      precondition(UInt(bitPattern: place) < UInt(bitPattern: count), "place outside of the arena")
      yield unsafe &elements[place]
    }
  }

  /// The elements as an array of their own.
  var array: [Element] { unsafe Array(UnsafeBufferPointer(start: storage, count: count)) }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(by: 1) }
    unsafe (elements + count).initialize(to: element)
    count &+= 1
  }

  /// Appends what another arena has from a place on.
  mutating func append(from place: Int, of other: borrowing Arena) {
    precondition(place >= 0 && place <= other.count, "place outside of the arena")
    let added = other.count - place
    guard added > 0 else { return }
    if added > capacity - count { grow(by: added) }
    unsafe (elements + count).initialize(from: other.elements + place, count: added)
    count += added
  }

  mutating func append(contentsOf span: Span<Element>) {
    guard !span.isEmpty else { return }
    if span.count > capacity - count { grow(by: span.count) }
    unsafe span.withUnsafeBufferPointer { added in
      guard let start = added.baseAddress else { return }
      unsafe (elements + count).initialize(from: start, count: added.count)
    }
    count += span.count
  }

  @inline(__always)
  mutating func removeLast() {
    precondition(count > 0, "nothing to remove")
    count &-= 1
  }

  /// Forgets what lies from a place on; keeps the memory.
  @inline(__always)
  mutating func removeAll(from place: Int = 0) {
    precondition(place >= 0 && place <= count, "place outside of the arena")
    count = place
  }

  @inline(never)
  private mutating func grow(by added: Int) {
    capacity = max(8, capacity * 2, count + added)
    guard let larger = unsafe realloc(storage, capacity * MemoryLayout<Element>.stride) else {
      preconditionFailure("out of memory")
    }
    unsafe storage = larger.assumingMemoryBound(to: Element.self)
  }
}
