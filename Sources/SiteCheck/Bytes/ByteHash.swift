/// Tells texts apart by 64 bits, eight bytes in a step.
enum ByteHash {
  static func of(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: range.count)
    var offset = range.lowerBound
    while offset + 8 <= range.upperBound, let block = ByteBlock(bytes, at: offset) {
      hash = mixed(hash, block.bits)
      offset += 8
    }
    return offset < range.upperBound
      ? mixed(hash, ByteBlock(bytes, first: offset..<range.upperBound).bits) : hash
  }

  static func of(_ text: some StringProtocol) -> UInt64 {
    let bytes = Array(text.utf8)
    return of(bytes.span, bytes.indices)
  }

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ block: UInt64) -> UInt64 {
    let (high, low) = (hash ^ block ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return high ^ low ^ block
  }
}
