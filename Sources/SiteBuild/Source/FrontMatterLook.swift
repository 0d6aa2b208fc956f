/// Tells by its first bytes whether a file begins with front matter, of whatever program.
enum FrontMatterLook {
  /// A line of three hyphens (YAML) or plus signs (TOML), and below it a key. Blank lines may stand before, and the text
  /// may be in UTF-16, as Windows' Notepad writes it.
  static func isFrontMatter(_ beginning: [UInt8]) -> Bool {
    var lines = eightBits(beginning).split(omittingEmptySubsequences: false) { $0 == 0x0A || $0 == 0x0D }
      .map { trimmed($0) }.filter { !$0.isEmpty }[...]
    guard let fence = lines.popFirst() else { return false }
    let isYAML = fence.elementsEqual("---".utf8)
    guard isYAML || fence.elementsEqual("+++".utf8) else { return false }
    let field = lines.first { $0.first != UInt8(ascii: "#") && $0.first != UInt8(ascii: "[") }
    return field.map { isField($0, sign: isYAML ? UInt8(ascii: ":") : UInt8(ascii: "=")) } ?? false
  }

  /// `title: …`, `title = …`, with the key in quotes or not.
  private static func isField(_ line: ArraySlice<UInt8>, sign: UInt8) -> Bool {
    guard let end = line.firstIndex(of: sign), end > line.startIndex else { return false }
    return line[..<end].allSatisfy { byte in
      byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
        || "_-. \"'".utf8.contains(byte)
    }
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    while let last = line.last, last == 0x20 || last == 0x09 { line.removeLast() }
    while let first = line.first, first == 0x20 || first == 0x09 { line.removeFirst() }
    return line
  }

  /// Without a byte order mark; of UTF-16 the letters that ASCII has.
  private static func eightBits(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return bytes.dropFirst(3) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return bytes.dropFirst(2).filter { $0 != 0 }[...]
    }
    return bytes[...]
  }
}
