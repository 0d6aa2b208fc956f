extension [UInt8] {
  /// Where these bytes stop being valid UTF-8; `nil` if all of them are.
  var firstInvalidUTF8: Int? {
    var index = 0
    while index < count {
      let first = self[index]
      if first < 0x80 {
        index += 1
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
}
