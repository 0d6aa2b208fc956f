/// The bytes that lines of a text begin with: a look at it spares a walk through all lines.
struct LineStarts: Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  @inline(__always)
  mutating func insert(_ byte: UInt8) {
    switch byte {
    case ..<0x40: low |= 1 &<< UInt64(byte)
    case ..<0x80: high |= 1 &<< UInt64(byte & 0x3F)
    default: break
    }
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let byte = UInt8(ascii: scalar)
    return (byte < 0x40 ? low : high) & 1 &<< UInt64(byte & 0x3F) != 0
  }
}
