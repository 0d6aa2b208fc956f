/// A language whose typography is known, with its marks.
///
/// German by DIN 5008 and Duden, English by the Chicago Manual of Style, French by the Imprimerie nationale's
/// *Lexique*.
enum TypographyLanguage: Sendable {
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
    classes[UInt8(ascii: "'")] = .apostrophe
    classes[UInt8(ascii: "-")] = .hyphen
    classes[UInt8(ascii: ".")] = .period
    classes[UInt8(ascii: ":")] = .colon
    classes[0xC2] = .latinSign
    for digit in UInt8(ascii: "0")...UInt8(ascii: "9") { classes[digit] = .digit }
    if self == .french {
      classes[UInt8(ascii: "!")] = .highPunctuation
      classes[UInt8(ascii: "?")] = .highPunctuation
      classes[UInt8(ascii: ";")] = .highPunctuation
      classes[UInt8(ascii: "M")] = .capital
      classes[UInt8(ascii: "D")] = .capital
    }
  }

  func opening(_ quote: Quote) -> StaticString {
    switch (self, quote) {
    case (.german, .double): "„"
    case (.german, .single): "‚"
    case (.english, .double), (.french, .single): "“"
    case (.english, .single): "‘"
    case (.french, .double): "«\u{202F}"
    }
  }

  func closing(_ quote: Quote) -> StaticString {
    switch (self, quote) {
    case (.german, .double): "“"
    case (.german, .single): "‘"
    case (.english, .double), (.french, .single): "”"
    case (.english, .single): "’"
    case (.french, .double): "\u{202F}»"
    }
  }

  enum Quote { case double, single }

  // MARK: Abbreviations

  /// Abbreviations of several parts, whose parts belong together, without periods and blanks: `z. B.` is `zB`.
  var compoundAbbreviations: Set<String> {
    switch self {
    case .german: Self.germanCompounds
    case .english: Self.englishCompounds
    case .french: Self.frenchCompounds
    }
  }

  private static let germanCompounds: Set<String> = [
    "zB", "ZB", "dh", "Dh", "ua", "uÄ", "oÄ", "uU", "zT", "ZT", "va", "Va", "iA", "iV", "iS", "mE", "so", "su", "og",
    "ug", "ud", "iR", "eV", "aD", "aM", "idR", "IdR", "uvm", "uva", "umm", "uam", "iHv", "iSv", "iVm", "iSd", "nC",
    "aO", "aaO", "iE", "mW", "pa", "oJ", "oO", "hc", "eG",
  ]
  private static let englishCompounds: Set<String> = ["am", "pm", "ie", "eg", "AM", "PM"]
  private static let frenchCompounds: Set<String> = ["cà", "NB", "PS", "ap"]

  /// Abbreviations that belong to the number after them.
  func leadsNumber(_ word: String) -> Bool {
    switch self {
    case .german: Self.germanNumberWords.contains(word)
    case .english: Self.englishNumberWords.contains(word)
    case .french: Self.frenchNumberWords.contains(word)
    }
  }

  private static let germanNumberWords: Set<String> = [
    "Nr", "Nrn", "S", "Abs", "Art", "Abb", "Tab", "Bd", "Kap", "Ziff", "Tel", "Fax", "ca", "Rn", "Anm", "Bl", "Jg", "Z",
    "Abschn", "Anl", "Buchst", "Fn", "H", "Pos", "Sp", "Str", "Vol", "max", "min", "zzgl", "inkl", "Aufl",
  ]
  private static let englishNumberWords: Set<String> = [
    "No", "Nos", "no", "nos", "p", "pp", "vol", "Vol", "vols", "fig", "figs", "Fig", "ch", "Ch", "chap", "sec", "Sec",
    "Eq", "ca", "art", "Art", "n", "par", "approx", "Tel",
  ]
  private static let frenchNumberWords: Set<String> = [
    "p", "pp", "art", "fig", "chap", "vol", "t", "coll", "éd", "env", "al", "tél", "Tél", "tab", "sect", "ch",
  ]

  /// Titles and the like that belong to the name after them.
  func leadsName(_ word: String) -> Bool {
    switch self {
    case .german: ["Dr", "Prof", "Hr", "Hrn", "Fr", "St", "Dipl", "Ing", "Mag", "Lic"].contains(word)
    case .english: ["Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Rev", "Hon", "Gen", "Sen", "Rep", "Messrs"].contains(word)
    case .french: ["M", "MM", "St"].contains(word)
    }
  }

  /// Words without a period that belong to the name after them.
  func leadsNameWithoutPeriod(_ word: String) -> Bool {
    self == .french && ["Mme", "Mmes", "Mlle", "Mlles", "Me", "Mgr", "Dr"].contains(word)
  }

  // MARK: Numbers

  /// Units and words that belong to the number before them.
  func followsNumber(_ word: String) -> Bool {
    if Self.units.contains(word) { return true }
    switch self {
    case .german: return Self.germanUnits.contains(word)
    case .english: return Self.englishUnits.contains(word)
    case .french: return Self.frenchUnits.contains(word)
    }
  }

  private static let units: Set<String> = [
    "km", "m", "cm", "mm", "nm", "kg", "g", "mg", "t", "l", "ml", "hl", "ha", "kW", "kWh", "MW", "MWh", "GW", "GWh",
    "TWh", "W", "Wh", "V", "kV", "A", "Hz", "kHz", "MHz", "GHz", "h", "min", "s", "ms", "Pa", "bar", "J", "kJ", "N",
    "kN", "dB", "bit", "kB", "MB", "GB", "TB", "EUR", "USD", "GBP", "CHF", "CNY", "JPY", "INR", "K", "lx", "lm", "kcal",
  ]
  private static let germanUnits: Set<String> = [
    "Uhr", "Euro", "Cent", "Prozent", "Mio", "Mrd", "Tsd", "Bio", "Jh", "Std", "Stk", "St",
  ]
  private static let englishUnits: Set<String> = ["ft", "in", "mi", "lb", "oz", "mph", "yd", "million", "billion"]
  private static let frenchUnits: Set<String> = ["euros", "euro", "heures", "millions", "milliards", "ans"]

  /// Whether a percent or currency sign stands apart from its number.
  var spacesSigns: Bool { self != .english }

  func isMonth(_ word: String) -> Bool {
    switch self {
    case .german:
      [
        "Januar", "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
        "November", "Dezember",
      ].contains(word)
    case .english:
      [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
      ].contains(word)
    case .french:
      [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
      ].contains(word)
    }
  }

  // MARK: Apostrophes

  /// Words that start with an apostrophe, without it.
  func isClipped(_ word: String) -> Bool {
    switch self {
    case .german:
      [
        "n", "ne", "nem", "nen", "ner", "s", "rein", "raus", "rauf", "runter", "rum", "ran", "rüber", "mal", "nauf",
        "tschuldigung", "türlich", "nauser", "m",
      ].contains(word)
    case .english:
      ["n", "tis", "twas", "em", "cause", "til", "till", "bout", "round", "twere", "twill", "s"].contains(word)
    case .french: ["n", "tit", "tain", "s"].contains(word)
    }
  }
}
