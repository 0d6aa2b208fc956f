#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Growing bytes for output: appending a run costs a bounds check and a copy, nothing else.
@safe struct ByteBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(64, capacity)
    unsafe base = Self.allocate(self.capacity)
  }

  deinit {
    unsafe free(base)
  }

  /// The C library's allocator: Swift's asks for an alignment that bytes don't need, which costs more.
  private static func allocate(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    guard let memory = unsafe malloc(count) else { preconditionFailure("out of memory") }
    return unsafe memory.assumingMemoryBound(to: UInt8.self)
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if capacity - count < more { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    let wanted = max(capacity * 2, count + more)
    let larger = unsafe Self.allocate(wanted)
    unsafe larger.update(from: base, count: count)
    unsafe free(base)
    unsafe base = larger
    capacity = wanted
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    unsafe base[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ text: StaticString) {
    let length = text.utf8CodeUnitCount
    reserve(length)
    unsafe (base + count).update(from: text.utf8Start, count: length)
    count += length
  }

  /// Appends a part of a view, whose bounds are checked once.
  @inline(__always)
  mutating func append(_ view: ByteView, _ range: Range<Int>) {
    let length = range.count
    guard length > 0, let source = unsafe view.base else { return }
    precondition(range.lowerBound >= 0 && range.upperBound <= view.count)
    reserve(length)
    unsafe (base + count).update(from: source + range.lowerBound, count: length)
    count += length
  }

  mutating func append(_ view: ByteView) { append(view, 0..<view.count) }

  mutating func append(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(ByteView($0)) }
  }

  mutating func append(string text: String) {
    var text = text
    text.withUTF8 { unsafe append(ByteView($0)) }
  }

  mutating func append(decimal number: Int) {
    append(UInt(bitPattern: number), radix: 10)
  }

  /// Appends a number in digits; letters are lower case.
  mutating func append(_ number: UInt, radix: UInt) {
    if number >= radix { append(number / radix, radix: radix) }
    let digit = UInt8(truncatingIfNeeded: number % radix)
    append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
  }

  /// Appends the number of an ASCII character.
  mutating func append(code: UInt8, isHex: Bool) {
    let radix: UInt8 = isHex ? 16 : 10
    if !isHex && code >= 100 { append(UInt8(ascii: "1")) }
    append(UInt8(ascii: "0") + code / radix % 10)
    let digit = code % radix
    append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
  }

  /// Moves the bytes from `middle` on before those from `start` on.
  mutating func rotate(from start: Int, middle: Int) {
    precondition(start >= 0 && start <= middle && middle <= count)
    let tail = count - middle
    reserve(tail)
    // The free space behind the end holds the tail while the head moves over it.
    unsafe (base + count).update(from: base + middle, count: tail)
    unsafe (base + start + tail).update(from: base + start, count: middle - start)
    unsafe (base + start).update(from: base + count, count: tail)
  }

  /// The byte at an offset, or 0 outside.
  func at(_ offset: Int) -> UInt8 {
    offset >= 0 && offset < count ? unsafe base[offset] : 0
  }

  var last: UInt8 { count > 0 ? unsafe base[count - 1] : 0 }

  /// Forgets everything from an offset on.
  mutating func truncate(to length: Int) {
    count = min(count, max(0, length))
  }

  /// What was written, for as long as nothing more is written.
  func view(_ range: Range<Int>) -> ByteView {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe ByteView(base: UnsafePointer(base) + range.lowerBound, count: range.count)
  }

  var array: [UInt8] { unsafe Array(UnsafeBufferPointer(start: base, count: count)) }
}
