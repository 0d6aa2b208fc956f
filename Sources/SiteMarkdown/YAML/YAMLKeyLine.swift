internal import SiteDiagnostics

/// A line `key: value` as it was typed, right or nearly right.
struct YAMLKeyLine {
  /// The value without the blanks around it, as bytes of the file.
  let value: Range<Int>
  let key: String
  let isItem: Bool
  private let line: Range<Int>
  private let source: SourceText

  /// `nil` where a line begins with no key.
  init?(line number: Int, of source: SourceText) {
    self.source = source
    let bytes = source.bytes
    let line = Self.range(ofLine: number, of: source)
    self.line = line
    var offset = line.lowerBound
    func skipBlanks() { while offset < line.upperBound, bytes[offset] == 0x20 { offset += 1 } }
    skipBlanks()
    var isItem = false
    if offset + 1 < line.upperBound, bytes[offset] == UInt8(ascii: "-"), bytes[offset + 1] == 0x20 {
      isItem = true
      offset += 2
      skipBlanks()
    }
    let start = offset
    while offset < line.upperBound, Self.isKeyByte(bytes[offset]) { offset += 1 }
    if offset > start, offset < line.upperBound, bytes[offset] == UInt8(ascii: ":"), offset + 1 < line.upperBound,
      bytes[offset + 1] == 0x20
    {
      key = String(decoding: bytes[start..<offset], as: UTF8.self)
      offset += 1
      skipBlanks()
      self.isItem = false
    } else if isItem {
      key = ""
      offset = start
      self.isItem = true
    } else {
      return nil
    }
    guard offset < line.upperBound else { return nil }
    value = offset..<line.upperBound
  }

  /// The whole line as it is right: its value in quotes.
  var quoted: (hint: String, fix: TextEdit)? {
    var text = String(decoding: source.bytes[value], as: UTF8.self)
    guard text.utf8.count <= 1000 else { return nil }
    for quote in ["\"", "'"] where text.hasPrefix(quote) && text.hasSuffix(quote) && text.utf8.count > 2 {
      text = String(text.dropFirst().dropLast())
    }
    // A mapping in braces has keys, which quotes would swallow; of a list each item is put in quotes.
    if text.hasPrefix("{"), !text.hasPrefix("{{") { return nil }
    guard let written = text.hasPrefix("[") && text.hasSuffix("]") ? items(of: text) : YAMLText.quoted(text) else {
      return nil
    }
    // Where the line is right by itself, something above it is wrong, and quotes would only be more of them.
    guard !YAMLParser.accepts(Array(source.bytes[line])),
      YAMLParser.accepts(source.bytes[line.lowerBound..<value.lowerBound] + Array(written.utf8))
    else { return nil }
    let shown = isItem ? "- \(written)" : "\(key): \(written)"
    return (
      written.utf8.count <= 200 ? "put the whole value in quotes: `\(shown)`" : "put the whole value in quotes",
      TextEdit(source, value, replacement: Array(written.utf8))
    )
  }

  /// The line as it is right, where its value is a list whose end stands in a comment: `[Hafen, Platz #1]`.
  var list: (hint: String, fix: TextEdit)? {
    let text = String(decoding: source.bytes[value], as: UTF8.self)
    guard text.utf8.count <= 1000, text.hasPrefix("["), text.hasSuffix("]"), text.contains(" #"), !isItem,
      let written = items(of: text)
    else { return nil }
    return ("write `\(key): \(written)`", TextEdit(source, value, replacement: Array(written.utf8)))
  }

  /// A list in brackets with quotes around what needs them; `nil` where it has some already.
  private func items(of text: String) -> String? {
    guard !text.contains("\""), !text.contains("'"), !text.dropFirst().contains("[") else { return nil }
    let items = text.dropFirst().dropLast().split(separator: ",").map { item in
      String(item.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    return YAMLText.list(items)
  }

  /// Of some lines the last one that is nearly `key: value`, and what it lacks.
  static func trouble(in source: SourceText, from first: Int, through last: Int) -> Diagnostic? {
    for number in stride(from: last, through: max(1, first), by: -1) {
      if let diagnostic = trouble(in: source, line: number) { return diagnostic }
    }
    return nil
  }

  private static func trouble(in source: SourceText, line number: Int) -> Diagnostic? {
    let bytes = source.bytes
    let line = range(ofLine: number, of: source)
    var offset = line.lowerBound
    while offset < line.upperBound, bytes[offset] == 0x20 { offset += 1 }
    let start = offset
    while offset < line.upperBound, isKeyByte(bytes[offset]) { offset += 1 }
    let key = String(decoding: bytes[start..<offset], as: UTF8.self)
    guard offset > start, offset < line.upperBound, (bytes[start] | 0x20) >= 0x61 else {
      return blankBeforeKey(in: source, line)
    }
    let rest = bytes[offset..<line.upperBound]
    let value = String(decoding: rest.prefix(120), as: UTF8.self)
    func right(_ length: Int) -> String {
      let text = String(decoding: rest.dropFirst(length).prefix(120), as: UTF8.self).drop { $0.isWhitespace }
      return "\(key): \(text)"
    }
    if let blank = blanks.first(where: { rest.starts(with: ":".utf8 + $0.bytes) }) {
      let place = offset + 1..<offset + 1 + blank.bytes.count
      return .error(
        "yaml.syntax", "\(blank.name) stands after the colon, which YAML takes for a letter",
        at: source.location(of: place),
        hint: "write an ordinary space: `\(right(1 + blank.bytes.count))`",
        fix: TextEdit(source, place, replacement: [0x20]))
    }
    if rest.first == UInt8(ascii: ":"), rest.count > 1, rest.dropFirst().first != 0x20, rest.dropFirst().first != 0x09,
      !value.hasPrefix("://")
    {
      return .error(
        "yaml.syntax", "there is no space after the colon", at: source.location(of: offset..<offset + 1),
        hint: "write `\(right(1))`", fix: TextEdit(source, offset + 1..<offset + 1, replacement: [0x20]))
    }
    if value.hasPrefix("：") || value.hasPrefix("﹕") {
      return .error(
        "yaml.syntax", "this colon is another character than the one of YAML",
        at: source.location(of: offset..<offset + 3),
        hint: "write `\(right(3))`", fix: TextEdit(source, offset..<offset + 3, replacement: Array(": ".utf8)))
    }
    let equals = value.drop { $0 == " " }
    if equals.hasPrefix("="), !equals.hasPrefix("==") {
      let blanks = value.prefix { $0 == " " }.utf8.count
      return .error(
        "yaml.syntax", "between a key and its value stands a colon, not `=`",
        at: source.location(of: offset + blanks..<offset + blanks + 1),
        hint: "write `\(right(blanks + 1))`")
    }
    return nil
  }

  /// A blank that can't be seen before a key, which becomes a part of it.
  private static func blankBeforeKey(in source: SourceText, _ line: Range<Int>) -> Diagnostic? {
    guard let blank = blanks.first(where: { source.bytes[line].starts(with: $0.bytes) }) else { return nil }
    let place = line.lowerBound..<line.lowerBound + blank.bytes.count
    return .error(
      "yaml.syntax", "\(blank.name) stands before the key", at: source.location(of: place), hint: "delete it",
      fix: TextEdit(source, place, replacement: []))
  }

  private static let blanks: [(name: String, bytes: [UInt8])] = [
    ("a no-break space", [0xC2, 0xA0]), ("a narrow no-break space", [0xE2, 0x80, 0xAF]),
    ("a figure space", [0xE2, 0x80, 0x87]),
    ("an ideographic space", [0xE3, 0x80, 0x80]), ("a thin space", [0xE2, 0x80, 0x89]),
    ("a space of no width", [0xE2, 0x80, 0x8B]),
    ("a byte order mark", [0xEF, 0xBB, 0xBF]),
  ]

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }

  /// A line without its ending and the blanks before that.
  private static func range(ofLine number: Int, of source: SourceText) -> Range<Int> {
    let start = source.offset(line: number, column: 1)
    var end = source.bytes[start...].firstIndex(of: 0x0A) ?? source.bytes.count
    while end > start, source.bytes[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }
}
