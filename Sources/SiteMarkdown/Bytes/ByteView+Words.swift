extension ByteView {
  /// The number of words: runs of bytes that are neither spaces nor control characters.
  ///
  /// Looks at eight bytes at a time, since every page is counted. In `spaces` the highest bit of each byte says whether
  /// that byte separates words; each byte of `sums` counts the words that began at its place.
  var wordCount: Int {
    guard let base = unsafe base else { return 0 }
    let highBits: UInt64 = 0x8080_8080_8080_8080
    let bytes = unsafe UnsafeRawPointer(base)
    var words = 0
    var followsSpace = highBits >> 56
    var offset = 0
    while offset + 8 <= count {
      var sums: UInt64 = 0
      // A byte of the sums holds 255 at most.
      let end = min(count & ~7, offset + 255 * 8)
      while offset < end {
        let eight = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        // Below 0x21 the subtraction borrows the bit that was set for it.
        let spaces = ~((eight | highBits) &- 0x2121_2121_2121_2121) & ~eight & highBits
        sums &+= (~spaces & ((spaces &<< 8) | followsSpace) & highBits) &>> 7
        followsSpace = spaces &>> 56
        offset &+= 8
      }
      let pairs = (sums & 0x00FF_00FF_00FF_00FF) &+ ((sums &>> 8) & 0x00FF_00FF_00FF_00FF)
      words += Int((pairs &* 0x0001_0001_0001_0001) &>> 48)
    }
    while offset < count {
      let isSpace = self[offset] < 0x21
      if !isSpace, followsSpace != 0 { words += 1 }
      followsSpace = isSpace ? 0x80 : 0
      offset += 1
    }
    return words
  }
}
