extension Unicode.Scalar {
  /// Whether people see it: no blank of any kind, no control character, nothing without width.
  var isVisible: Bool {
    if properties.isWhitespace { return false }
    switch properties.generalCategory {
    case .control, .format, .unassigned, .privateUse: return false
    // Fillers, which are letters by their class only.
    default: return value != 0x2800 && value != 0x3164 && value != 0xFFA0 && value != 0x115F && value != 0x1160
    }
  }
}

extension String {
  /// Whether a reader would see anything of it.
  var isBlank: Bool {
    for byte in utf8.prefix(1) where byte > 0x20 && byte < 0x7F { return false }
    return !unicodeScalars.contains(where: \.isVisible)
  }

  /// Without what can't be seen at both ends.
  var trimmedOfBlanks: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: \.isVisible), let last = scalars.lastIndex(where: \.isVisible) else {
      return ""
    }
    return String(scalars[first...last])
  }
}
