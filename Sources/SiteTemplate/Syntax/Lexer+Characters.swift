/// Bytes and characters of a template, and what counts as white space in it.
extension Lexer {
  /// The byte at an offset, 0 past the end.
  @inline(__always)
  static func byte(_ index: Int, of source: Span<UInt8>) -> UInt8 { index < source.count ? source[index] : 0 }

  /// - Precondition: a scalar of valid UTF-8 begins here.
  static func scalar(at index: Int, of source: Span<UInt8>) -> (scalar: Unicode.Scalar, length: Int) {
    let first = source[index]
    guard first >= 0x80 else { return (Unicode.Scalar(first), 1) }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var code = UInt32(first) & (0xFF >> (UInt32(length) + 1))
    for position in index + 1..<index + length { code = code << 6 | UInt32(byte(position, of: source) & 0x3F) }
    return (Unicode.Scalar(code) ?? "\u{FFFD}", length)
  }

  @inline(__always)
  static func afterWhitespace(_ start: Int, of source: Span<UInt8>) -> Int {
    var index = start
    while index < source.count {
      let byte = source[index]
      if byte > 0x20, byte < 0x80 { break }
      let length = whitespaceLength(at: index, of: source, byte)
      if length == 0 { break }
      index += length
    }
    return index
  }

  /// How many bytes the white space has that stands here; 0 if it is something else.
  private static func whitespaceLength(at index: Int, of source: Span<UInt8>, _ byte: UInt8) -> Int {
    if byte < 0x80 { return byte.isWhitespace ? 1 : 0 }
    let (scalar, length) = scalar(at: index, of: source)
    return scalar.properties.isWhitespace ? length : 0
  }

  /// Where a text ends without the whitespace at its end.
  static func trimmedEnd(_ range: Range<Int>, of source: Span<UInt8>) -> Int {
    var index = range.upperBound
    while index > range.lowerBound {
      var start = index - 1
      while start > range.lowerBound, source[start] & 0xC0 == 0x80 { start -= 1 }
      guard whitespaceLength(at: start, of: source, source[start]) > 0 else { break }
      index = start
    }
    return index
  }
}

extension UInt8 {
  @inline(__always)
  var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

  var isHexDigit: Bool { isDigit || (self | 0x20) &- UInt8(ascii: "a") < 6 }

  /// A letter, digit or underscore of ASCII.
  @inline(__always)
  var isNameByte: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 || isDigit || self == UInt8(ascii: "_") }

  /// Whitespace of ASCII as Python has it, the four separators included.
  var isWhitespace: Bool { self == 0x20 || self &- 0x09 < 5 || self &- 0x1C < 4 }
}
