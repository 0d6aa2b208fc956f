internal import SiteDiagnostics

/// What libyaml complains of, and the sentence that an editor can act on.
struct YAMLProblem {
  /// libyaml's own words and where it gave up.
  let problem: String
  let place: YAMLNode.Mark
  /// What it was reading at the time, and where that began.
  let context: String
  let start: YAMLNode.Mark

  private struct Explanation {
    var message: String
    var hint: String?
    /// Point to the beginning of what was being read rather than to where reading ended.
    var isAtStart = false
    /// Whether the value means what was typed once it is in quotes.
    var isMendedByQuotes = false
  }

  func diagnostic(in source: SourceText) -> Diagnostic {
    let number = Int(place.line) + 1
    let line = Self.lineText(number, of: source)
    let explanation = explanation(line: line)
    if !explanation.isMendedByQuotes, isAboutKeys,
      let trouble = YAMLKeyLine.trouble(
        in: source, from: context.isEmpty ? number - 8 : max(Int(start.line) + 1, number - 8), through: number)
    {
      return trouble
    }
    let mark = explanation.isAtStart ? start : place
    if problem == "did not find expected ',' or ']'",
      let list = YAMLKeyLine(line: Int(start.line) + 1, of: source)?.list
    {
      return .error(
        "yaml.syntax", "a blank and `#` begin a comment, so that the list that begins here is never closed",
        at: source.location(line: Int(start.line) + 1, column: Int(start.column) + 1), hint: list.hint, fix: list.fix)
    }
    let quoted =
      explanation.isMendedByQuotes
      ? YAMLKeyLine(line: Int(mark.line) + 1, of: source).flatMap { line in line.quoted } : nil
    return .error(
      "yaml.syntax", explanation.message,
      at: source.location(line: Int(mark.line) + 1, column: Int(mark.column) + 1),
      hint: quoted?.hint ?? explanation.hint,
      fix: quoted?.fix)
  }

  /// Whether a line was met that is no key, or a key where none can be.
  private var isAboutKeys: Bool {
    switch problem {
    case "could not find expected ':'", "mapping values are not allowed in this context", "did not find expected key",
      "did not find expected <document start>":
      true
    default: false
    }
  }

  private func explanation(line: String) -> Explanation {
    switch problem {
    case "mapping values are not allowed in this context": return strayColon(in: line)
    case "could not find expected ':'":
      return Explanation(
        message: "this line is no `key: value`",
        hint: "write a colon and a space after the key, or indent a continued text")
    case "did not find expected key": return strayText(in: line)
    case "did not find expected ',' or ']'":
      return Explanation(message: "the list that begins here is never closed", hint: "add `]`", isAtStart: true)
    case "did not find expected ',' or '}'":
      return Explanation(message: "the mapping that begins here is never closed", hint: "add `}`", isAtStart: true)
    case "found character that cannot start any token":
      if line.contains("\t") { return Self.tab }
      return Explanation(
        message: "a value can't begin with this character unless it is in quotes", hint: "put the value in quotes",
        isMendedByQuotes: true)
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      return Self.tab
    case "found unexpected end of stream", "found unexpected document indicator":
      return Explanation(
        message: "the quote that is opened here is never closed", hint: "add the closing quote",
        isAtStart: context.contains("quoted"))
    case "did not find expected alphabetic or numeric character":
      return Explanation(
        message: "a value can't begin with `*` or `&` unless it is in quotes", hint: "put the value in quotes",
        isMendedByQuotes: true)
    case "did not find expected '-' indicator":
      return Explanation(message: "an item of the list was expected here", hint: "begin it with `- `")
    case "block sequence entries are not allowed in this context":
      return Explanation(
        message: "a list can't begin here", hint: "begin it on a line of its own below the key",
        isMendedByQuotes: line.unicodeScalars.prefix(Int(place.column)).contains(":"))
    case "mapping keys are not allowed in this context", "did not find expected comment or line break",
      "did not find expected whitespace or line break", "found undefined tag handle", "did not find expected tag URI",
      "did not find the expected '!'", "found incompatible YAML document":
      return Explanation(
        message: "the sign with which this value begins means something in YAML", hint: "put the value in quotes",
        isMendedByQuotes: true)
    case "found unknown escape character":
      return Explanation(
        message: "this escape is not known", hint: "use '…' instead of \"…\", where backslashes mean nothing",
        isMendedByQuotes: true)
    case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
      return Explanation(
        message: "this escape names no character", hint: "use '…' instead of \"…\", where backslashes mean nothing",
        isMendedByQuotes: true)
    case "did not find expected <document start>":
      return Explanation(message: "the front matter ended above, and something else begins here", hint: "remove it")
    case "did not find expected node content":
      return Explanation(message: "a value was expected here", hint: "remove what stands too much, such as a comma")
    default:
      return Explanation(message: problem.isEmpty ? "this is not valid YAML" : "not valid YAML: \(problem)")
    }
  }

  private static let tab = Explanation(message: "a tab can't be used to indent", hint: "use spaces")

  /// A colon that begins no value: a second one on its line, or a line that seems to go on the one above.
  private func strayColon(in line: String) -> Explanation {
    let before = line.unicodeScalars.prefix(Int(place.column))
    if before.contains(":") {
      return Explanation(
        message: "a colon followed by a space begins a value, and there is one already on this line",
        hint: "put the whole value in quotes", isMendedByQuotes: true)
    }
    if line.hasPrefix(" ") {
      return Explanation(
        message: "this line is indented, so it belongs to the text above, where a key can't be",
        hint: "remove the spaces at its beginning")
    }
    return Explanation(
      message: "the line above is no `key: value`, so this can't be one either",
      hint: "write a colon and a space after the key above")
  }

  /// Something behind a value that is complete.
  private func strayText(in line: String) -> Explanation {
    let before = line.unicodeScalars.prefix(Int(place.column))
    if before.contains("\"") {
      return Explanation(
        message: "the quoted text ended before this place",
        hint: "write quotes inside of it as \\\", or put it all in '…'", isMendedByQuotes: true)
    }
    if before.contains("'") {
      return Explanation(
        message: "the quoted text ended before this place", hint: "write an apostrophe inside of it twice: ''",
        isMendedByQuotes: true)
    }
    if before.contains("]") || before.contains("}") {
      return Explanation(
        message: "the brackets ended before this place", hint: "put the whole value in quotes", isMendedByQuotes: true)
    }
    return Explanation(message: "a key was expected here", hint: "keys of one mapping start in the same column")
  }

  /// Bytes that no YAML reader accepts: broken UTF-8 and control characters. libyaml names them by offset only, so
  /// they are looked for first; and signs that end a line for libyaml, and for nobody else.
  static func unreadable(in source: SourceText, range: Range<Int>) -> [Diagnostic] {
    let bytes = source.bytes
    var offset = range.lowerBound
    var hasControls = false
    var breaks: [Range<Int>] = []
    while offset < range.upperBound {
      let byte = bytes[offset]
      if byte >= 0x20, byte < 0x7F {
        offset += 1
        continue
      }
      let length = byte < 0x80 ? 1 : scalarLength(bytes, at: offset, end: range.upperBound)
      if length == 0 || byte == 0, let encoding = ForeignEncoding(of: bytes) {
        return [encoding.diagnostic("text.invalid-utf8", in: source, at: offset)]
      }
      guard length > 0 else {
        return [
          .error(
            "text.invalid-utf8", "this is not UTF-8 text (byte \(hex(byte)))",
            at: source.location(of: offset..<offset), hint: "save the file as UTF-8")
        ]
      }
      switch ControlCharacters.scalar(in: bytes, at: offset, end: range.upperBound).value {
      case 0x0D where offset + 1 < bytes.count && bytes[offset + 1] != 0x0A, 0x2028, 0x2029:
        if breaks.count < breakLimit { breaks.append(offset..<offset + length) }
      case let scalar: hasControls = hasControls || ControlCharacters.isOne(scalar)
      }
      offset += length
    }
    let controls = hasControls ? ControlCharacters.runs(in: bytes, range) : []
    return controls.map { controlCharacter($0, in: source) } + breaks.map { hiddenLineBreak(in: source, $0) }
  }

  /// More on one file help nobody; a run of `check --fix` mends so many.
  private static let breakLimit = 40

  private static func controlCharacter(_ range: Range<Int>, in source: SourceText) -> Diagnostic {
    let scalar = ControlCharacters.scalar(in: source.bytes, at: range.lowerBound, end: range.upperBound).value
    return .error(
      "yaml.control-character", "a control character (\(ControlCharacters.name(of: scalar))) is not allowed here",
      at: source.location(of: range), hint: ControlCharacters.hint(for: scalar, isText: false),
      fix: ControlCharacters.fix(range, isText: false, in: source))
  }

  /// A sign that ends a line for YAML and can't be seen: a carriage return alone, U+2028, U+2029.
  private static func hiddenLineBreak(in source: SourceText, _ range: Range<Int>) -> Diagnostic {
    // Before the end of a line it is a left-over of a conversion; elsewhere it parts words.
    let isAtEnd = source.bytes[range.upperBound...].prefix(2).contains(0x0A)
    return .error(
      "yaml.line-break", "a sign that can't be seen ends a line here", at: source.location(of: range),
      hint: "replace it by a space; it often comes from pasted text",
      fix: TextEdit(source, range, replacement: isAtEnd ? [] : [0x20]))
  }

  private static func lineText(_ line: Int, of source: SourceText) -> String {
    let start = source.offset(line: line, column: 1)
    let end = source.bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? source.bytes.count
    var text = String(decoding: source.bytes[start..<min(end, start + 400)], as: UTF8.self)
    if text.hasSuffix("\r") { text.removeLast() }
    return text
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "0x" + (digits.count < 2 ? "0" : "") + digits
  }

  /// The length of the well-formed UTF-8 sequence at `offset` (Unicode 15, table 3-7), or 0.
  private static func scalarLength(_ bytes: [UInt8], at offset: Int, end: Int) -> Int {
    let first = bytes[offset]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard offset + length <= end, second.contains(bytes[offset + 1]) else { return 0 }
    for next in 2..<max(2, length) where bytes[offset + next] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
