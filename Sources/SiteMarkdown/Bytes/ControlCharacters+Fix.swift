internal import SiteDiagnostics

/// A control character means one thing only, where it means something: a line break or a hyphen of Word, a letter of Windows.
/// All others go.
extension ControlCharacters {
  /// The edit for a run of them, or for a reference or escape that means one.
  ///
  /// - Parameters:
  ///   - scalar: what a reference or escape means.
  ///   - isText: whether lines can be broken there.
  static func fix(_ range: Range<Int>, meaning scalar: UInt32? = nil, isText: Bool, in source: SourceText) -> TextEdit {
    let bytes = source.bytes
    let text =
      scalar.map { replacement(of: $0, lineBreak: blank(in: bytes, range)) } ?? mended(range, in: bytes, isText: isText)
    return TextEdit(source, range, replacement: Array(text.utf8))
  }

  private static func mended(_ range: Range<Int>, in bytes: [UInt8], isText: Bool) -> String {
    var text = ""
    var offset = range.lowerBound
    while offset < range.upperBound {
      let (scalar, length) = scalar(in: bytes, at: offset, end: range.upperBound)
      let whole = offset..<offset + length
      text +=
        isOne(scalar)
        ? replacement(of: scalar, lineBreak: lineBreak(in: bytes, whole, isText: isText))
        : String(decoding: bytes[whole], as: UTF8.self)
      offset = whole.upperBound
    }
    return text
  }

  private static func replacement(of scalar: UInt32, lineBreak: @autoclosure () -> String) -> String {
    switch scalar {
    case 0x0B, 0x0C: lineBreak()
    case 0x1E: "\u{2011}"
    case 0x80...0x9F: windows1252(scalar) ?? ""
    default: ""
    }
  }

  /// Parts words, and nothing else.
  private static func blank(in bytes: [UInt8], _ range: Range<Int>) -> String {
    func isWord(_ offset: Int) -> Bool {
      bytes.indices.contains(offset) && bytes[offset] > 0x20 && !"\"'`,[]".utf8.contains(bytes[offset])
    }
    return isWord(range.lowerBound - 1) && isWord(range.upperBound) ? " " : ""
  }

  /// Headings and rows of tables are one line, and at the end of a line there is a break already.
  private static func lineBreak(in bytes: [UInt8], _ range: Range<Int>, isText: Bool) -> String {
    if !isText { return blank(in: bytes, range) }
    let newline = UInt8(ascii: "\n")
    // No heading is longer.
    let before = bytes[..<range.lowerBound].suffix(2000)
    let line = before[(before.lastIndex(of: newline).map { $0 + 1 } ?? before.startIndex)...]
    let next = range.upperBound < bytes.count ? bytes[range.upperBound] : newline
    if line.isEmpty || next == newline || next == UInt8(ascii: "\r") { return "" }
    return line.first == UInt8(ascii: "#") || line.contains(UInt8(ascii: "|")) ? " " : "\n"
  }
}
