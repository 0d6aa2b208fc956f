extension [UInt8] {
  /// Where these bytes stop being valid UTF-8; `nil` if all of them are.
  var firstInvalidUTF8: Int? {
    var index = 0
    while index < count {
      let first = self[index]
      if first < 0x80 {
        index = endOfASCII(from: index)
        continue
      }
      let length: Int
      let smallest: UInt32
      switch first {
      case 0xC2...0xDF: (length, smallest) = (2, 0x80)
      case 0xE0...0xEF: (length, smallest) = (3, 0x800)
      case 0xF0...0xF4: (length, smallest) = (4, 0x10000)
      default: return index
      }
      guard index + length <= count else { return index }
      var code = UInt32(first) & (0xFF >> (UInt32(length) + 1))
      for position in index + 1..<index + length {
        guard self[position] & 0xC0 == 0x80 else { return index }
        code = code << 6 | UInt32(self[position] & 0x3F)
      }
      guard code >= smallest, Unicode.Scalar(code) != nil else { return index }
      index += length
    }
    return nil
  }

  /// The first place from `start` on that holds no ASCII, looking at eight bytes at a time.
  private func endOfASCII(from start: Int) -> Int {
    var index = start
    let bytes = span
    while index + 8 <= count {
      let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      if word & 0x8080_8080_8080_8080 != 0 { break }
      index += 8
    }
    while index < count, self[index] < 0x80 { index += 1 }
    return index
  }
}
