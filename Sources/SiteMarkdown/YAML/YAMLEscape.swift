/// An escape of a text in double quotes (YAML 1.1, 5.6).
package struct YAMLEscape {
  package let range: Range<Int>
  /// What it means.
  package let scalar: UInt32
  /// As it stands there.
  package let written: String

  /// Those in a part of a text that mean one of ``ControlCharacters``.
  package static func controls(in bytes: [UInt8], _ range: Range<Int>) -> [YAMLEscape] {
    var escapes: [YAMLEscape] = []
    var offset = range.lowerBound
    while offset + 1 < range.upperBound {
      guard bytes[offset] == UInt8(ascii: "\\") else {
        offset += 1
        continue
      }
      let (scalar, length) = meaning(of: bytes[(offset + 1)..<range.upperBound])
      let whole = offset..<min(offset + 1 + length, range.upperBound)
      if let scalar, ControlCharacters.isOne(scalar) {
        escapes.append(YAMLEscape(range: whole, scalar: scalar, written: String(decoding: bytes[whole], as: UTF8.self)))
      }
      offset = whole.upperBound
    }
    return escapes
  }

  /// What stands behind a backslash means, as far as it could be a control character, and how many bytes it has.
  private static func meaning(of text: ArraySlice<UInt8>) -> (scalar: UInt32?, length: Int) {
    func hexadecimal(_ count: Int) -> (UInt32?, Int) {
      (UInt32(String(decoding: text.dropFirst().prefix(count), as: UTF8.self), radix: 16), count + 1)
    }
    switch text.first {
    case UInt8(ascii: "x"): return hexadecimal(2)
    case UInt8(ascii: "u"): return hexadecimal(4)
    case UInt8(ascii: "U"): return hexadecimal(8)
    case UInt8(ascii: "0"): return (0, 1)
    case UInt8(ascii: "a"): return (7, 1)
    case UInt8(ascii: "b"): return (8, 1)
    case UInt8(ascii: "v"): return (0x0B, 1)
    case UInt8(ascii: "f"): return (0x0C, 1)
    case UInt8(ascii: "e"): return (0x1B, 1)
    case UInt8(ascii: "N"): return (0x85, 1)
    default: return (nil, 1)
    }
  }
}
