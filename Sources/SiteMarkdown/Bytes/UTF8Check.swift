/// Whether bytes are UTF-8, and what is beyond ASCII in them that nobody could read.
struct UTF8Check {
  /// The offset of the first byte that can't stand where it stands; `nil` for valid text.
  private(set) var firstInvalidByte: Int?
  /// Whether one of ``ControlCharacters`` stands before, one beyond ASCII.
  private(set) var hasWideControls = false

  /// ASCII passes sixteen bytes at a time, since most of a text is that in every European language.
  init(_ text: ByteView) {
    var offset = 0
    while offset < text.count {
      offset = text.endOfASCII(from: offset)
      while offset < text.count, text[offset] >= 0x80 {
        if text[offset] == 0xC3, Self.isContinuation(text.at(offset + 1)) {
          offset += 2
          continue
        }
        let length = Self.sequenceLength(in: text, at: offset)
        guard length > 0 else {
          firstInvalidByte = offset
          return
        }
        if Self.isWideControl(text, at: offset) { hasWideControls = true }
        offset += length
      }
    }
  }

  @inline(__always)
  private static func isWideControl(_ text: ByteView, at offset: Int) -> Bool {
    let second = text.at(offset + 1)
    switch text[offset] {
    case 0xC2: return second < 0xA0
    case 0xEF:
      let third = text.at(offset + 2)
      return second == 0xB7 ? third >= 0x90 && third < 0xB0 : second == 0xBF && third >= 0xBE
    case 0xF0...0xF4: return second & 0x0F == 0x0F && text.at(offset + 2) == 0xBF && text.at(offset + 3) >= 0xBE
    default: return false
    }
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
