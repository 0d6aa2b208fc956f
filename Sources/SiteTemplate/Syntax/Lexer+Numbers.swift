/// Number literals: whole ones of four bases, and those with a fraction or an exponent.
extension Lexer {
  mutating func lexNumber(from start: Int, of source: Span<UInt8>) throws(SyntaxError) {
    if let radixEnd = Self.radixNumberEnd(from: start, of: source) {
      append(.integer, start..<radixEnd)
      offset = radixEnd
      return
    }
    var index = Self.digitsEnd(from: start, of: source)
    let followsDot = tokens.last.map { $0.kind == .dot && Int($0.end) == start } ?? false
    var kind = Token.Kind.integer
    if !followsDot {
      if Self.byte(index, of: source) == UInt8(ascii: "."), Self.byte(index + 1, of: source).isDigit {
        kind = .float
        index = Self.digitsEnd(from: index + 1, of: source)
      }
      if Self.byte(index, of: source) | 0x20 == UInt8(ascii: "e") {
        var exponent = index + 1
        let sign = Self.byte(exponent, of: source)
        if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { exponent += 1 }
        if Self.byte(exponent, of: source).isDigit {
          kind = .float
          index = Self.digitsEnd(from: exponent, of: source)
        }
      }
    }
    if kind == .integer, source[start] == UInt8(ascii: "0"),
      let digit = self.source[start..<index].first(where: { $0 != UInt8(ascii: "0") && $0 != UInt8(ascii: "_") })
    {
      throw SyntaxError(
        "a number can't begin with `0`", at: SourceRange(start..<index),
        hint: "octal numbers begin with `0o`, as in `0o\(Character(Unicode.Scalar(digit)))`")
    }
    append(kind, start..<index)
    offset = index
  }

  private static func digitsEnd(from start: Int, of source: Span<UInt8>) -> Int {
    var index = start
    while byte(index, of: source).isDigit
      || (byte(index, of: source) == UInt8(ascii: "_") && byte(index + 1, of: source).isDigit)
    {
      index += 1
    }
    return index
  }

  private static func radixNumberEnd(from start: Int, of source: Span<UInt8>) -> Int? {
    guard source[start] == UInt8(ascii: "0") else { return nil }
    let isDigit: (UInt8) -> Bool
    switch byte(start + 1, of: source) | 0x20 {
    case UInt8(ascii: "x"): isDigit = \.isHexDigit
    case UInt8(ascii: "o"): isDigit = { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
    case UInt8(ascii: "b"): isDigit = { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "1") }
    default: return nil
    }
    var index = start + 2
    while isDigit(byte(index, of: source))
      || (byte(index, of: source) == UInt8(ascii: "_") && isDigit(byte(index + 1, of: source)))
    {
      index += 1
    }
    return index > start + 2 ? index : nil
  }
}
