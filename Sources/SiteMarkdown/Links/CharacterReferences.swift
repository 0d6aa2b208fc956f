/// Character references of HTML and XML (HTML standard, 13.2.5.72), as far as addresses and markup can hide in them.
package enum CharacterReferences {
  private static let named: [String: String] = [
    "amp": "&", "AMP": "&", "lt": "<", "LT": "<", "gt": ">", "GT": ">", "quot": "\"", "QUOT": "\"", "apos": "'",
    "colon": ":", "sol": "/", "bsol": "\\", "period": ".", "lpar": "(", "rpar": ")", "Tab": "\t", "NewLine": "\n",
    "nbsp": "\u{A0}", "semi": ";", "comma": ",", "num": "#", "quest": "?", "equals": "=", "percnt": "%", "lowbar": "_",
    "commat": "@", "excl": "!", "plus": "+", "ast": "*", "grave": "`", "auml": "ä", "ouml": "ö", "uuml": "ü",
    "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "eacute": "é", "egrave": "è", "ccedil": "ç",
  ]

  /// Names that need no semicolon, as in `?a=1&lt`; before an equals sign they are names of a query all the same.
  private static let standsAlone: Set<String> = [
    "amp", "AMP", "lt", "LT", "gt", "GT", "quot", "QUOT", "nbsp", "auml", "ouml", "uuml", "Auml", "Ouml", "Uuml",
    "szlig", "eacute", "egrave", "ccedil",
  ]

  /// The text with its references replaced; those it doesn't know stay as they are.
  package static func decode(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    var rest = Substring(text)
    while let ampersand = rest.utf8.firstIndex(of: UInt8(ascii: "&")) {
      result += rest[..<ampersand]
      rest = rest[rest.utf8.index(after: ampersand)...]
      if rest.utf8.first == UInt8(ascii: "#") {
        result += numeric(&rest) ?? "&"
      } else {
        let name = rest.utf8.prefix(8).prefix { byte in (65...90).contains(byte) || (97...122).contains(byte) }
        let text = String(name) ?? ""
        let next = rest[name.endIndex...].utf8.first
        let isWhole = next == UInt8(ascii: ";") || next != UInt8(ascii: "=") && standsAlone.contains(text)
        if isWhole, let character = named[text] {
          rest = rest[name.endIndex...]
          if next == UInt8(ascii: ";") { rest = rest.dropFirst() }
          result += character
        } else {
          result += "&"
        }
      }
    }
    return result + rest
  }

  /// Takes `#123;` or `#x1F;` off the text.
  private static func numeric(_ rest: inout Substring) -> String? {
    var digits = rest.utf8.dropFirst()
    let isHex = digits.first.map { $0 | 0x20 } == UInt8(ascii: "x")
    if isHex { digits = digits.dropFirst() }
    let number = digits.prefix { byte in
      (48...57).contains(byte) || (isHex && ((65...70).contains(byte) || (97...102).contains(byte)))
    }
    guard !number.isEmpty else { return nil }
    let value = String(number).flatMap { UInt32($0, radix: isHex ? 16 : 10) } ?? 0xFFFD
    rest = rest[number.endIndex...]
    if rest.utf8.first == UInt8(ascii: ";") { rest = rest.dropFirst() }
    return String(Unicode.Scalar(value) ?? "\u{FFFD}")
  }
}
