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
    classes[0xE2] = .typedQuote
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

  /// What closes a quote: the mark that belongs to the one which an author opened it with.
  func closing(_ quote: TypographyState.OpenQuote) -> StaticString { quote.closing ?? closing(quote.written) }

  // MARK: Abbreviations

  /// Abbreviations of several parts, whose parts belong together, without periods and blanks: `z. B.` is `zB`.
  var compoundAbbreviations: WordSet {
    switch self {
    case .german: Self.germanCompounds
    case .english: Self.englishCompounds
    case .french: Self.frenchCompounds
    }
  }

  private static let germanCompounds: WordSet = """
    zB ZB dh Dh ua uÄ oÄ uU zT ZT va Va iA iV iS mE so su og ug ud iR eV aD aM idR IdR uvm uva umm uam iHv iSv iVm iSd \
    nC aO aaO iE mW pa oJ oO hc eG
    """
  private static let englishCompounds: WordSet = "am pm ie eg AM PM"
  private static let frenchCompounds: WordSet = "NB PS"

  /// Abbreviations that belong to the number after them.
  func leadsNumber(_ word: ByteView) -> Bool {
    switch self {
    case .german: Self.germanNumberWords.contains(word)
    case .english: Self.englishNumberWords.contains(word)
    case .french: Self.frenchNumberWords.contains(word)
    }
  }

  private static let germanNumberWords: WordSet = """
    Nr Nrn S Abs Art Abb Tab Bd Kap Ziff Tel Fax ca Rn Anm Bl Jg Z Abschn Anl Buchst Fn H Pos Sp Str Vol max min zzgl \
    inkl Aufl
    """
  private static let englishNumberWords: WordSet =
    "No Nos no nos p pp vol Vol vols fig figs Fig ch Ch chap sec Sec Eq ca art Art n par approx Tel"
  private static let frenchNumberWords: WordSet =
    "p pp art fig chap vol t coll éd env al tél Tél tab sect ch"

  /// Titles and the like that belong to the name after them.
  func leadsName(_ word: ByteView) -> Bool {
    switch self {
    case .german: Self.germanTitles.contains(word)
    case .english: Self.englishTitles.contains(word)
    case .french: Self.frenchTitles.contains(word)
    }
  }

  private static let germanTitles: WordSet = "Dr Prof Hr Hrn Fr St Dipl Ing Mag Lic"
  private static let englishTitles: WordSet = "Mr Mrs Ms Dr Prof St Rev Hon Gen Sen Rep Messrs"
  private static let frenchTitles: WordSet = "M MM St"

  /// Words without a period that belong to the name after them.
  func leadsNameWithoutPeriod(_ word: ByteView) -> Bool { self == .french && Self.frenchPlainTitles.contains(word) }

  private static let frenchPlainTitles: WordSet = "Mme Mmes Mlle Mlles Me Mgr Dr"

  // MARK: Numbers

  /// Units and words that belong to the number before them.
  func followsNumber(_ word: ByteView) -> Bool {
    if Self.units.contains(word) { return true }
    switch self {
    case .german: return Self.germanUnits.contains(word)
    case .english: return Self.englishUnits.contains(word)
    case .french: return Self.frenchUnits.contains(word)
    }
  }

  private static let units: WordSet = """
    km m cm mm nm kg g mg t l ml hl ha kW kWh MW MWh GW GWh TWh W Wh V kV A Hz kHz MHz GHz h min s ms Pa bar J kJ N kN \
    dB bit kB MB GB TB EUR USD GBP CHF CNY JPY INR K lx lm kcal
    """
  private static let germanUnits: WordSet = "Uhr Euro Cent Prozent Mio Mrd Tsd Bio Jh Std Stk St"
  private static let englishUnits: WordSet = "ft in mi lb oz mph yd million billion"
  private static let frenchUnits: WordSet = "euros euro heures millions ans"

  /// Whether a percent or currency sign stands apart from its number.
  var spacesSigns: Bool { self != .english }

  func isMonth(_ word: ByteView) -> Bool {
    switch self {
    case .german: Self.germanMonths.contains(word) || word.hasPrefix("September")
    case .english: Self.englishMonths.contains(word) || word.hasPrefix("September")
    case .french: Self.frenchMonths.contains(word) || word.hasPrefix("septembre") || word.hasPrefix("décembre")
    }
  }

  private static let germanMonths: WordSet =
    "Januar Jänner Februar März April Mai Juni Juli August Oktober November Dezember"
  private static let englishMonths: WordSet =
    "January February March April May June July August October November December"
  private static let frenchMonths: WordSet =
    "janvier février mars avril mai juin juillet août octobre novembre"

  // MARK: Apostrophes

  /// Words that start with an apostrophe, without it.
  func isClipped(_ word: ByteView) -> Bool {
    switch self {
    case .german: Self.germanClipped.contains(word)
    case .english: Self.englishClipped.contains(word)
    case .french: Self.frenchClipped.contains(word)
    }
  }

  private static let germanClipped: WordSet = "n ne nem nen ner s rein raus rauf runter rum ran rüber mal nauf m"
  private static let englishClipped: WordSet = "n tis Tis twas Twas em cause til till bout round twere twill s"
  private static let frenchClipped: WordSet = "n tit tain s"
}
