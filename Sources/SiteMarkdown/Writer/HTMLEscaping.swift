/// The two ways in which text is made safe for HTML, as CommonMark's reference output has them.
enum HTMLEscaping {
  /// Appends text for element content or a quoted attribute.
  @inline(__always)
  static func append(_ text: ByteView, to output: inout ByteBuffer) {
    var start = 0
    for offset in 0..<text.count {
      guard let entity = entity(for: text[offset]) else { continue }
      output.append(text, start..<offset)
      output.append(entity)
      start = offset + 1
    }
    output.append(text, start..<text.count)
  }

  static func append(_ text: [UInt8], to output: inout ByteBuffer) {
    unsafe text.withUnsafeBufferPointer { unsafe append(ByteView($0), to: &output) }
  }

  @inline(__always)
  static func entity(for byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    default: nil
    }
  }

  /// Appends an address for a quoted attribute: what may not stand in an address is percent-encoded, percent signs
  /// stay.
  static func appendAddress(_ address: ByteView, to output: inout ByteBuffer) {
    var start = 0
    for offset in 0..<address.count {
      let byte = address[offset]
      if isAddressByte(byte) { continue }
      output.append(address, start..<offset)
      start = offset + 1
      switch byte {
      case UInt8(ascii: "&"): output.append("&amp;")
      case UInt8(ascii: "'"): output.append("&#x27;")
      default:
        output.append(UInt8(ascii: "%"))
        output.append(hexDigit(byte >> 4))
        output.append(hexDigit(byte & 15))
      }
    }
    output.append(address, start..<address.count)
  }

  static func appendAddress(_ address: String, to output: inout [UInt8]) {
    for byte in address.utf8 {
      if isAddressByte(byte) {
        output.append(byte)
      } else if byte == UInt8(ascii: "&") {
        output.append(contentsOf: "&amp;".utf8)
      } else if byte == UInt8(ascii: "'") {
        output.append(contentsOf: "&#x27;".utf8)
      } else {
        output.append(UInt8(ascii: "%"))
        output.append(hexDigit(byte >> 4))
        output.append(hexDigit(byte & 15))
      }
    }
  }

  static func hexDigit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10
  }

  /// The bytes that stand in an address as they are: RFC 3986's unreserved and reserved ones without the brackets,
  /// the quote and the ampersand, which need care in HTML.
  private static func isAddressByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "+"), UInt8(ascii: "!"), UInt8(ascii: "*"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: ","), UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "?"),
      UInt8(ascii: "="), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "$"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
