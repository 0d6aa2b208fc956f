/// Cuts a template's bytes into tokens: text between tags, and the names, literals and operators inside of them.
///
/// Comments and `raw` are dealt with here, as is whitespace control: a text token's range leaves out what `-` strips.
/// Line endings stay as they are in the source (`LiteralText` turns them into line feeds), so that every offset is one
/// of the file's.
struct Lexer: ~Copyable {
  /// Every name met so far, in all templates.
  var names: NameTable
  /// The tokens of the template that was read last, ended by one of kind `end`.
  var tokens: Arena<Token>
  private(set) var source: [UInt8] = []
  var offset = 0
  /// The open parentheses, brackets and braces of the tag, to know which `}}` ends it.
  var open = Arena<Token>()

  /// - Parameter sizeHint: how many bytes a template may have.
  init(names: NameTable, sizeHint: Int = 0) {
    self.names = names
    tokens = Arena(capacity: sizeHint / 4)
  }

  /// Reads a whole template.
  ///
  /// - Precondition: `source` is valid UTF-8, and shorter than 4 GiB.
  mutating func lex(_ source: [UInt8]) throws(SyntaxError) {
    begin(source)
    let end = Self.end(of: source)
    offset = source.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    try lexTemplate(source.span.extracting(0..<max(offset, end)))
    append(.end, offset..<offset)
  }

  /// Reads a lone expression, which lies at `range` of a template.
  mutating func lex(expressionAt range: Range<Int>, of source: [UInt8]) throws(SyntaxError) {
    begin(source)
    let bytes = source.span
    offset = Self.afterWhitespace(range.lowerBound, of: bytes)
    while offset < range.upperBound {
      try lexOne(at: offset, of: bytes)
      offset = Self.afterWhitespace(offset, of: bytes)
    }
    append(.end, range.upperBound..<range.upperBound)
  }

  /// The name of several tokens together, such as `a.b`.
  mutating func name(at range: SourceRange) -> Name { names.name(at: range.bytes, of: source) }

  private mutating func begin(_ source: [UInt8]) {
    self.source = source
    tokens.removeAll()
    open.removeAll()
  }

  /// Where the template ends: before the one newline at the end of a file that is not part of it.
  private static func end(of source: [UInt8]) -> Int {
    switch source.last {
    case UInt8(ascii: "\n"):
      source.count > 1 && source[source.count - 2] == UInt8(ascii: "\r") ? source.count - 2 : source.count - 1
    case UInt8(ascii: "\r"): source.count - 1
    default: source.count
    }
  }

  @inline(__always)
  mutating func append(_ kind: Token.Kind, _ range: Range<Int>) { tokens.append(Token(kind, SourceRange(range))) }

  // MARK: Template level

  private mutating func lexTemplate(_ source: Span<UInt8>) throws(SyntaxError) {
    var textStart = offset
    while let at = Self.nextOpening(from: offset, of: source) {
      let sign = Self.byte(at + 2, of: source)
      let textEnd = sign == UInt8(ascii: "-") ? Self.trimmedEnd(textStart..<at, of: source) : at
      if textEnd > textStart { append(.text, textStart..<textEnd) }
      offset = at + 2
      if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { offset += 1 }
      switch source[at + 1] {
      case UInt8(ascii: "#"): try skipComment(openedAt: at, of: source)
      case UInt8(ascii: "{"):
        append(.expressionBegin, at..<offset)
        try lexInside(openedAt: at, of: source, closing: UInt8(ascii: "}"), as: .expressionEnd)
      default:
        let name = Self.afterWhitespace(offset, of: source)
        if Self.byte(name, of: source) == UInt8(ascii: "r"), try lexRaw(openedAt: at, of: source) { break }
        append(.tagBegin, at..<offset)
        try lexInside(openedAt: at, of: source, closing: UInt8(ascii: "%"), as: .tagEnd)
      }
      textStart = offset
    }
    if source.count > textStart { append(.text, textStart..<source.count) }
    offset = source.count
  }

  /// Where the next `{{`, `{%` or `{#` stands.
  private static func nextOpening(from start: Int, of source: Span<UInt8>) -> Int? {
    var index = start
    while let brace = source.firstIndex(of: UInt8(ascii: "{"), from: index), brace + 1 < source.count {
      switch source[brace + 1] {
      case UInt8(ascii: "{"), UInt8(ascii: "%"), UInt8(ascii: "#"): return brace
      default: index = brace + 1
      }
    }
    return nil
  }

  private mutating func skipComment(openedAt start: Int, of source: Span<UInt8>) throws(SyntaxError) {
    var index = start + 2
    while let sign = source.firstIndex(of: UInt8(ascii: "#"), from: index) {
      if Self.byte(sign + 1, of: source) == UInt8(ascii: "}") {
        let strips = sign > start + 2 && source[sign - 1] == UInt8(ascii: "-")
        offset = strips ? Self.afterWhitespace(sign + 2, of: source) : sign + 2
        return
      }
      index = sign + 1
    }
    throw SyntaxError(
      "this comment is never closed", at: SourceRange(start..<start + 2), hint: "close it with `#}`")
  }

  /// `{% raw %}…{% endraw %}`, where it stands here: its body becomes a text token.
  private mutating func lexRaw(openedAt start: Int, of source: Span<UInt8>) throws(SyntaxError) -> Bool {
    guard let (bodyStart, strips) = Self.tagEnd(ofTag: "raw", after: offset, of: source) else { return false }
    let textStart = strips ? Self.afterWhitespace(bodyStart, of: source) : bodyStart
    var index = textStart
    while let brace = source.firstIndex(of: UInt8(ascii: "{"), from: index) {
      index = brace + 1
      guard Self.byte(index, of: source) == UInt8(ascii: "%") else { continue }
      let sign = Self.byte(brace + 2, of: source)
      let signed = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
      guard
        let (after, strips) = Self.tagEnd(ofTag: "endraw", after: brace + (signed ? 3 : 2), of: source)
      else { continue }
      let textEnd = sign == UInt8(ascii: "-") ? Self.trimmedEnd(textStart..<brace, of: source) : brace
      if textEnd > textStart { append(.text, textStart..<textEnd) }
      offset = strips ? Self.afterWhitespace(after, of: source) : after
      return true
    }
    throw SyntaxError(
      "`raw` is never closed", at: SourceRange(start..<bodyStart), hint: "close it with `{% endraw %}`")
  }

  /// Where a tag of nothing but this name ends, and whether `-` stands before its end.
  private static func tagEnd(
    ofTag name: StaticString, after start: Int, of source: Span<UInt8>
  ) -> (offset: Int, strips: Bool)? {
    var index = afterWhitespace(start, of: source)
    for position in 0..<name.utf8CodeUnitCount {
      guard unsafe byte(index + position, of: source) == name.utf8Start[position] else { return nil }
    }
    index = afterWhitespace(index + name.utf8CodeUnitCount, of: source)
    let sign = byte(index, of: source)
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { index += 1 }
    guard byte(index, of: source) == UInt8(ascii: "%"), byte(index + 1, of: source) == UInt8(ascii: "}") else {
      return nil
    }
    return (index + 2, sign == UInt8(ascii: "-"))
  }
}
