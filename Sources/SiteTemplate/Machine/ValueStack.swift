/// The machine's stack of values: the slots of all functions under way, and what their expressions are working on.
///
/// Memory of its own instead of an array, so that reading a slot checks neither bounds nor uniqueness: the compiler
/// knows how many slots a function has and how many values each instruction takes and leaves.
@safe
struct ValueStack: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Value>
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = 256
    unsafe base = .allocate(capacity: capacity)
  }

  deinit {
    unsafe base.deinitialize(count: count)
    unsafe base.deallocate()
  }

  @inline(__always)
  mutating func push(_ value: consuming Value) {
    if count == capacity { grow(by: 1) }
    unsafe (base + count).initialize(to: value)
    count &+= 1
  }

  @inline(__always)
  mutating func pop() -> Value {
    assert(count > 0, "the stack is empty")
    count &-= 1
    return unsafe (base + count).move()
  }

  @inline(__always)
  subscript(index: Int) -> Value {
    unsafeAddress {
      assert(index >= 0 && index < count, "outside of the stack")
      return unsafe UnsafePointer(base + index)
    }
    unsafeMutableAddress {
      assert(index >= 0 && index < count, "outside of the stack")
      return unsafe base + index
    }
  }

  /// The value at the top.
  var top: Value {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(base + (count &- 1)) }
    @inline(__always) unsafeMutableAddress { unsafe base + (count &- 1) }
  }

  @inline(__always)
  mutating func drop(_ number: Int) {
    assert(number <= count, "the stack is empty")
    count &-= number
    unsafe (base + count).deinitialize(count: number)
  }

  mutating func truncate(to size: Int) {
    if size < count { drop(count - size) }
  }

  mutating func pushUndefined(_ number: Int) {
    guard number > 0 else { return }
    if count + number > capacity { grow(by: number) }
    unsafe (base + count).initialize(repeating: .undefined, count: number)
    count += number
  }

  /// Takes the topmost values, the lowest first.
  mutating func popLast(_ number: Int) -> [Value] {
    assert(number <= count, "the stack is empty")
    let values = unsafe Array(UnsafeBufferPointer(start: base + (count - number), count: number))
    drop(number)
    return values
  }

  private mutating func grow(by number: Int) {
    let larger = max(capacity * 2, count + number)
    let new = UnsafeMutablePointer<Value>.allocate(capacity: larger)
    unsafe new.moveInitialize(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = new
    capacity = larger
  }
}
