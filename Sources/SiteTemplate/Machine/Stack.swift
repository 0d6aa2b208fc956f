/// A stack of the machine: its values, the frames that wait, the loops under way.
///
/// Memory of its own instead of an array, so that reading an element checks neither bounds nor uniqueness: the compiler
/// knows how many slots a function has and how many values each instruction takes and leaves.
@safe
struct Stack<Element>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(1, capacity)
    unsafe base = .allocate(capacity: self.capacity)
  }

  deinit {
    unsafe base.deinitialize(count: count)
    unsafe base.deallocate()
  }

  var isEmpty: Bool { count == 0 }

  @inline(__always)
  mutating func push(_ element: consuming Element) {
    if count == capacity { grow(by: 1) }
    unsafe (base + count).initialize(to: element)
    count &+= 1
  }

  @inline(__always)
  mutating func pop() -> Element {
    assert(count > 0, "the stack is empty")
    count &-= 1
    return unsafe (base + count).move()
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    unsafeAddress {
      assert(index >= 0 && index < count, "outside of the stack")
      return unsafe UnsafePointer(base + index)
    }
    unsafeMutableAddress {
      assert(index >= 0 && index < count, "outside of the stack")
      return unsafe base + index
    }
  }

  /// The element at the top.
  var top: Element {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(base + (count &- 1)) }
    @inline(__always) unsafeMutableAddress { unsafe base + (count &- 1) }
  }

  @inline(__always)
  mutating func drop(_ number: Int) {
    assert(number <= count, "the stack is empty")
    truncate(to: count &- number)
  }

  /// One element after the other: they are few, and destroying several at once asks the runtime what they are.
  @inline(__always)
  mutating func truncate(to size: Int) {
    while count > size { _ = pop() }
  }

  /// Takes the topmost elements, the lowest first.
  mutating func popLast(_ number: Int) -> [Element] {
    assert(number <= count, "the stack is empty")
    let elements = unsafe Array(UnsafeBufferPointer(start: base + (count - number), count: number))
    drop(number)
    return elements
  }

  private mutating func reserve(_ number: Int) {
    if count + number > capacity { grow(by: number) }
  }

  private mutating func grow(by number: Int) {
    let larger = max(capacity * 2, count + number)
    let new = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    unsafe new.moveInitialize(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = new
    capacity = larger
  }
}

extension Stack<Value> {
  @inline(__always)
  mutating func pushUndefined(_ number: Int) {
    guard number > 0 else { return }
    reserve(number)
    for _ in 0..<number { push(.undefined) }
  }
}
