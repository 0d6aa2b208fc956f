/// Inside of tags: names, literals, operators.
extension Lexer {
  /// Reads up to the delimiter that ends a tag or expression, and that.
  mutating func lexInside(
    openedAt start: Int, of source: Span<UInt8>, closing: UInt8, as kind: Token.Kind
  ) throws(SyntaxError) {
    var what: String { closing == UInt8(ascii: "%") ? "tag" : "expression" }
    var ending: String { closing == UInt8(ascii: "%") ? "%}" : "}}" }
    while true {
      let next = Self.afterWhitespace(offset, of: source)
      guard next < source.count else { break }
      if open.isEmpty {
        if let length = Self.closingLength(at: next, of: source, closing) {
          append(kind, next..<next + length)
          offset = next + length
          if source[next] == UInt8(ascii: "-") { offset = Self.afterWhitespace(offset, of: source) }
          return
        }
        if source[next] == UInt8(ascii: "}") {
          throw SyntaxError(
            "this \(what) ends in `\(ending)`, not in `}`", at: SourceRange(next..<next + 1),
            related: ("it begins here", SourceRange(start..<start + 2)))
        }
      }
      try lexOne(at: next, of: source)
    }
    if let bracket = open.last {
      throw SyntaxError("this bracket is never closed", at: bracket.range)
    }
    throw SyntaxError(
      "this \(what) is never closed", at: SourceRange(start..<start + 2), hint: "close it with `\(ending)`")
  }

  /// How long the delimiter is that ends the tag here, if there is one.
  @inline(__always)
  private static func closingLength(at index: Int, of source: Span<UInt8>, _ closing: UInt8) -> Int? {
    var place = index
    let sign = source[index]
    guard sign == closing || sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") else { return nil }
    if sign == UInt8(ascii: "-") || (sign == UInt8(ascii: "+") && closing == UInt8(ascii: "%")) { place += 1 }
    guard byte(place, of: source) == closing, byte(place + 1, of: source) == UInt8(ascii: "}") else { return nil }
    return place + 2 - index
  }

  @inline(__always)
  mutating func lexOne(at start: Int, of source: Span<UInt8>) throws(SyntaxError) {
    let first = source[start]
    if first.isNameByte, !first.isDigit {
      lexName(from: start, of: source)
    } else {
      try lexOther(at: start, of: source, first)
    }
  }

  private mutating func lexOther(at start: Int, of source: Span<UInt8>, _ first: UInt8) throws(SyntaxError) {
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): try lexNumber(from: start, of: source)
    case UInt8(ascii: "'"), UInt8(ascii: "\""): try lexString(from: start, of: source, quote: first)
    case 0x80...:
      guard Self.scalar(at: start, of: source).scalar.properties.isXIDStart else {
        throw Self.unexpectedCharacter(at: start, of: source)
      }
      lexName(from: start, of: source)
    default: try lexOperator(from: start, of: source, first)
    }
  }

  /// - Precondition: a name begins here.
  private mutating func lexName(from start: Int, of source: Span<UInt8>) {
    var index = start
    while index < source.count {
      if source[index].isNameByte {
        index &+= 1
        continue
      }
      guard source[index] >= 0x80 else { break }
      let (scalar, length) = Self.scalar(at: index, of: source)
      guard index == start || scalar.properties.isXIDContinue else { break }
      index += length
    }
    let name = names.name(at: start..<index, of: self.source)
    tokens.append(Token(.name, SourceRange(start..<index), name: name))
    offset = index
  }

  private mutating func lexString(from start: Int, of source: Span<UInt8>, quote: UInt8) throws(SyntaxError) {
    var index = start + 1
    while index < source.count {
      let byte = source[index]
      if byte == quote {
        append(.string, start..<index + 1)
        offset = index + 1
        return
      }
      index += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    throw SyntaxError("this string is never closed", at: SourceRange(start..<start + 1))
  }

  private mutating func lexOperator(from start: Int, of source: Span<UInt8>, _ first: UInt8) throws(SyntaxError) {
    let second = Self.byte(start + 1, of: source)
    let kind: Token.Kind
    var length = 1
    func doubled(_ long: Token.Kind, by byte: UInt8, _ short: Token.Kind) -> Token.Kind {
      guard second == byte else { return short }
      length = 2
      return long
    }
    switch first {
    case UInt8(ascii: "+"): kind = .plus
    case UInt8(ascii: "-"): kind = .minus
    case UInt8(ascii: "*"): kind = doubled(.doubleStar, by: first, .star)
    case UInt8(ascii: "/"): kind = doubled(.doubleSlash, by: first, .slash)
    case UInt8(ascii: "%"): kind = .percent
    case UInt8(ascii: "~"): kind = .tilde
    case UInt8(ascii: "="): kind = doubled(.equal, by: first, .assign)
    case UInt8(ascii: "<"): kind = doubled(.lessOrEqual, by: UInt8(ascii: "="), .less)
    case UInt8(ascii: ">"): kind = doubled(.greaterOrEqual, by: UInt8(ascii: "="), .greater)
    case UInt8(ascii: "!") where second == UInt8(ascii: "="):
      kind = .notEqual
      length = 2
    case UInt8(ascii: "."): kind = .dot
    case UInt8(ascii: ","): kind = .comma
    case UInt8(ascii: ":"): kind = .colon
    case UInt8(ascii: "|"): kind = .pipe
    case UInt8(ascii: "("): kind = .leftParenthesis
    case UInt8(ascii: ")"): kind = .rightParenthesis
    case UInt8(ascii: "["): kind = .leftBracket
    case UInt8(ascii: "]"): kind = .rightBracket
    case UInt8(ascii: "{"): kind = .leftBrace
    case UInt8(ascii: "}"): kind = .rightBrace
    default: throw Self.unexpectedCharacter(at: start, of: source)
    }
    let token = Token(kind, SourceRange(start..<start + length))
    if kind.rawValue >= Token.Kind.leftParenthesis.rawValue { try balance(token) }
    tokens.append(token)
    offset = start + length
  }

  private mutating func balance(_ token: Token) throws(SyntaxError) {
    let opening: Token.Kind
    switch token.kind {
    case .rightParenthesis: opening = .leftParenthesis
    case .rightBracket: opening = .leftBracket
    case .rightBrace: opening = .leftBrace
    default: return open.append(token)
    }
    guard let last = open.last else {
      throw SyntaxError("nothing is open that this closes", at: token.range)
    }
    open.removeLast()
    guard last.kind == opening else {
      throw SyntaxError(
        "this doesn't close what was opened last", at: token.range, related: ("opened here", last.range))
    }
  }

  private static func unexpectedCharacter(at start: Int, of source: Span<UInt8>) -> SyntaxError {
    let (scalar, length) = scalar(at: start, of: source)
    let shown = scalar.value < 0x20 ? "control character" : "character `\(scalar)`"
    var hint: String?
    switch scalar {
    case "„", "“", "”", "‚", "‘", "’", "«", "»": hint = "strings stand between straight quotes: \"…\" or '…'"
    case "&": hint = "write `and`"
    case "!": hint = "write `not`"
    case ";": hint = "statements don't end in a semicolon here"
    default: break
    }
    return SyntaxError("unexpected \(shown)", at: SourceRange(start..<start + length), hint: hint)
  }
}
