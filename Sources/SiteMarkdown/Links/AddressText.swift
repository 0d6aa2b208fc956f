/// Addresses as texts: here paths become addresses, and addresses paths again, for whoever writes or reads some.
///
/// Within sitegen a path is a path: what lies at `/bilder/Platz #1.png` has that name, on disk and in every table. It
/// becomes `/bilder/Platz%20%231.png` where it is written for readers' programs, and is decoded where such an address is
/// judged.
package enum AddressText {
  /// The address of a path: every byte that can't stand in one (RFC 3986, 3.3: `pchar` and the slash) as `%` and two
  /// digits, the percent sign, `#` and `?` among them.
  package static func encoded(path: String) -> String {
    if path.utf8.allSatisfy(isPathByte) { return path }
    return encode(path) { isPathByte($0) }
  }

  /// An address that somebody wrote, with what can't stand in one encoded: blanks, letters beyond ASCII, quotes, a
  /// percent sign that begins no code. What means something there stays.
  package static func completed(_ address: String) -> String {
    if address.utf8.allSatisfy({ isAddressByte($0) && $0 != UInt8(ascii: "%") }) { return address }
    var text: [UInt8] = []
    let bytes = Array(address.utf8)
    for offset in bytes.indices {
      let byte = bytes[offset]
      let stays = byte == UInt8(ascii: "%") ? isCode(bytes[offset...]) : isAddressByte(byte)
      append(byte, encoded: !stays, to: &text)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// A path as a text editor would write it in Markdown: what would end it or mean something else is encoded, letters
  /// stay as people read them.
  package static func written(path: String) -> String {
    encode(path) { $0 > 0x20 && $0 != 0x7F && !#"%#?()<>\"#.utf8.contains($0) }
  }

  /// A text with its `%…` decoded; a percent sign that begins no code stays.
  package static func percentDecoded(_ text: some StringProtocol) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      let digits = rest.dropFirst().prefix(2)
      if byte == UInt8(ascii: "%"), isCode(rest), let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) {
        bytes.append(code)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a percent sign begins no code: web servers refuse such an address.
  package static func hasStrayPercent(_ address: String) -> Bool {
    guard address.utf8.contains(UInt8(ascii: "%")) else { return false }
    let bytes = Array(address.utf8)
    return bytes.indices.contains { bytes[$0] == UInt8(ascii: "%") && !isCode(bytes[$0...]) }
  }

  /// Whether an address has a scheme (RFC 3986, 3.1) or names another host.
  package static func isExternal(_ address: some StringProtocol) -> Bool {
    let bytes = address.utf8
    guard let first = bytes.first else { return false }
    if first == UInt8(ascii: "/") { return bytes.dropFirst().first == UInt8(ascii: "/") }
    guard isLetter(first) else { return false }
    for byte in bytes {
      if byte == UInt8(ascii: ":") { return true }
      guard isLetter(byte) || isDigit(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E else { return false }
    }
    return false
  }

  private static func encode(_ text: String, except stays: (UInt8) -> Bool) -> String {
    var encoded: [UInt8] = []
    for byte in text.utf8 { append(byte, encoded: !stays(byte), to: &encoded) }
    return String(decoding: encoded, as: UTF8.self)
  }

  private static func append(_ byte: UInt8, encoded: Bool, to text: inout [UInt8]) {
    guard encoded else { return text.append(byte) }
    text += [UInt8(ascii: "%"), HTMLEscaping.hexDigit(byte >> 4), HTMLEscaping.hexDigit(byte & 15)]
  }

  /// Whether a text begins with `%` and two hexadecimal digits.
  private static func isCode(_ text: ArraySlice<UInt8>) -> Bool {
    let digits = text.prefix(3).dropFirst()
    return digits.count == 2 && digits.allSatisfy { isDigit($0) || (97...102).contains($0 | 0x20) }
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      // `&'()*+,-./`, the digits, `:;`
      UInt8(ascii: "&")...UInt8(ascii: ";"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "!"),
      UInt8(ascii: "$"), UInt8(ascii: "="), UInt8(ascii: "@"):
      true
    default: false
    }
  }

  /// RFC 3986, 2: what is unreserved or reserved, and the percent sign.
  private static func isAddressByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "["), UInt8(ascii: "]"): true
    default: isPathByte(byte)
    }
  }
}
