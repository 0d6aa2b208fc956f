/// FNV-1a over a word in lower case, as far as lower case is a matter of one byte: A–Z and À–Þ.
struct WordHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  init() {}

  init(_ bytes: Span<UInt8>, _ word: Range<Int>) {
    var previous: UInt8 = 0
    for offset in word {
      add(bytes[offset], after: previous)
      previous = bytes[offset]
    }
  }

  init(_ word: String) {
    let bytes = Array(word.utf8)
    self.init(bytes.span, bytes.indices)
  }

  @inline(__always)
  mutating func add(_ byte: UInt8, after previous: UInt8) {
    var byte = byte
    if byte &- 0x41 < 26 {
      byte |= 0x20
    } else if previous == 0xC3, byte >= 0x80, byte <= 0x9E, byte != 0x97 {
      byte += 0x20
    }
    value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
  }
}
