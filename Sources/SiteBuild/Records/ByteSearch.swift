#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Searching with the C library, which looks at 32 bytes in one step.
enum ByteSearch {
  /// The first place of some bytes, of which the first is a rare one.
  static func first(_ piece: [UInt8], in bytes: [UInt8]) -> Int? {
    guard let head = piece.first else { return nil }
    var start = 0
    while let place = first(head, in: bytes.span, from: start), place + piece.count <= bytes.count {
      if bytes[place..<place + piece.count].elementsEqual(piece) { return place }
      start = place + 1
    }
    return nil
  }

  /// The first place of a byte from `start` on.
  @inline(__always)
  static func first(_ byte: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int? {
    first(byte, in: bytes, from: start, to: bytes.count)
  }

  /// The first place of a byte from `start` on and before `end`.
  @inline(__always)
  static func first(_ byte: UInt8, in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    guard start < end, end <= bytes.count else { return nil }
    return unsafe bytes.withUnsafeBufferPointer { buffer -> Int? in
      guard let base = buffer.baseAddress else { return nil }
      guard let found = unsafe memchr(base + start, Int32(byte), end - start) else { return nil }
      return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }
}
