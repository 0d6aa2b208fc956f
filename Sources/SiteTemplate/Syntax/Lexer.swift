/// Cuts a template's bytes into tokens: text between tags, and the names, literals and operators inside of them.
///
/// Comments and `raw` are dealt with here, as is whitespace control: a text token's range leaves out what `-` strips.
/// Line endings stay as they are in the source (`LiteralText` turns them into line feeds), so that every offset is one
/// of the file's.
struct Lexer: ~Copyable {
  /// Every name met so far, in all templates.
  private(set) var names: NameTable
  /// The tokens of the template that was read last, ended by one of kind `end`.
  private(set) var tokens: [Token] = []
  private(set) var source: [UInt8] = []
  /// Where the template ends: before the one newline at the end of a file that is not part of it.
  private var end = 0
  private var offset = 0
  /// The open parentheses, brackets and braces of the tag, to know which `}}` ends it.
  private var open: [Token] = []

  init(names: NameTable) {
    self.names = names
  }

  /// Reads a whole template.
  ///
  /// - Precondition: `source` is valid UTF-8, and shorter than 4 GiB.
  mutating func lex(_ source: [UInt8]) throws(SyntaxError) {
    begin(source)
    offset = source.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if end > offset, source[end - 1] == UInt8(ascii: "\n") {
      end -= 1
      if end > offset, source[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    } else if end > offset, source[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    try lexTemplate()
    append(.end, end..<end)
  }

  /// Reads a lone expression, which lies at `range` of a template.
  mutating func lex(expressionAt range: Range<Int>, of source: [UInt8]) throws(SyntaxError) {
    begin(source)
    offset = range.lowerBound
    while let start = nextStart(upTo: range.upperBound) { try lexOne(at: start) }
    append(.end, range.upperBound..<range.upperBound)
  }

  /// The name of several tokens together, such as `a.b`.
  mutating func name(at range: SourceRange) -> Name { names.name(of: Text(sharing: source, range.bytes)) }

  private mutating func begin(_ source: [UInt8]) {
    self.source = source
    end = source.count
    tokens.removeAll(keepingCapacity: true)
    tokens.reserveCapacity(source.count / 4)
    open.removeAll(keepingCapacity: true)
  }

  // MARK: Template level

  private enum Opening {
    case expression, tag, comment
  }

  private mutating func lexTemplate() throws(SyntaxError) {
    var textStart = offset
    while let (opening, at) = nextOpening(from: offset) {
      let sign = byte(at + 2)
      var textEnd = at
      if sign == UInt8(ascii: "-") { textEnd = trimmedEnd(of: textStart..<at) }
      if textEnd > textStart { append(.text, textStart..<textEnd) }
      offset = at + 2
      if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { offset += 1 }
      switch opening {
      case .comment: try skipComment(openedAt: at)
      case .expression:
        append(.expressionBegin, at..<offset)
        try lexInside(openedAt: at, closing: UInt8(ascii: "}"), as: .expressionEnd)
      case .tag:
        if try lexRaw(openedAt: at) { break }
        append(.tagBegin, at..<offset)
        try lexInside(openedAt: at, closing: UInt8(ascii: "%"), as: .tagEnd)
      }
      textStart = offset
    }
    if end > textStart { append(.text, textStart..<end) }
    offset = end
  }

  private func nextOpening(from start: Int) -> (Opening, Int)? {
    var index = start
    while let brace = source.firstIndex(of: UInt8(ascii: "{"), in: index..<end), brace + 1 < end {
      switch source[brace + 1] {
      case UInt8(ascii: "{"): return (.expression, brace)
      case UInt8(ascii: "%"): return (.tag, brace)
      case UInt8(ascii: "#"): return (.comment, brace)
      default: index = brace + 1
      }
    }
    return nil
  }

  private mutating func skipComment(openedAt start: Int) throws(SyntaxError) {
    var index = start + 2
    while index + 1 < end {
      if source[index] == UInt8(ascii: "#"), source[index + 1] == UInt8(ascii: "}") {
        let strips = index > start + 2 && source[index - 1] == UInt8(ascii: "-")
        offset = index + 2
        if strips { skipWhitespace() }
        return
      }
      index += 1
    }
    throw SyntaxError(
      "this comment is never closed", at: SourceRange(start..<start + 2), hint: "close it with `#}`")
  }

  /// `{% raw %}…{% endraw %}`, where it stands here: its body becomes a text token.
  private mutating func lexRaw(openedAt start: Int) throws(SyntaxError) -> Bool {
    guard let (bodyStart, strips) = tagEnd(ofTag: "raw", after: offset) else { return false }
    offset = bodyStart
    if strips { skipWhitespace() }
    let textStart = offset
    var index = textStart
    while index + 1 < end {
      if source[index] == UInt8(ascii: "{"), source[index + 1] == UInt8(ascii: "%") {
        let sign = byte(index + 2)
        let signed = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
        if let (after, strips) = tagEnd(ofTag: "endraw", after: index + (signed ? 3 : 2)) {
          let textEnd = sign == UInt8(ascii: "-") ? trimmedEnd(of: textStart..<index) : index
          if textEnd > textStart { append(.text, textStart..<textEnd) }
          offset = after
          if strips { skipWhitespace() }
          return true
        }
      }
      index += 1
    }
    throw SyntaxError(
      "`raw` is never closed", at: SourceRange(start..<bodyStart), hint: "close it with `{% endraw %}`")
  }

  /// Where a tag of nothing but this name ends, and whether `-` stands before its end.
  private func tagEnd(ofTag name: StaticString, after start: Int) -> (offset: Int, strips: Bool)? {
    var index = afterWhitespace(from: start)
    let length = name.utf8CodeUnitCount
    guard index + length <= end else { return nil }
    for position in 0..<length {
      guard unsafe source[index + position] == name.utf8Start[position] else { return nil }
    }
    index = afterWhitespace(from: index + length)
    let sign = byte(index)
    let signed = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
    if signed { index += 1 }
    guard byte(index) == UInt8(ascii: "%"), byte(index + 1) == UInt8(ascii: "}") else { return nil }
    return (index + 2, sign == UInt8(ascii: "-"))
  }

  // MARK: Inside of tags

  private mutating func lexInside(openedAt start: Int, closing: UInt8, as kind: Token.Kind) throws(SyntaxError) {
    open.removeAll(keepingCapacity: true)
    while let next = nextStart(upTo: end) {
      if open.isEmpty, let length = closingLength(at: next, closing) {
        append(kind, next..<next + length)
        offset = next + length
        if source[next] == UInt8(ascii: "-") { skipWhitespace() }
        return
      }
      try lexOne(at: next)
    }
    if let bracket = open.last {
      throw SyntaxError("this bracket is never closed", at: bracket.range)
    }
    let what = closing == UInt8(ascii: "%") ? "tag" : "expression"
    let ending = closing == UInt8(ascii: "%") ? "%}" : "}}"
    throw SyntaxError(
      "this \(what) is never closed", at: SourceRange(start..<start + 2), hint: "close it with `\(ending)`")
  }

  /// How long the delimiter is that ends the tag here, if there is one.
  @inline(__always)
  private func closingLength(at index: Int, _ closing: UInt8) -> Int? {
    var place = index
    let sign = source[index]
    guard sign == closing || sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") else { return nil }
    if sign == UInt8(ascii: "-") || (sign == UInt8(ascii: "+") && closing == UInt8(ascii: "%")) { place += 1 }
    guard byte(place) == closing, byte(place + 1) == UInt8(ascii: "}") else { return nil }
    return place + 2 - index
  }

  /// Where the next token begins, before `limit`.
  private mutating func nextStart(upTo limit: Int) -> Int? {
    offset = afterWhitespace(from: offset)
    return offset < limit ? offset : nil
  }

  private mutating func lexOne(at start: Int) throws(SyntaxError) {
    let first = source[start]
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): try lexNumber(from: start)
    case UInt8(ascii: "'"), UInt8(ascii: "\""): try lexString(from: start, quote: first)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...:
      try lexName(from: start)
    default: try lexOperator(from: start, first)
    }
  }

  private mutating func lexName(from start: Int) throws(SyntaxError) {
    var hash = names.hash
    var index = start
    while index < end {
      let byte = source[index]
      if byte < 0x80 {
        guard byte.isNameByte else { break }
        hash.combine(byte)
        index &+= 1
      } else {
        let (scalar, length) = scalar(at: index)
        guard index == start ? scalar.properties.isXIDStart : scalar.properties.isXIDContinue else { break }
        for place in index..<index + length { hash.combine(source[place]) }
        index += length
      }
    }
    guard index > start else { throw unexpectedCharacter(at: start) }
    let name = names.name(at: start..<index, of: source, hash)
    tokens.append(Token(.name, SourceRange(start..<index), name: name))
    offset = index
  }

  private mutating func lexNumber(from start: Int) throws(SyntaxError) {
    if let radixEnd = radixNumberEnd(from: start) {
      append(.integer, start..<radixEnd)
      offset = radixEnd
      return
    }
    var index = digitsEnd(from: start)
    let followsDot = tokens.last.map { $0.kind == .dot && Int($0.end) == start } ?? false
    var kind = Token.Kind.integer
    if !followsDot {
      if byte(index) == UInt8(ascii: "."), byte(index + 1).isDigit {
        kind = .float
        index = digitsEnd(from: index + 1)
      }
      if byte(index) | 0x20 == UInt8(ascii: "e") {
        var exponent = index + 1
        if byte(exponent) == UInt8(ascii: "+") || byte(exponent) == UInt8(ascii: "-") { exponent += 1 }
        if byte(exponent).isDigit {
          kind = .float
          index = digitsEnd(from: exponent)
        }
      }
    }
    if kind == .integer, source[start] == UInt8(ascii: "0"),
      let digit = source[start..<index].first(where: { $0 != UInt8(ascii: "0") && $0 != UInt8(ascii: "_") })
    {
      throw SyntaxError(
        "a number can't begin with `0`", at: SourceRange(start..<index),
        hint: "octal numbers begin with `0o`, as in `0o\(Character(Unicode.Scalar(digit)))`")
    }
    append(kind, start..<index)
    offset = index
  }

  private func digitsEnd(from start: Int) -> Int {
    var index = start
    while byte(index).isDigit || (byte(index) == UInt8(ascii: "_") && byte(index + 1).isDigit) { index += 1 }
    return index
  }

  private func radixNumberEnd(from start: Int) -> Int? {
    guard source[start] == UInt8(ascii: "0") else { return nil }
    let isDigit: (UInt8) -> Bool
    switch byte(start + 1) | 0x20 {
    case UInt8(ascii: "x"): isDigit = \.isHexDigit
    case UInt8(ascii: "o"): isDigit = { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
    case UInt8(ascii: "b"): isDigit = { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "1") }
    default: return nil
    }
    var index = start + 2
    while isDigit(byte(index)) || (byte(index) == UInt8(ascii: "_") && isDigit(byte(index + 1))) { index += 1 }
    return index > start + 2 ? index : nil
  }

  private mutating func lexString(from start: Int, quote: UInt8) throws(SyntaxError) {
    var index = start + 1
    while index < end {
      switch source[index] {
      case quote:
        append(.string, start..<index + 1)
        offset = index + 1
        return
      case UInt8(ascii: "\\"): index += 2
      default: index += 1
      }
    }
    throw SyntaxError("this string is never closed", at: SourceRange(start..<start + 1))
  }

  private mutating func lexOperator(from start: Int, _ first: UInt8) throws(SyntaxError) {
    let second = byte(start + 1)
    let kind: Token.Kind
    var length = 1
    func doubled(_ byte: StaticString, _ long: Token.Kind, _ short: Token.Kind) -> Token.Kind {
      guard unsafe second == byte.utf8Start[0] else { return short }
      length = 2
      return long
    }
    switch first {
    case UInt8(ascii: "+"): kind = .plus
    case UInt8(ascii: "-"): kind = .minus
    case UInt8(ascii: "*"): kind = doubled("*", .doubleStar, .star)
    case UInt8(ascii: "/"): kind = doubled("/", .doubleSlash, .slash)
    case UInt8(ascii: "%"): kind = .percent
    case UInt8(ascii: "~"): kind = .tilde
    case UInt8(ascii: "="): kind = doubled("=", .equal, .assign)
    case UInt8(ascii: "<"): kind = doubled("=", .lessOrEqual, .less)
    case UInt8(ascii: ">"): kind = doubled("=", .greaterOrEqual, .greater)
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
    default: throw unexpectedCharacter(at: start)
    }
    let token = Token(kind, SourceRange(start..<start + length))
    try balance(token)
    tokens.append(token)
    offset = start + length
  }

  private mutating func balance(_ token: Token) throws(SyntaxError) {
    let opening: Token.Kind
    switch token.kind {
    case .leftParenthesis, .leftBracket, .leftBrace:
      open.append(token)
      return
    case .rightParenthesis: opening = .leftParenthesis
    case .rightBracket: opening = .leftBracket
    case .rightBrace: opening = .leftBrace
    default: return
    }
    guard let last = open.popLast() else {
      throw SyntaxError("nothing is open that this closes", at: token.range)
    }
    guard last.kind == opening else {
      throw SyntaxError(
        "this doesn't close what was opened last", at: token.range, related: ("opened here", last.range))
    }
  }

  private func unexpectedCharacter(at start: Int) -> SyntaxError {
    let (scalar, length) = scalar(at: start)
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

  // MARK: Bytes

  /// The byte at an offset, 0 past the end.
  private func byte(_ index: Int) -> UInt8 { index < end ? source[index] : 0 }

  private mutating func append(_ kind: Token.Kind, _ range: Range<Int>) {
    tokens.append(Token(kind, SourceRange(range)))
  }

  private func scalar(at index: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let first = source[index]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    let text = String(decoding: source[index..<min(index + length, source.count)], as: UTF8.self)
    return (text.unicodeScalars.first ?? "\u{FFFD}", length)
  }

  private mutating func skipWhitespace() { offset = afterWhitespace(from: offset) }

  private func afterWhitespace(from start: Int) -> Int {
    var index = start
    while index < end {
      let byte = source[index]
      if byte < 0x80 {
        guard byte.isWhitespace else { break }
        index += 1
      } else {
        let (scalar, length) = scalar(at: index)
        guard scalar.properties.isWhitespace else { break }
        index += length
      }
    }
    return index
  }

  /// Where a text ends without the whitespace at its end.
  private func trimmedEnd(of range: Range<Int>) -> Int {
    var index = range.upperBound
    while index > range.lowerBound {
      var start = index - 1
      if source[start] < 0x80 {
        guard source[start].isWhitespace else { break }
      } else {
        while start > range.lowerBound, source[start] & 0xC0 == 0x80 { start -= 1 }
        guard scalar(at: start).scalar.properties.isWhitespace else { break }
      }
      index = start
    }
    return index
  }
}

extension UInt8 {
  var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

  var isHexDigit: Bool { isDigit || (self | 0x20) &- UInt8(ascii: "a") < 6 }

  /// A letter, digit or underscore of ASCII.
  var isNameByte: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 || isDigit || self == UInt8(ascii: "_") }

  /// Whitespace of ASCII as Python has it, the four separators included.
  var isWhitespace: Bool { self == 0x20 || self &- 0x09 < 5 || self &- 0x1C < 4 }
}
