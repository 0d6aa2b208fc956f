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
  package func text(of diagnostic: Diagnostic) -> String {
    var text = ""
    let label = diagnostic.severity.rawValue
    let place = diagnostic.location.map { paint("\($0)", .bold) + ": " } ?? ""
    text += "\(place)\(paint(label + ":", color(of: diagnostic.severity))) \(oneLine(diagnostic.message)) "
    text += paint("[\(diagnostic.id)]", .dim) + "\n"
    text += excerpt(of: diagnostic.location, color: color(of: diagnostic.severity))
    for note in diagnostic.notes {
      let place = note.location.map { "\($0): " } ?? "  = "
      text += "\(place)\(paint("note:", .cyan)) \(oneLine(note.message))\n"
      text += excerpt(of: note.location, color: .cyan)
    }
    if let hint = diagnostic.hint {
      text += "  \(paint("=", .dim)) \(oneLine(hint))\n"
    }
    return text
  }

  private func excerpt(of location: SourceLocation?, color: Color) -> String {
    guard let location, let excerpt = location.excerpt, !excerpt.isEmpty else { return "" }
    let number = String(location.line)
    let gutter = String(repeating: " ", count: number.count)
    let cutLeft = location.excerptStart > 0 ? "…" : ""
    let characters = Array(excerpt)
    let start = min(max(0, location.column - 1 - location.excerptStart), characters.count)
    let end = min(start + max(0, location.length), characters.count)
    let indent = cutLeft.map { _ in " " }.joined() + characters[..<start].map(blank).joined()
    let width = max(1, characters[start..<end].reduce(0) { $0 + columns(of: $1) })
    var text = "  \(paint("\(number) |", .dim)) \(cutLeft)\(String(characters.map(visible)))\n"
    text += "  \(paint("\(gutter) |", .dim)) \(indent)\(paint(String(repeating: "^", count: width), color))\n"
    return text
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

  /// Control characters must not reach the terminal: content is not trusted with the cursor.
  private func visible(_ character: Character) -> Character {
    guard character != "\t", let scalar = character.unicodeScalars.first else { return character }
    return scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? "\u{FFFD}" : character
  }

  private func oneLine(_ message: String) -> String {
    String(message.map { $0.isNewline ? " " : visible($0) })
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

  private func paint(_ text: String, _ color: Color) -> String {
    usesColor ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
  }
}
