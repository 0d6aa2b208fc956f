#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension [UInt8] {
  /// The first place of a byte within a range.
  func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    unsafe withUnsafeBytes { bytes in
      let bytes = unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
      guard let start = bytes.baseAddress, let found = unsafe memchr(start, Int32(byte), bytes.count) else {
        return nil
      }
      return unsafe range.lowerBound + (UnsafeRawPointer(found) - start)
    }
  }

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
