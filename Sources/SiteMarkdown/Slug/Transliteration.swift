/// Letters of other alphabets in ASCII, as Germans write them where they must.
enum Transliteration {
  /// The ASCII letters for a scalar, or `nil` where it parts words: punctuation, symbols, scripts without an entry.
  static func ascii(of scalar: Unicode.Scalar) -> String? {
    if let letters = special[scalar.value] { return letters }
    if let letters = cyrillic[scalar.value] ?? greek[scalar.value] { return letters }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    if let first = lower.first, first != scalar {
      return ascii(of: first)
    }
    // A letter with marks: its canonical decomposition starts with the letter without them.
    guard let base = decomposed(scalar), base.value < 0x80, base.properties.isAlphabetic else { return nil }
    return String(base).lowercased()
  }

  /// A combining mark after a letter that was already written: `a` + diaeresis is `ä`, all others change nothing.
  static func compose(_ slug: inout [UInt8], with mark: Unicode.Scalar) {
    guard mark.value == 0x0308, let last = slug.last else { return }
    if last == UInt8(ascii: "a") || last == UInt8(ascii: "o") || last == UInt8(ascii: "u") {
      slug.append(UInt8(ascii: "e"))
    }
  }

  private static func decomposed(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    // Comparing strings is by canonical equivalence: the base is the letter that equals this one with some marks.
    for base in UInt8(ascii: "a")...UInt8(ascii: "z") {
      let letter = Unicode.Scalar(base)
      for mark in marks where String(String.UnicodeScalarView([letter, mark])) == String(scalar) { return letter }
    }
    return nil
  }

  private static let marks: [Unicode.Scalar] = [
    "\u{300}", "\u{301}", "\u{302}", "\u{303}", "\u{304}", "\u{306}", "\u{307}", "\u{308}", "\u{309}", "\u{30A}",
    "\u{30B}", "\u{30C}", "\u{30F}", "\u{311}", "\u{31B}", "\u{323}", "\u{324}", "\u{325}", "\u{326}", "\u{327}",
    "\u{328}", "\u{32D}", "\u{32E}", "\u{330}", "\u{331}",
  ]

  private static let special: [UInt32: String] = [
    0xE4: "ae", 0xF6: "oe", 0xFC: "ue", 0xDF: "ss", 0xC4: "ae", 0xD6: "oe", 0xDC: "ue", 0x1E9E: "ss",
    0xE6: "ae", 0xC6: "ae", 0x153: "oe", 0x152: "oe", 0xF8: "o", 0xD8: "o", 0xE5: "a", 0xC5: "a",
    0x142: "l", 0x141: "l", 0x111: "d", 0x110: "d", 0xF0: "d", 0xD0: "d", 0xFE: "th", 0xDE: "th",
    0x131: "i", 0x130: "i", 0x127: "h", 0x126: "h", 0x167: "t", 0x166: "t", 0x138: "q", 0x14B: "ng", 0x14A: "ng",
    0x26: "und", 0x20AC: "euro", 0xB2: "2", 0xB3: "3", 0xB9: "1",
  ]

  private static let cyrillic: [UInt32: String] = {
    let letters = [
      "a", "b", "w", "g", "d", "e", "sch", "s", "i", "j", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "ch",
      "z", "tsch", "sch", "schtsch", "", "y", "", "e", "ju", "ja",
    ]
    var table: [UInt32: String] = [0x451: "jo", 0x454: "je", 0x456: "i", 0x457: "ji", 0x491: "g"]
    for (index, letter) in letters.enumerated() { table[0x430 + UInt32(index)] = letter }
    return table
  }()

  private static let greek: [UInt32: String] = {
    let letters = [
      "a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "y", "f",
      "ch",
      "ps", "o",
    ]
    var table: [UInt32: String] = [0x3AC: "a", 0x3AD: "e", 0x3AE: "i", 0x3AF: "i", 0x3CC: "o", 0x3CD: "y", 0x3CE: "o"]
    for (index, letter) in letters.enumerated() { table[0x3B1 + UInt32(index)] = letter }
    return table
  }()
}
