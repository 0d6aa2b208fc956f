/// The bytes that a render prints, and those that it keeps for a while: one buffer, at whose end captured text is cut
/// off again.
@safe
struct OutputBuffer: ~Copyable {
  /// What `base` points into: an array, so that what was printed can be handed on without a copy.
  private var storage: [UInt8]
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0
  private let limit: Int

  init(sizeHint: Int, limit: Int) {
    capacity = max(256, min(sizeHint, limit))
    self.limit = limit
    unsafe (storage, base) = Self.memory(capacity)
  }

  /// An array of so many bytes, of which none is set yet, and where they lie: the array is not touched before all is
  /// printed, so they stay there.
  private static func memory(_ capacity: Int) -> ([UInt8], UnsafeMutablePointer<UInt8>) {
    var storage = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { $1 = $0.count }
    let base = unsafe storage.withUnsafeMutableBufferPointer { unsafe $0.baseAddress.unsafelyUnwrapped }
    return unsafe (storage, base)
  }

  /// Appends bytes as they stand.
  @inline(__always)
  mutating func append(_ bytes: borrowing Span<UInt8>) throws(CallError) {
    let size = bytes.count
    if size > capacity &- count { try grow(by: size) }
    unsafe bytes.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      unsafe (base + count).update(from: start, count: size)
    }
    count &+= size
  }

  /// Appends the text as it stands, or with what means something in markup written as entities.
  @inline(__always)
  mutating func append(_ text: UnheldText, escaped: Bool = false) throws(CallError) {
    if escaped, text.mayNeedEscaping { return try appendEntities(of: text.bytes) }
    if text.count > capacity &- count { try grow(by: text.count) }
    unsafe text.copy(to: base + count)
    count &+= text.count
  }

  mutating func append(_ text: borrowing Text, escaped: Bool) throws(CallError) {
    if escaped, text.mayContainMarkup { try appendEntities(of: text.bytes) } else { try append(text.bytes) }
  }

  private mutating func appendEntities(of bytes: borrowing Span<UInt8>) throws(CallError) {
    var runStart = 0
    for index in 0..<bytes.count {
      guard let entity = Entity(for: bytes[index]) else { continue }
      if index > runStart { try append(bytes.extracting(runStart..<index)) }
      try append(unsafe Span(_unsafeElements: entity.bytes))
      runStart = index + 1
    }
    if bytes.count > runStart { try append(bytes.extracting(runStart..<bytes.count)) }
  }

  /// Appends a whole number in decimal digits.
  mutating func append(_ number: Int) throws(CallError) {
    if capacity - count < 20 { try grow(by: 20) }
    var digits = number.magnitude
    var length = number < 0 ? 2 : 1
    var rest = digits / 10
    while rest > 0 {
      length += 1
      rest /= 10
    }
    var place = count + length
    repeat {
      place -= 1
      unsafe base[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digits % 10)
      digits /= 10
    } while digits > 0
    if number < 0 { unsafe base[count] = UInt8(ascii: "-") }
    count += length
  }

  /// Cuts off everything from a place on and gives it.
  mutating func take(from mark: Int) -> Text {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: base + mark, count: count - mark))
    count = mark
    return Text(validated: bytes)
  }

  mutating func truncate(to mark: Int) { count = min(count, mark) }

  /// Hands over all that was printed; the buffer is empty then.
  mutating func takeAll() -> [UInt8] {
    var all: [UInt8] = []
    swap(&all, &storage)
    all.removeLast(all.count - count)
    capacity = 0
    count = 0
    return all
  }

  private mutating func grow(by number: Int) throws(CallError) {
    guard count + number <= limit else {
      throw CallError("this template prints more than \(limit >> 20) MB", id: "template.budget")
    }
    let larger = min(max(capacity * 2, count + number), max(limit, count + number))
    let (storage, new) = unsafe Self.memory(larger)
    unsafe new.update(from: base, count: count)
    self.storage = storage
    unsafe base = new
    capacity = larger
  }
}
