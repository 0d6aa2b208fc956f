/// Finds the first byte that isn't UTF-8.
enum UTF8Check {
  /// The offset of the first byte that can't stand where it stands; `nil` for valid text.
  ///
  /// ASCII passes eight bytes at a time, since most of a text is that in every European language.
  static func firstInvalidByte(in text: ByteView) -> Int? {
    var offset = 0
    while offset < text.count {
      offset = text.endOfASCII(from: offset)
      while offset < text.count, text[offset] >= 0x80 {
        let length =
          text[offset] == 0xC3 && isContinuation(text.at(offset + 1)) ? 2 : sequenceLength(in: text, at: offset)
        guard length > 0 else { return offset }
        offset += length
      }
    }
    return nil
  }

  /// The length of the well-formed sequence at an offset (Unicode, table 3-7), or 0.
  private static func sequenceLength(in text: ByteView, at offset: Int) -> Int {
    let first = text[offset]
    let second = text.at(offset + 1)
    switch first {
    case 0xC2...0xDF: return isContinuation(second) ? 2 : 0
    case 0xE0...0xEF:
      let low: UInt8 = first == 0xE0 ? 0xA0 : 0x80
      let high: UInt8 = first == 0xED ? 0x9F : 0xBF
      return second >= low && second <= high && isContinuation(text.at(offset + 2)) ? 3 : 0
    case 0xF0...0xF4:
      let low: UInt8 = first == 0xF0 ? 0x90 : 0x80
      let high: UInt8 = first == 0xF4 ? 0x8F : 0xBF
      return second >= low && second <= high && isContinuation(text.at(offset + 2))
        && isContinuation(text.at(offset + 3)) ? 4 : 0
    default: return 0
    }
  }

  @inline(__always)
  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
