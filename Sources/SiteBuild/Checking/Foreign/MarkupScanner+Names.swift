/// Reading the names of elements and attributes.
extension MarkupScanner {
  /// Eight bytes as a number, the first in the highest bits; `nil` where there are less.
  @inline(__always)
  static func eight(_ bytes: Span<UInt8>, at offset: Int) -> UInt64? {
    guard offset &+ 8 <= bytes.count else { return nil }
    return unsafe UInt64(bigEndian: bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  static func endsTag(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
    unsafe offset < bytes.count && bytes[unchecked: offset] == UInt8(ascii: ">")
  }

  /// A name in lower case, without the prefix of its namespace, as a number.
  @inline(__always)
  static func name(_ bytes: Span<UInt8>, _ offset: inout Int) -> UInt64 {
    // Nearly all names are a few letters: those are read in one step. In `others` the highest bit of the first byte is
    // set that is no letter (and what follows it says nothing).
    guard let eight = eight(bytes, at: offset) else { return longName(bytes, &offset) }
    let swapped = eight.byteSwapped
    let others = (swapped &- 0x4141_4141_4141_4141) & ~swapped & 0x8080_8080_8080_8080
    let length = others.trailingZeroBitCount / 8
    guard length > 0, length < 8, unsafe isEndOfName(bytes[unchecked: offset &+ length]) else {
      return longName(bytes, &offset)
    }
    offset &+= length
    return (eight | 0x2020_2020_2020_2020) &>> UInt64(64 - 8 * length)
  }

  @inline(__always)
  private static func isEndOfName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
  }

  /// As `name`, byte by byte.
  private static func longName(_ bytes: Span<UInt8>, _ offset: inout Int) -> UInt64 {
    var name: UInt64 = 0
    while offset < bytes.count {
      let byte = unsafe bytes[unchecked: offset]
      if byte < UInt8(ascii: "a") {
        if isEndOfName(byte) { return name }
        switch byte {
        case UInt8(ascii: ":"): name = 0
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): name = name &<< 8 | UInt64(byte | 0x20)
        default: name = name &<< 8 | UInt64(byte)
        }
      } else {
        name = name &<< 8 | UInt64(byte)
      }
      offset &+= 1
    }
    return name
  }

  @inline(__always)
  static func skipSpace(_ bytes: Span<UInt8>, _ offset: inout Int) {
    while unsafe offset < bytes.count && bytes[unchecked: offset] <= 0x20 { offset &+= 1 }
  }
}
