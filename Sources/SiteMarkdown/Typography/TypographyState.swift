/// What typography remembers from one run of text to the next.
struct TypographyState {
  let language: TypographyLanguage?
  /// The character before the run, whatever markup lay between; a line break at the start of a block.
  var before: UInt32 = 0x0A

  /// What stands for code, images and other things that are read like a word.
  static let someLetter: UInt32 = 0x78

  mutating func startBlock() {
    before = 0x0A
  }
}

/// A language whose typography is known.
enum TypographyLanguage {
  case german, english, french

  init?(code: String) {
    switch code.prefix(2).lowercased() {
    case "de": self = .german
    case "en": self = .english
    case "fr": self = .french
    default: return nil
    }
  }

  /// Says which bytes typography looks at.
  func mark(_ classes: borrowing ByteClasses) {
  }
}
