/// Letters of other alphabets in ASCII, as Germans write them where they must.
enum Transliteration {
  /// The ASCII letters for a scalar, or `nil` where it parts words: punctuation, symbols, scripts without an entry.
  static func ascii(of scalar: UInt32) -> String? {
    table[scalar]
  }

  /// A letter or digit of a script without an entry as it stands, in lower case; within a word its marks, too. `nil` for
  /// what is none, or would look like nothing in an address.
  static func kept(_ value: UInt32, isWithinWord: Bool) -> String? {
    guard let scalar = Unicode.Scalar(value) else { return nil }
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .otherLetter, .decimalNumber, .letterNumber: break
    case .uppercaseLetter, .titlecaseLetter: return scalar.properties.lowercaseMapping
    case .modifierLetter, .nonspacingMark, .spacingMark: if !isWithinWord { return nil }
    default: return nil
    }
    // Fillers of Hangul, which are letters that nobody sees.
    if value == 0x115F || value == 0x1160 || value == 0x3164 || value == 0xFFA0 { return nil }
    return String(scalar)
  }

  /// A combining mark after a letter that was already written: `a` + diaeresis is `ä`, all others change nothing.
  static func compose(_ slug: inout ByteBuffer, with mark: UInt32) {
    guard mark == 0x0308 else { return }
    let last = slug.last
    if last == UInt8(ascii: "a") || last == UInt8(ascii: "o") || last == UInt8(ascii: "u") {
      slug.append(UInt8(ascii: "e"))
    }
  }

  private static let table: [UInt32: String] = {
    var table: [UInt32: String] = [0x1E9E: "ss", 0x130: "i", 0x20AC: "euro", 0xB2: "2", 0xB3: "3", 0xB9: "1"]
    for (letters, ascii) in Self.letters {
      for scalar in letters.unicodeScalars {
        table[scalar.value] = ascii
        for upper in scalar.properties.uppercaseMapping.unicodeScalars where upper.value >= 0x80 {
          if table[upper.value] == nil { table[upper.value] = ascii }
        }
      }
    }
    return table
  }()

  /// Lower-case letters; their capitals are added.
  private static let letters: [(String, String)] = [
    ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("æǽ", "ae"), ("œ", "oe"), ("þ", "th"), ("ŋ", "ng"),
    ("àáâãåāăąǎǟǻȁȃȧạảấầẩẫậắằẳẵặª", "a"), ("çćĉċč", "c"), ("ďđðḍḏ", "d"), ("èéêëēĕėęěȅȇȩẹẻẽếềểễệ", "e"), ("ƒḟ", "f"),
    ("ĝğġģǧǵḡ", "g"), ("ĥħȟḥḧḩḫ", "h"), ("ìíîïĩīĭįıǐȉȋịỉ", "i"), ("ĵǰ", "j"), ("ķĸǩḱḳ", "k"), ("ĺļľŀłḷḻ", "l"),
    ("ḿṁṃ", "m"), ("ñńņňŉǹṅṇṉ", "n"), ("òóôõøōŏőơǒǫǿȍȏȯȱọỏốồổỗộớờởỡợº", "o"), ("ṕṗ", "p"), ("ŕŗřȑȓṙṛṟ", "r"),
    ("śŝşšșſṡṣ", "s"), ("ţťŧțṫṭṯ", "t"), ("ùúûũūŭůűųưǔǖǘǚǜȕȗụủứừửữự", "u"), ("ŵẁẃẅẇẉ", "w"), ("ẋẍ", "x"),
    ("ýÿŷȳẏỳỵỷỹ", "y"), ("źżžƶẑẓẕ", "z"),
    // Cyrillic, by the way in which Duden writes Russian.
    ("а", "a"), ("б", "b"), ("в", "w"), ("г", "g"), ("ґ", "g"), ("д", "d"), ("еэ", "e"), ("є", "je"), ("ё", "jo"),
    ("ж", "sch"), ("з", "s"), ("иі", "i"), ("ї", "ji"), ("й", "j"), ("к", "k"), ("л", "l"), ("м", "m"), ("н", "n"),
    ("о", "o"), ("п", "p"), ("р", "r"), ("с", "s"), ("т", "t"), ("у", "u"), ("ф", "f"), ("х", "ch"), ("ц", "z"),
    ("ч", "tsch"), ("ш", "sch"), ("щ", "schtsch"), ("ъь", ""), ("ы", "y"), ("ю", "ju"), ("я", "ja"),
    // Greek
    ("αά", "a"), ("β", "v"), ("γ", "g"), ("δ", "d"), ("εέ", "e"), ("ζ", "z"), ("ηήιίϊΐ", "i"), ("θ", "th"),
    ("κ", "k"), ("λ", "l"), ("μ", "m"), ("ν", "n"), ("ξ", "x"), ("οόωώ", "o"), ("π", "p"), ("ρ", "r"), ("σς", "s"),
    ("τ", "t"), ("υύϋΰ", "y"), ("φ", "f"), ("χ", "ch"), ("ψ", "ps"),
  ]
}
