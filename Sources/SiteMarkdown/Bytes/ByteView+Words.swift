extension ByteView {
  /// The number of words: runs of bytes that are neither spaces nor control characters.
  ///
  /// Looks at eight bytes at a time, since every page is counted. In `spaces` the highest bit of each byte says whether
  /// that byte separates words.
  var wordCount: Int {
    let highBits: UInt64 = 0x8080_8080_8080_8080
    var count = 0
    var followsSpace = highBits >> 56
    var offset = 0
    while offset + 8 <= self.count {
      let bytes = unsafe UInt64(
        littleEndian: UnsafeRawPointer(base.unsafelyUnwrapped).loadUnaligned(
          fromByteOffset: offset, as: UInt64.self))
      // Below 0x21 the subtraction borrows the bit that was set for it.
      let spaces = ~((bytes | highBits) &- 0x2121_2121_2121_2121) & ~bytes & highBits
      count += (~spaces & (spaces << 8 | followsSpace) & highBits).nonzeroBitCount
      followsSpace = spaces >> 56
      offset += 8
    }
    while offset < self.count {
      let isSpace = self[offset] < 0x21
      if !isSpace, followsSpace != 0 { count += 1 }
      followsSpace = isSpace ? 0x80 : 0
      offset += 1
    }
    return count
  }
}
