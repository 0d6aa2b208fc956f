/// Classes of characters as Python's string methods and regular expressions have them.
extension Unicode.Scalar {
  /// What `str.strip()`, `str.split()` and `\s` take for white space.
  var isSpace: Bool {
    switch value {
    case 0x09...0x0D, 0x1C...0x20: true
    case 0..<0x80: false
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// What `str.splitlines()` ends a line at; `\r\n` counts once.
  var breaksLine: Bool {
    switch value {
    case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// `\w`: letters, numbers of all kinds and the underscore.
  var isWordCharacter: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    case 0..<0x80: false
    default: isLetter || isNumeric
    }
  }

  var isLetter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  var isNumeric: Bool { properties.numericType != nil }

  var isDecimal: Bool { properties.numericType == .decimal }

  var isDigit: Bool { properties.numericType == .decimal || properties.numericType == .digit }

  /// The value of a decimal digit of any script.
  var decimalValue: Int? {
    if (0x30...0x39).contains(value) { return Int(value) - 0x30 }
    guard value >= 0x80, isDecimal, let number = properties.numericValue else { return nil }
    return Int(number)
  }

  /// Whether Python shows the character itself in the spelling of a string, and not its number.
  var isPrintable: Bool {
    switch value {
    case 0x20...0x7E: true
    case 0..<0xA1: false
    default:
      switch properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
        .spaceSeparator:
        false
      default: true
      }
    }
  }

  var isTitlecase: Bool { properties.generalCategory == .titlecaseLetter }
}
