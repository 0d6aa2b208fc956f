/// Words that rules wait for. The text is cut into words once; a word that nobody waits for costs one look at a table.
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

  private struct Entry {
    /// The beginning and the length of the word.
    let key: UInt64
    let hash: UInt64
    var meanings: [Meaning]
  }

  private var entries: [Entry] = []
  /// The numbers of entries, counted from 1, by their keys; those that would come to lie in the same place lie in the
  /// next ones. At most one place in eight is taken.
  private var places = [UInt32](repeating: 0, count: 4096)

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
    let bytes = Array(word.utf8)
    let entry = Entry(
      key: Self.key(of: ByteBlock(bytes.span, first: bytes.indices), count: bytes.count),
      hash: WordHash(bytes.span, bytes.indices).value, meanings: [meaning])
    if let known = entries.firstIndex(where: { $0.hash == entry.hash }) {
      entries[known].meanings.append(meaning)
      return
    }
    entries.append(entry)
    if entries.count * 8 > places.count {
      places = [UInt32](repeating: 0, count: places.count * 2)
      for index in entries.indices { setPlace(of: index) }
    } else {
      setPlace(of: entries.count - 1)
    }
  }

  private mutating func setPlace(of entry: Int) {
    var place = place(of: entries[entry].key)
    while places[place] != 0 { place = next(after: place) }
    places[place] = UInt32(entry + 1)
  }

  @inline(__always)
  private func place(of key: UInt64) -> Int { Int(truncatingIfNeeded: key &>> 32) & (places.count - 1) }

  private func next(after place: Int) -> Int { (place + 1) & (places.count - 1) }

  /// Made of the first eight bytes of a word, in lower case, and its length.
  @inline(__always)
  private static func key(of start: ByteBlock, count: Int) -> UInt64 {
    (start.folded(min(count, 8)) ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
  }

  /// `nil` for a word that nobody waits for.
  @inline(__always)
  func meanings(of word: Range<Int>, in bytes: Span<UInt8>) -> [Meaning]? {
    let start = ByteBlock(bytes, at: word.lowerBound) ?? ByteBlock(bytes, first: word)
    let place = place(of: Self.key(of: start, count: word.count))
    return places[place] == 0 ? nil : meanings(of: word, in: bytes, from: place)
  }

  private func meanings(of word: Range<Int>, in bytes: Span<UInt8>, from first: Int) -> [Meaning]? {
    let hash = WordHash(bytes, word).value
    var place = first
    while places[place] != 0 {
      let entry = entries[Int(places[place]) - 1]
      if entry.hash == hash { return entry.meanings }
      place = next(after: place)
    }
    return nil
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
