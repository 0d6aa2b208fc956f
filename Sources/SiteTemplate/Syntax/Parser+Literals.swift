extension Parser {
  func integer(_ token: Token) throws(SyntaxError) -> Value {
    var digits = bytes(of: token.range)
    let radix: Int
    switch digits.dropFirst().first.map({ $0 | 0x20 }) {
    case UInt8(ascii: "x"): radix = 16
    case UInt8(ascii: "o"): radix = 8
    case UInt8(ascii: "b"): radix = 2
    default: radix = 10
    }
    if radix != 10 { digits.removeFirst(2) }
    var number = 0
    for byte in digits where byte != UInt8(ascii: "_") {
      let (shifted, isTooLarge) = number.multipliedReportingOverflow(by: radix)
      let (sum, overflows) = shifted.addingReportingOverflow(byte.digitValue ?? 0)
      guard !isTooLarge, !overflows else {
        throw SyntaxError("this number is too large", at: token.range, hint: "whole numbers go up to \(Int.max)")
      }
      number = sum
    }
    return .int(number)
  }

  func float(_ token: Token) throws(SyntaxError) -> Value {
    let digits = bytes(of: token.range).filter { $0 != UInt8(ascii: "_") }
    guard let number = Double(String(decoding: digits, as: UTF8.self)) else {
      throw SyntaxError("this is no number", at: token.range)
    }
    return .float(number)
  }

  /// The text of one string literal, or of several that stand next to each other.
  mutating func parseString() throws(SyntaxError) -> Text {
    let token = advance()
    let body = Int(token.start) + 1..<Int(token.end) - 1
    let isPlain = !lexer.source[body].contains { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\r") }
    if isPlain, current.kind != .string { return Text(sharing: lexer.source, body) }
    var bytes = try stringBytes(token)
    while current.kind == .string { bytes += try stringBytes(advance()) }
    return Text(validated: bytes)
  }

  /// The bytes that a string literal stands for, with Python's escapes; line endings become line feeds.
  private func stringBytes(_ token: Token) throws(SyntaxError) -> [UInt8] {
    let body = Array(lexer.source[Int(token.start) + 1..<Int(token.end) - 1])
    var bytes: [UInt8] = []
    bytes.reserveCapacity(body.count)
    var index = 0
    while index < body.count {
      let byte = body[index]
      index += 1
      if byte == UInt8(ascii: "\r") {
        if index < body.count, body[index] == UInt8(ascii: "\n") { index += 1 }
        bytes.append(UInt8(ascii: "\n"))
      } else if byte != UInt8(ascii: "\\") || index == body.count {
        bytes.append(byte)
      } else {
        try appendEscape(body, &index, to: &bytes, token)
      }
    }
    return bytes
  }

  /// The escape whose letter stands at `index`; an unknown one keeps its backslash.
  private func appendEscape(
    _ body: [UInt8], _ index: inout Int, to bytes: inout [UInt8], _ token: Token
  ) throws(SyntaxError) {
    let letter = body[index]
    index += 1
    switch letter {
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "a"): bytes.append(0x07)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "v"): bytes.append(0x0B)
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): bytes.append(letter)
    case UInt8(ascii: "\n"): break
    case UInt8(ascii: "\r"):
      if index < body.count, body[index] == UInt8(ascii: "\n") { index += 1 }
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      var code = UInt32(letter - UInt8(ascii: "0"))
      var digits = 1
      while digits < 3, index < body.count, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(body[index]) {
        code = code << 3 | UInt32(body[index] - UInt8(ascii: "0"))
        index += 1
        digits += 1
      }
      try append(code, to: &bytes, token)
    case UInt8(ascii: "x"): try appendCode(body, &index, digits: 2, to: &bytes, token)
    case UInt8(ascii: "u"): try appendCode(body, &index, digits: 4, to: &bytes, token)
    case UInt8(ascii: "U"): try appendCode(body, &index, digits: 8, to: &bytes, token)
    case UInt8(ascii: "N"): try appendNamed(body, &index, to: &bytes, token)
    default: bytes += [UInt8(ascii: "\\"), letter]
    }
  }

  private func appendCode(
    _ body: [UInt8], _ index: inout Int, digits: Int, to bytes: inout [UInt8], _ token: Token
  ) throws(SyntaxError) {
    let end = min(index + digits, body.count)
    let text = body[index..<end]
    guard text.count == digits, text.allSatisfy(\.isHexDigit),
      let code = UInt32(String(decoding: text, as: UTF8.self), radix: 16)
    else {
      throw SyntaxError("an escape in this string needs \(digits) hexadecimal digits", at: token.range)
    }
    index = end
    try append(code, to: &bytes, token)
  }

  /// `\N{BULLET}`
  private func appendNamed(
    _ body: [UInt8], _ index: inout Int, to bytes: inout [UInt8], _ token: Token
  ) throws(SyntaxError) {
    let rest = body[index...]
    guard rest.first == UInt8(ascii: "{"), let end = rest.firstIndex(of: UInt8(ascii: "}")) else {
      throw SyntaxError(
        "`\\N` in this string needs the name of a character", at: token.range, hint: #"as in `\N{EN DASH}`"#)
    }
    let name = String(decoding: body[index + 1..<end], as: UTF8.self)
    guard let scalar = CharacterNames.scalar(named: name) else {
      throw SyntaxError("no character is named `\(name)`", at: token.range, hint: "Unicode's charts list the names")
    }
    bytes.append(scalar)
    index = end + 1
  }

  private func append(_ code: UInt32, to bytes: inout [UInt8], _ token: Token) throws(SyntaxError) {
    guard let scalar = Unicode.Scalar(code) else {
      throw SyntaxError("an escape in this string names no character", at: token.range)
    }
    bytes.append(scalar)
  }
}
