/// Words that rules wait for. The text is cut into words once; a word that nobody waits for costs one look at a bit.
package struct WordTable: Sendable {
  enum Meaning: Sendable, Hashable {
    /// 0 is Monday.
    case weekday(Int)
    /// 1 is January.
    case month(Int)
    case placeholder
    /// Half of a date that nobody knows yet: `XX.XX.2026`.
    case unknownNumber
    /// Says in brackets what is to be written there: `[Datum einfügen]`, `[insert date]`.
    case request
    /// A little word that only one language has.
    case foreign(Tongue)
    case colour
    /// Begins a citation of the profile, by its index.
    case citation(Int)
  }

  enum Tongue: String, Sendable {
    case german = "de"
    case english = "en"
  }

  private var meanings: [UInt64: [Meaning]] = [:]
  private var bits = [UInt64](repeating: 0, count: 1024)

  package init(profile: Profile? = nil) {
    for (index, names) in Self.weekdays.enumerated() { for name in names { add(name, .weekday(index)) } }
    for (index, names) in Self.months.enumerated() { for name in names { add(name, .month(index + 1)) } }
    for word in ["lorem", "todo", "fixme", "tbd", "xxx", "tba", "platzhalter", "blindtext", "mustertext"] {
      add(word, .placeholder)
    }
    add("xx", .unknownNumber)
    for word in ["einfügen", "einsetzen", "ergänzen", "eintragen", "nachtragen", "insert"] { add(word, .request) }
    for word in Self.english { add(word, .foreign(.english)) }
    for word in Self.german { add(word, .foreign(.german)) }
    for word in Self.colours { add(word, .colour) }
    for (index, citation) in (profile?.citations ?? []).enumerated() {
      for word in Self.words(of: citation.phrase) { add(word, .citation(index)) }
    }
  }

  /// The word of a phrase to wait for: its longest.
  private static func words(of phrase: String) -> [String] {
    let words = phrase.split { !$0.isLetter && !$0.isNumber }
    return words.max { $0.utf8.count < $1.utf8.count }.map { [String($0)] } ?? []
  }

  private mutating func add(_ word: String, _ meaning: Meaning) {
    var hash = WordHash()
    var previous: UInt8 = 0
    for byte in word.utf8 {
      hash.add(byte, after: previous)
      previous = byte
    }
    meanings[hash.value, default: []].append(meaning)
    bits[Int(hash.value >> 6 & 1023)] |= 1 << (hash.value & 63)
  }

  @inline(__always)
  func meanings(of hash: UInt64) -> [Meaning]? {
    guard bits[Int(hash >> 6 & 1023)] & (1 << (hash & 63)) != 0 else { return nil }
    return meanings[hash]
  }

  private static let weekdays: [[String]] = [
    ["montag", "montags", "mo", "monday", "mon", "lundi"], ["dienstag", "dienstags", "di", "tuesday", "tue", "mardi"],
    ["mittwoch", "mittwochs", "mi", "wednesday", "wed", "mercredi"],
    ["donnerstag", "donnerstags", "do", "thursday", "thu", "jeudi"],
    ["freitag", "freitags", "fr", "friday", "fri", "vendredi"],
    ["samstag", "samstags", "sonnabend", "sa", "saturday", "sat", "samedi"],
    ["sonntag", "sonntags", "so", "sunday", "sun", "dimanche"],
  ]

  private static let months: [[String]] = [
    ["januar", "january", "janvier", "jan", "jänner"], ["februar", "february", "février", "feb"],
    ["märz", "march", "mars", "mar"], ["april", "avril", "apr"], ["mai", "may"], ["juni", "june", "juin", "jun"],
    ["juli", "july", "juillet", "jul"], ["august", "août", "aug"], ["september", "septembre", "sep", "sept"],
    ["oktober", "october", "octobre", "okt", "oct"], ["november", "novembre", "nov"],
    ["dezember", "december", "décembre", "dez", "dec"],
  ]

  private static let english = [
    "the", "and", "of", "with", "from", "for", "is", "are", "this", "that", "which", "our", "your", "has", "have", "to",
    "by", "their", "its", "were", "been", "will", "would", "we", "you", "they",
  ]

  private static let german = [
    "der", "das", "und", "mit", "für", "von", "ist", "nicht", "ein", "eine", "einen", "auf", "bei", "im", "zum", "zur",
    "des", "dem", "sich", "wird", "werden", "wir", "sie", "auch", "über", "nach", "aus",
  ]

  private static let colours = [
    "rot", "rote", "roten", "roter", "rotes", "grün", "grüne", "grünen", "grüner", "grünes", "gelb", "gelbe", "gelben",
    "blau", "blaue", "blauen", "red", "green", "yellow", "blue",
  ]
}

/// FNV-1a over a word in lower case, as far as lower case is a matter of one byte: A–Z and À–Þ.
struct WordHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  mutating func add(_ byte: UInt8, after previous: UInt8) {
    var byte = byte
    if byte &- 0x41 < 26 {
      byte |= 0x20
    } else if previous == 0xC3, byte >= 0x80, byte <= 0x9E, byte != 0x97 {
      byte += 0x20
    }
    value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
  }
}
