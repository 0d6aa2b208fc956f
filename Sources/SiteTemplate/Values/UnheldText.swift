/// A string's bytes where they lie, without a reference of their own: for printing a value that the stack, a mapping or
/// the program holds meanwhile. Counting references to what all threads share costs more than most of the copying.
@safe
package struct UnheldText {
  private let start: UnsafePointer<UInt8>
  package let count: Int
  /// Whether it has to be looked through for what means something in markup.
  let mayNeedEscaping: Bool

  /// - Precondition: `start` leads to that many bytes, which whoever uses this knows to stay where they are.
  @inline(__always)
  @unsafe init(start: UnsafePointer<UInt8>, count: Int, mayNeedEscaping: Bool) {
    unsafe self.start = start
    self.count = count
    self.mayNeedEscaping = mayNeedEscaping
  }

  package var bytes: Span<UInt8> {
    @_lifetime(borrow self)
    @inline(__always)
    get { unsafe Span(_unsafeStart: start, count: count) }
  }

  @inline(__always)
  func copy(to place: UnsafeMutablePointer<UInt8>) {
    unsafe place.initialize(from: start, count: count)
  }
}

extension Span<Value> {
  /// The bytes of a string among the arguments of a call, where they lie; `nil` for what is no string.
  @unsafe package func unheldText(at index: Int) -> UnheldText? { unsafe self[index].unheldText?.text }
}
