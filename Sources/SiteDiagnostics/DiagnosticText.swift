/// The one text form of diagnostics, for terminals and logs.
///
/// ```
/// Content/index.md:3:1: error: unknown key `tag` [front-matter.unknown-key]
///   3 | tag: [Indien]
///     | ^^^
///   = did you mean `tags`?
/// ```
package struct DiagnosticText: Sendable {
  /// Whether ANSI colours may be used: only on a terminal, and never with `NO_COLOR`.
  package var usesColor: Bool

  package init(usesColor: Bool = false) {
    self.usesColor = usesColor
  }

  /// One diagnostic with its excerpt, notes and hint; ends in a newline.
  package func text(of diagnostic: Diagnostic) -> String { text(of: [diagnostic]) }

  /// Many of them, one after the other.
  package func text(of diagnostics: [Diagnostic]) -> String {
    String(decoding: bytes(of: diagnostics), as: UTF8.self)
  }

  /// As above, in UTF-8.
  package func bytes(of diagnostics: some Collection<Diagnostic>) -> [UInt8] {
    // Bytes, because a text that grows is looked through with each part that it gets.
    var text: [UInt8] = []
    text.reserveCapacity(diagnostics.count * 500)
    for diagnostic in diagnostics { write(diagnostic, to: &text) }
    return text
  }

  private func write(_ diagnostic: Diagnostic, to text: inout [UInt8]) {
    let mark = color(of: diagnostic.severity)
    if let location = diagnostic.location {
      paint(.bold, in: &text) { Self.write(location, to: &$0) }
      text += ": ".utf8
    }
    paint(mark, in: &text) {
      $0 += diagnostic.severity.rawValue.utf8
      $0 += ":".utf8
    }
    text += " ".utf8
    Self.write(line: diagnostic.message, to: &text)
    text += " ".utf8
    paint(.dim, in: &text) {
      $0 += "[".utf8
      $0 += diagnostic.id.utf8
      $0 += "]".utf8
    }
    text += "\n".utf8
    writeExcerpt(of: diagnostic.location, color: mark, to: &text)
    for note in diagnostic.notes {
      if let location = note.location {
        Self.write(location, to: &text)
        text += ": ".utf8
      } else {
        text += "  = ".utf8
      }
      paint(.cyan, in: &text) { $0 += "note:".utf8 }
      text += " ".utf8
      Self.write(line: note.message, to: &text)
      text += "\n".utf8
      writeExcerpt(of: note.location, color: .cyan, to: &text)
    }
    if let hint = diagnostic.hint {
      text += "  ".utf8
      paint(.dim, in: &text) { $0 += "=".utf8 }
      text += " ".utf8
      Self.write(line: hint, to: &text)
      text += "\n".utf8
    }
  }

  /// `path:line:column`, in one line.
  private static func write(_ location: SourceLocation, to text: inout [UInt8]) {
    write(line: location.path, to: &text)
    text += ":\(location.line):\(location.column)".utf8
  }

  private func writeExcerpt(of location: SourceLocation?, color: Color, to text: inout [UInt8]) {
    guard let location, let excerpt = location.excerpt, !excerpt.isEmpty else { return }
    let number = String(location.line)
    let isCut = location.excerptStart > 0
    // What is that simple has no control characters either.
    let simpleLength = Self.simpleLength(of: excerpt)
    let (before, width) = columns(
      of: excerpt, simpleLength, from: location.column - 1 - location.excerptStart, location.length)
    text += "  ".utf8
    paint(.dim, in: &text) {
      $0 += number.utf8
      $0 += " |".utf8
    }
    text += (isCut ? " …" : " ").utf8
    text += (simpleLength == nil ? Self.visible(excerpt) : excerpt).utf8
    text += "\n  ".utf8
    paint(.dim, in: &text) {
      Self.write(row: " ", number.utf8.count, to: &$0)
      $0 += " |".utf8
    }
    text += (isCut ? "  " : " ").utf8
    text += before.utf8
    paint(color, in: &text) { Self.write(row: "^", max(1, width), to: &$0) }
    text += "\n".utf8
  }

  private static func write(row sign: Unicode.Scalar, _ count: Int, to text: inout [UInt8]) {
    text += repeatElement(UInt8(ascii: sign), count: count)
  }

  private static func row(of sign: Unicode.Scalar, _ count: Int) -> String {
    String(decoding: [UInt8](repeating: UInt8(ascii: sign), count: count), as: UTF8.self)
  }

  /// What comes to stand under the part of a line before a mark, and how wide the mark is.
  private func columns(
    of excerpt: String, _ simpleLength: Int?, from start: Int, _ length: Int
  ) -> (before: String, width: Int) {
    if let count = simpleLength {
      let start = min(max(0, start), count)
      return (Self.row(of: " ", start), min(max(0, length), count - start))
    }
    let characters = Array(excerpt)
    let start = min(max(0, start), characters.count)
    let end = min(start + max(0, length), characters.count)
    return (characters[..<start].map(blank).joined(), characters[start..<end].reduce(0) { $0 + columns(of: $1) })
  }

  /// How many characters a text has where each is one scalar and one column: the letters of Western languages with
  /// their quotation marks and dashes. `nil` where that isn't sure.
  private static func simpleLength(of text: String) -> Int? {
    var text = text
    return text.withUTF8 { unsafe simpleLength(of: $0.span) }
  }

  private static func simpleLength(of bytes: Span<UInt8>) -> Int? {
    var count = 0
    var (beforeLast, last): (UInt8, UInt8) = (0, 0)
    for index in bytes.indices {
      let byte = bytes[index]
      switch byte {
      case 0x20...0x7E, 0xC2...0xCB, 0xE2: count += 1
      case 0x80...0xBF:
        // U+00A0…U+02FF, U+2010…U+2027 and U+202F…U+203F.
        let isSimple =
          switch (beforeLast, last) {
          case (_, 0xC2): byte >= 0xA0
          case (_, 0xC3...0xCB): true
          case (_, 0xE2): byte == 0x80
          case (0xE2, 0x80): (0x90...0xA7).contains(byte) || byte >= 0xAF
          default: false
          }
        guard isSimple else { return nil }
      default: return nil
      }
      (beforeLast, last) = (last, byte)
    }
    return count
  }

  /// Whether no byte of a text can belong to a control character or the end of a line.
  private static func isHarmless(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { unsafe isHarmless($0.span) }
  }

  private static func isHarmless(_ bytes: Span<UInt8>) -> Bool {
    // U+0085 and the other control characters past ASCII begin with 0xC2; U+2028 and U+2029 with 0xE2 0x80 0xA8.
    var previous: UInt8 = 0
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 0x20 || byte == 0x7F || (previous == 0xC2 && byte < 0xA0) { return false }
      if previous == 0x80, (0xA8...0xAE).contains(byte) { return false }
      // U+2066 to U+2069 are 0xE2 0x81 0xA6 to 0xA9.
      if previous == 0x81, (0xA6...0xA9).contains(byte) { return false }
      previous = byte
    }
    return true
  }

  /// What stands under a character so that the caret comes to stand under the right one, also after tabs.
  private func blank(_ character: Character) -> String {
    character == "\t" ? "\t" : String(repeating: " ", count: columns(of: character))
  }

  /// How many columns a terminal gives a character: two for East Asian wide ones and emoji, none for a lone mark.
  private func columns(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: return 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// Control characters must not reach the terminal: content is not trusted with the cursor, nor with the direction in
  /// which the rest of a line runs.
  private static func visible(_ character: Character) -> Character {
    guard character != "\t", let scalar = character.unicodeScalars.first else { return character }
    let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || turnsLine(scalar)
    return isControl ? "\u{FFFD}" : character
  }

  /// Whether a character embeds, overrides or isolates a direction (Unicode Standard Annex 9, 2.1 to 2.5).
  private static func turnsLine(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }

  /// A text of JSON in which such characters stand as escapes: whoever looks at it in a terminal sees them.
  package static func escapingDirections(inJSON text: String) -> String {
    if isHarmless(text) { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if turnsLine(scalar) {
        result += "\\u\(String(scalar.value, radix: 16))"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func visible(_ text: String) -> String {
    isHarmless(text) ? text : String(text.map { visible($0) })
  }

  private static func write(line message: String, to text: inout [UInt8]) {
    text += (isHarmless(message) ? message : oneLine(message)).utf8
  }

  /// A text as it may stand in one line of a terminal: without control characters.
  package static func oneLine(_ message: String) -> String {
    isHarmless(message) ? message : String(message.map { $0.isNewline ? " " : visible($0) })
  }

  private enum Color: String {
    case red = "31;1"
    case yellow = "33;1"
    case cyan = "36"
    case bold = "1"
    case dim = "2"
  }

  private func color(of severity: Diagnostic.Severity) -> Color {
    switch severity {
    case .error: .red
    case .warning: .yellow
    case .note: .cyan
    }
  }

  private func paint(_ color: Color, in text: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
    if usesColor { text += "\u{1B}[\(color.rawValue)m".utf8 }
    write(&text)
    if usesColor { text += "\u{1B}[0m".utf8 }
  }
}
