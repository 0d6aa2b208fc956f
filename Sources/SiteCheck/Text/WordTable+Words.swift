/// The words themselves.
extension WordTable {
  static func words(_ profile: Profile?) -> [(word: String, meaning: Meaning)] {
    var words: [(word: String, meaning: Meaning)] = []
    func add(_ all: [String], _ meaning: Meaning) { words += all.map { ($0, meaning) } }
    for (index, names) in weekdays.enumerated() { add(names, .weekday(index)) }
    for (index, names) in months.enumerated() { add(names, .month(index + 1)) }
    add(["lorem", "todo", "fixme", "tbd", "xxx", "tba", "platzhalter", "blindtext", "mustertext"], .placeholder)
    add(["xx"], .unknownNumber)
    add(["einfügen", "einsetzen", "ergänzen", "eintragen", "nachtragen", "insert"], .request)
    add(english, .foreign(.english))
    add(german, .foreign(.german))
    add(colours, .colour)
    for (index, citation) in (profile?.citations ?? []).enumerated() {
      if let word = longestWord(of: citation.phrase) { add([word], .citation(index)) }
    }
    return words
  }

  /// The word of a phrase to wait for.
  private static func longestWord(of phrase: String) -> String? {
    phrase.split { !$0.isLetter && !$0.isNumber }.max { $0.utf8.count < $1.utf8.count }.map { String($0) }
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
