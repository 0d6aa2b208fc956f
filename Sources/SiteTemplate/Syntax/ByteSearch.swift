#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Span<UInt8> {
  /// The first place of a byte from a place on.
  func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    unsafe withUnsafeBytes { bytes in
      guard start < bytes.count, let base = bytes.baseAddress,
        let found = unsafe memchr(base + start, Int32(byte), bytes.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// Up to eight bytes as one number: different bytes of one length give different numbers. Of more than eight bytes,
  /// the eight from `start` on.
  @inline(__always)
  package func word(from start: Int = 0) -> UInt64 {
    unsafe withUnsafeBytes { bytes in
      let count = bytes.count &- start
      if count >= 8 { return unsafe bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self) }
      if count >= 4 {
        let low = unsafe bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)
        let high = unsafe bytes.loadUnaligned(fromByteOffset: start &+ count &- 4, as: UInt32.self)
        return UInt64(low) | UInt64(high) << 32
      }
      guard count > 0 else { return 0 }
      let (first, middle, last) = unsafe (bytes[start], bytes[start &+ count / 2], bytes[start &+ count &- 1])
      return UInt64(first) | UInt64(middle) << 8 | UInt64(last) << 16
    }
  }

  /// A hash of the bytes and of what was hashed before, for tables that compare what they find: the highest bits of the
  /// product with an odd number depend on all of them. Fast for short strings.
  package func mixed(into hash: UInt64) -> UInt64 {
    var hash = hash ^ UInt64(count)
    var start = 0
    // Multiplies and folds eight bytes at a time.
    while start < count {
      hash = (hash ^ word(from: start)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      start += 8
    }
    return hash
  }
}

extension [UInt8] {
  /// Where these bytes stop being valid UTF-8; `nil` if all of them are.
  var firstInvalidUTF8: Int? {
    var index = 0
    while true {
      index = firstIndexOfNonASCII(from: index)
      guard index < count else { return nil }
      guard let length = lengthOfScalar(at: index) else { return index }
      index += length
    }
  }

  /// Looks at eight bytes at a time.
  private func firstIndexOfNonASCII(from start: Int) -> Int {
    unsafe withUnsafeBytes { bytes in
      var index = start
      while index + 8 <= bytes.count {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        guard word & 0x8080_8080_8080_8080 == 0 else { break }
        index += 8
      }
      while index < bytes.count, unsafe bytes[index] < 0x80 { index += 1 }
      return index
    }
  }

  /// The length of the scalar of several bytes that begins here, if it is a valid one.
  private func lengthOfScalar(at index: Int) -> Int? {
    let first = self[index]
    let length: Int
    let smallest: UInt32
    switch first {
    case 0xC2...0xDF: (length, smallest) = (2, 0x80)
    case 0xE0...0xEF: (length, smallest) = (3, 0x800)
    case 0xF0...0xF4: (length, smallest) = (4, 0x10000)
    default: return nil
    }
    guard index + length <= count else { return nil }
    var code = UInt32(first) & (0xFF >> (UInt32(length) + 1))
    for position in index + 1..<index + length {
      guard self[position] & 0xC0 == 0x80 else { return nil }
      code = code << 6 | UInt32(self[position] & 0x3F)
    }
    return code >= smallest && Unicode.Scalar(code) != nil ? length : nil
  }
}
