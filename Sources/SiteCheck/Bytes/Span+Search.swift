#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Searching with the C library, which looks at 32 bytes in one step.
extension Span<UInt8> {
  /// The first place of a byte from `start` on and before `end`.
  @inline(__always)
  func first(_ byte: UInt8, from start: Int, to end: Int) -> Int? {
    guard start >= 0, start < end, end <= count else { return nil }
    return unsafe withUnsafeBufferPointer { buffer -> Int? in
      guard let base = buffer.baseAddress else { return nil }
      guard let found = unsafe memchr(base + start, Int32(byte), end - start) else { return nil }
      return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// Where a text ends that stands first from `start` on and before `end`.
  func end(of text: StaticString, from start: Int, to end: Int) -> Int? {
    let length = text.utf8CodeUnitCount
    guard length > 0 else { return nil }
    let first = unsafe text.utf8Start.pointee
    var offset = start
    while let found = self.first(first, from: offset, to: end - length + 1) {
      if stands(text, at: found) { return found + length }
      offset = found + 1
    }
    return nil
  }

  /// Whether a text stands at an offset.
  func stands(_ text: StaticString, at offset: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard offset >= 0, offset <= count - length else { return false }
    return unsafe withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return length == 0 }
      return unsafe memcmp(base + offset, text.utf8Start, length) == 0
    }
  }

  /// Whether a range begins with a text.
  func begins(_ text: StaticString, in range: Range<Int>) -> Bool {
    range.count >= text.utf8CodeUnitCount && stands(text, at: range.lowerBound)
  }

  /// Whether a text stands in a range, and nothing else.
  func says(_ text: StaticString, in range: Range<Int>) -> Bool {
    range.count == text.utf8CodeUnitCount && stands(text, at: range.lowerBound)
  }

  func text(_ range: Range<Int>) -> String {
    unsafe extracting(range).withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// Whether the same bytes stand in two ranges.
  func same(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    guard left.count == right.count, left.lowerBound >= 0, left.upperBound <= count, right.lowerBound >= 0,
      right.upperBound <= count
    else { return false }
    return unsafe withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return true }
      return unsafe memcmp(base + left.lowerBound, base + right.lowerBound, left.count) == 0
    }
  }
}
