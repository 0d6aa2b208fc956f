/// Eight bytes as a number, the first in the lowest bits: most words and names are looked at in one or two steps.
struct ByteBlock {
  let bits: UInt64

  private static let highest: UInt64 = 0x8080_8080_8080_8080
  private static let capitalBits: UInt64 = 0x2020_2020_2020_2020

  /// `nil` where there are less.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, at offset: Int) {
    guard offset >= 0, offset <= bytes.count - 8 else { return nil }
    bits = unsafe UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The first bytes of a range, and zeros after them.
  init(_ bytes: Span<UInt8>, first range: Range<Int>) {
    if let whole = ByteBlock(bytes, at: range.lowerBound) {
      bits = whole.bits & Self.mask(range.count)
      return
    }
    var bits: UInt64 = 0
    for (shift, offset) in range.prefix(8).enumerated() { bits |= UInt64(bytes[offset]) << UInt64(8 * shift) }
    self.bits = bits
  }

  /// The highest bit of each byte that is a letter of ASCII. In no sum is there anything to carry.
  @inline(__always)
  private var letters: UInt64 {
    let lower = (bits | Self.capitalBits) & ~Self.highest
    let fromA = lower &+ 0x1F1F_1F1F_1F1F_1F1F
    let pastZ = lower &+ 0x0505_0505_0505_0505
    return fromA & ~pastZ & ~bits & Self.highest
  }

  /// How many letters of ASCII it begins with.
  @inline(__always)
  var letterCount: Int { (~letters & Self.highest).trailingZeroBitCount / 8 }

  /// Whether some of the first letters are small.
  @inline(__always)
  func hasSmall(among count: Int) -> Bool { bits & Self.mask(count) & Self.capitalBits != 0 }

  /// Whether it is `h`, one digit and the end of a tag or a blank: the name of a heading, which no other test takes for
  /// letters.
  @inline(__always)
  var isHeading: Bool {
    let name = bits & 0xFFFF | 0x20
    return name & 0xFF == 0x68 && name &>> 8 &- 0x31 < 6 && (bits &>> 16 & 0xFF == 0x3E || bits &>> 16 & 0xFF == 0x20)
  }

  /// The first bytes, letters in lower case; of other bytes some become one.
  @inline(__always)
  func folded(_ count: Int) -> UInt64 { (bits | Self.capitalBits) & Self.mask(count) }

  /// The same as a number whose lowest bits hold the last of them.
  @inline(__always)
  func packed(_ count: Int) -> UInt64 {
    count == 0 ? 0 : (bits | Self.capitalBits).byteSwapped &>> UInt64(64 - 8 * count)
  }

  @inline(__always)
  private static func mask(_ count: Int) -> UInt64 { count >= 8 ? ~0 : (1 &<< UInt64(8 * count)) &- 1 }
}
