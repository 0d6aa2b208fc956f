/// Paths in text files of lines: `\` is written `\\`, and a line feed `\n`.
extension RelativePath {
  func appendEscaped(to text: inout [UInt8]) {
    guard bytes.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\n") }) else {
      text += bytes
      return
    }
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\\"): text += #"\\"#.utf8
      case UInt8(ascii: "\n"): text += #"\n"#.utf8
      default: text.append(byte)
      }
    }
  }

  /// `nil` where the text is no path or has another escape.
  init?(escaped text: ArraySlice<UInt8>) {
    guard text.contains(UInt8(ascii: "\\")) else {
      self.init(bytes: text)
      return
    }
    var bytes: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "n"): bytes.append(UInt8(ascii: "\n"))
      default: return nil
      }
    }
    self.init(bytes: bytes)
  }
}
