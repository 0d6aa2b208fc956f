/// Judges the scheme of an address as a browser reads it.
enum LinkSafety {
  /// Whether following or loading the address could run a script or open something that isn't on the web.
  ///
  /// Browsers ignore white space and control characters before the scheme, and tabs and line breaks within it; so
  /// does this.
  static func isDangerous(_ address: ByteView, in kind: MarkdownLink.Kind) -> Bool {
    var scheme: [UInt8] = []
    var offset = 0
    while offset < address.count {
      let byte = address[offset]
      if byte == UInt8(ascii: ":") { break }
      if byte > 0x20 {
        guard scheme.count < 12, isSchemeByte(byte) else { return false }
        scheme.append(byte | 0x20)
      }
      offset += 1
    }
    guard offset < address.count else { return false }
    switch String(decoding: scheme, as: UTF8.self) {
    case "javascript", "vbscript", "livescript", "mocha", "file", "jar": return true
    case "data": return kind == .link || !isImageData(address.dropFirst(offset + 1))
    default: return false
    }
  }

  /// How long the scheme before the colon is; `nil` where there is none. One letter is a drive, not a scheme.
  static func schemeLength(of address: ByteView) -> Int? {
    for offset in 0..<address.count {
      let byte = address[offset]
      if byte == UInt8(ascii: ":") { return offset > 1 ? offset : nil }
      if !isSchemeByte(byte) { return nil }
    }
    return nil
  }

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// Images that can't hold scripts.
  private static func isImageData(_ data: ByteView) -> Bool {
    let start = Array(unsafe data[0..<11].buffer.map { $0 | 0x20 })
    return [Array("image/png".utf8), Array("image/gif".utf8), Array("image/jpeg".utf8), Array("image/webp".utf8)]
      .contains { start.starts(with: $0) }
  }
}
