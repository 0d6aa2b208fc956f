/// What the cache of a build holds beside words and stamps.
extension RecordReader {
  mutating func number() -> Int? { word().map { Int(Int64(bitPattern: $0)) } }

  /// A number of things of which each takes `size` bytes at least, so that a wrong one asks for no memory.
  mutating func count(size: Int) -> Int? {
    guard let count = number(), count >= 0, count <= (end - offset) / size else { return nil }
    return count
  }

  mutating func text() -> String? {
    guard let count = count(size: 1), let range = take(count) else { return nil }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  mutating func optionalText() -> String?? {
    switch word() {
    case 0: .some(nil)
    case 1: text().map { .some($0) }
    default: nil
    }
  }

  mutating func numbers() -> [UInt32]? {
    guard let count = count(size: 4), let range = take(count * 4) else { return nil }
    return integers(count, in: range)
  }

  mutating func words() -> [UInt64]? {
    guard let count = count(size: 8), let range = take(count * 8) else { return nil }
    return integers(count, in: range)
  }

  private func integers<Integer: FixedWidthInteger & BitwiseCopyable>(_ count: Int, in range: Range<Int>) -> [Integer] {
    unsafe [Integer](unsafeUninitializedCapacity: count) { buffer, initialized in
      unsafe bytes.withUnsafeBytes { bytes in
        unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[range]))
      }
      initialized = count
    }
  }

  mutating func elements<Element>(_ read: (inout RecordReader) -> Element?) -> [Element]? {
    guard let count = count(size: 1) else { return nil }
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count {
      guard let element = read(&self) else { return nil }
      elements.append(element)
    }
    return elements
  }

  /// The place of a part, which is passed over.
  mutating func part() -> Range<Int>? { count(size: 1).flatMap { take($0) } }
}
