/// `{{ name(key="value", other=3) }}` in the source.
struct Shortcode {
  let name: String
  let arguments: [MarkdownComponent.Argument]
  /// The bytes of the body, braces included.
  let range: Range<Int>
}

/// Reads shortcodes; what isn't one stays text.
struct ShortcodeParser {
  private let body: ByteView
  private let end: Int
  private var position: Int

  /// - Parameter end: where the line ends; a shortcode stands on one line.
  static func parse(_ body: ByteView, from start: Int, to end: Int) -> Shortcode? {
    var parser = ShortcodeParser(body: body, end: end, position: start)
    return parser.parse()
  }

  /// Whether `{{ name(` stands at an offset.
  static func looksLikeCall(_ body: ByteView, at start: Int) -> Bool {
    var parser = ShortcodeParser(body: body, end: body.count, position: start)
    guard parser.skip("{{") else { return false }
    parser.skipBlanks()
    return parser.readName() != nil && parser.byte == UInt8(ascii: "(")
  }

  private mutating func parse() -> Shortcode? {
    let start = position
    guard skip("{{") else { return nil }
    skipBlanks()
    guard let name = readName() else { return nil }
    skipBlanks()
    guard skip("(") else { return nil }
    var arguments: [MarkdownComponent.Argument] = []
    skipBlanks()
    while !skip(")") {
      guard let key = readName() else { return nil }
      skipBlanks()
      guard skip("=") else { return nil }
      skipBlanks()
      guard let value = readValue() else { return nil }
      arguments.append(MarkdownComponent.Argument(name: key, value: value))
      skipBlanks()
      if skip(",") {
        skipBlanks()
      } else if byte != UInt8(ascii: ")") {
        return nil
      }
    }
    skipBlanks()
    guard skip("}}") else { return nil }
    return Shortcode(name: name, arguments: arguments, range: start..<position)
  }

  private var byte: UInt8 { position < end ? body[position] : 0 }

  private mutating func skip(_ text: StaticString) -> Bool {
    guard body[position..<end].hasPrefix(text) else { return false }
    position += text.utf8CodeUnitCount
    return true
  }

  private mutating func skipBlanks() {
    while isBlank(byte) { position += 1 }
  }

  private mutating func readName() -> String? {
    let start = position
    guard isLetter(byte) else { return nil }
    while isNameByte(byte) { position += 1 }
    return body[start..<position].string
  }

  private mutating func readValue() -> MarkdownComponent.Value? {
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return readString(quote: byte) }
    let start = position
    while isNameByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+") { position += 1 }
    let word = body[start..<position].string
    if word == "true" || word == "false" { return .bool(word == "true") }
    if let number = Int(word) { return .integer(number) }
    if let number = Double(word), number.isFinite { return .double(number) }
    return nil
  }

  private mutating func readString(quote: UInt8) -> MarkdownComponent.Value? {
    position += 1
    var text: [UInt8] = []
    while position < end, byte != quote {
      if byte == UInt8(ascii: "\\"), body.at(position + 1) == quote || body.at(position + 1) == UInt8(ascii: "\\") {
        position += 1
      }
      text.append(byte)
      position += 1
    }
    guard position < end else { return nil }
    position += 1
    return .string(String(decoding: text, as: UTF8.self))
  }
}
