/// A written date, taken apart into numbers, words and the signs between them.
struct DateWords {
  enum Token: Equatable {
    /// With the number of its digits.
    case number(Int, digits: Int)
    case word(String)
    case sign(Character)
  }

  typealias Day = (year: Int, month: Int, day: Int)

  private let tokens: [Token]

  var all: ArraySlice<Token> { tokens[...] }

  init(_ text: String) {
    var tokens: [Token] = []
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if let digit = Self.digit(scalar) {
        var (number, count) = (digit, 1)
        rest.removeFirst()
        while let next = rest.first.flatMap(Self.digit), count < 10 {
          number = number * 10 + next
          count += 1
          rest.removeFirst()
        }
        tokens.append(.number(number, digits: count))
      } else if scalar.properties.isAlphabetic {
        let word = rest.prefix { $0.properties.isAlphabetic }
        rest = rest[word.endIndex...]
        tokens.append(.word(String(word).lowercased()))
      } else {
        rest.removeFirst()
        if !scalar.isVisible { continue }
        tokens.append(.sign(Self.isDash(scalar) ? "-" : Character(scalar)))
      }
    }
    self.tokens = tokens
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value - 0x30)
    // Full-width digits, as programs for Chinese and Japanese write them.
    case 0xFF10...0xFF19: Int(scalar.value - 0xFF10)
    default: nil
    }
  }

  /// Hyphens and dashes of any length, which Word makes of hyphens.
  private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    (0x2010...0x2015).contains(scalar.value) || scalar == "\u{2212}" || scalar == "-" || scalar == "\u{FE63}"
      || scalar == "\u{FF0D}"
  }

  /// What the first tokens can mean as a day, and those behind them; `nil` where they are none.
  func days() -> (readings: [Day], rest: ArraySlice<Token>)? {
    var rest = tokens[...]
    // `Montag, den 5. Januar 2026`
    if case .word(let word) = rest.first, Self.isWeekday(word) {
      rest = rest.dropFirst()
      while let next = rest.first,
        [.sign(","), .sign("."), .word("den"), .word("der"), .word("the"), .word("le")].contains(next)
      {
        rest = rest.dropFirst()
      }
    }
    return Self.numbers(rest) ?? Self.compact(rest) ?? Self.dayFirstWithName(rest) ?? Self.monthNameFirst(rest)
  }

  private static let separators: Set<Character> = ["-", ".", "/"]

  /// `2021/3/4`, `4.3.2021`, `3/4/2021`, `4-3-21`
  private static func numbers(_ tokens: ArraySlice<Token>) -> ([Day], ArraySlice<Token>)? {
    let parts = Array(tokens.prefix(5))
    guard parts.count == 5, case .number(let a, let aDigits) = parts[0], case .sign(let sign) = parts[1],
      separators.contains(sign),
      case .number(let b, let bDigits) = parts[2], parts[3] == parts[1], case .number(let c, let cDigits) = parts[4]
    else { return nil }
    var rest = tokens.dropFirst(5)
    if sign == ".", rest.first == .sign(".") { rest = rest.dropFirst() }
    guard bDigits <= 2 else { return nil }
    if aDigits == 4 {
      guard cDigits <= 2 else { return nil }
      // A month beyond 12 is a day.
      return ([b > 12 && c <= 12 ? (a, c, b) : (a, b, c)], rest)
    }
    guard aDigits <= 2, cDigits == 4 || cDigits == 2 else { return nil }
    let year = cDigits == 2 ? c + 2000 : c
    // Germans write points between day and month; with strokes Americans begin with the month.
    if sign == "." || a > 12 { return ([(year, b, a)], rest) }
    if b > 12 { return ([(year, a, b)], rest) }
    return ([(year, b, a), (year, a, b)], rest)
  }

  /// `20210304`
  private static func compact(_ tokens: ArraySlice<Token>) -> ([Day], ArraySlice<Token>)? {
    guard case .number(let number, digits: 8) = tokens.first else { return nil }
    return ([(number / 10_000, number / 100 % 100, number % 100)], tokens.dropFirst())
  }

  /// `5. Januar 2026`, `5 Jan 2026`, `5th of January, 2026`
  private static func dayFirstWithName(_ tokens: ArraySlice<Token>) -> ([Day], ArraySlice<Token>)? {
    var rest = tokens
    guard case .number(let day, let digits) = rest.popFirst(), digits <= 2 else { return nil }
    skip(
      &rest,
      [
        .sign("."), .sign("-"), .word("st"), .word("nd"), .word("rd"), .word("th"), .word("of"), .word("de"),
        .word("er"),
      ])
    guard case .word(let name) = rest.popFirst(), let month = month(name) else { return nil }
    skip(&rest, [.sign("."), .sign(","), .sign("-"), .word("de")])
    guard case .number(let year, digits: 4) = rest.popFirst() else { return nil }
    return ([(year, month, day)], rest)
  }

  /// `Jan 5, 2026`, `January 5th 2026`
  private static func monthNameFirst(_ tokens: ArraySlice<Token>) -> ([Day], ArraySlice<Token>)? {
    var rest = tokens
    guard case .word(let name) = rest.popFirst(), let month = month(name) else { return nil }
    skip(&rest, [.sign(".")])
    guard case .number(let day, let digits) = rest.popFirst(), digits <= 2 else { return nil }
    skip(&rest, [.sign(","), .sign("."), .word("st"), .word("nd"), .word("rd"), .word("th")])
    guard case .number(let year, digits: 4) = rest.popFirst() else { return nil }
    return ([(year, month, day)], rest)
  }

  private static func skip(_ tokens: inout ArraySlice<Token>, _ skipped: [Token]) {
    while let first = tokens.first, skipped.contains(first) { tokens.removeFirst() }
  }

  // MARK: Times

  /// The time of day that follows a date, as front matter has it; empty where none does, `nil` for what is no time.
  static func time(_ tokens: ArraySlice<Token>) -> String? {
    var rest = tokens
    skip(&rest, [.sign(","), .word("um"), .word("at"), .word("t"), .word("à"), .sign("-")])
    if rest.isEmpty { return "" }
    guard case .number(var hour, let digits) = rest.popFirst(), digits <= 2 else { return nil }
    var (minute, second): (Int, Int?) = (0, nil)
    let isWhole =
      rest.first == .word("uhr") || rest.first == .word("h") || rest.first == .word("am") || rest.first == .word("pm")
    if !isWhole {
      guard let sign = rest.popFirst(), sign == .sign(":") || sign == .sign("."),
        case .number(let number, digits: 2) = rest.popFirst()
      else { return nil }
      minute = number
      if rest.first == sign, case .number(let number, digits: 2) = rest.dropFirst().first {
        second = number
        rest = rest.dropFirst(2)
        if rest.first == .sign("."), case .number = rest.dropFirst().first { rest = rest.dropFirst(2) }
      }
    }
    if rest.first == .word("pm"), hour < 12 { hour += 12 } else if rest.first == .word("am"), hour == 12 { hour = 0 }
    skip(&rest, [.word("uhr"), .word("h"), .word("am"), .word("pm"), .sign(".")])
    guard hour < 24, minute < 60, second ?? 0 < 60, let zone = zone(rest) else { return nil }
    return "T" + ([hour, minute] + (second.map { [$0] } ?? [])).map(padded).joined(separator: ":") + zone
  }

  private static let zones = [
    "z": "Z", "utc": "Z", "gmt": "Z", "cet": "+01:00", "mez": "+01:00", "cest": "+02:00", "mesz": "+02:00",
  ]

  private static func zone(_ tokens: ArraySlice<Token>) -> String? {
    var rest = tokens
    if rest.isEmpty { return "" }
    if case .word(let name) = rest.first {
      if rest.count == 1 { return zones[name] }
      guard name == "utc" || name == "gmt" else { return nil }
      rest = rest.dropFirst()
    }
    guard case .sign(let sign) = rest.popFirst(), sign == "+" || sign == "-",
      case .number(let number, let digits) = rest.popFirst()
    else { return nil }
    if digits == 4, rest.isEmpty { return "\(sign)\(padded(number / 100)):\(padded(number % 100))" }
    guard digits <= 2 else { return nil }
    if rest.isEmpty { return "\(sign)\(padded(number)):00" }
    guard rest.popFirst() == .sign(":"), case .number(let minutes, digits: 2) = rest.popFirst(), rest.isEmpty else {
      return nil
    }
    return "\(sign)\(padded(number)):\(padded(minutes))"
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  // MARK: Names

  private static func isWeekday(_ word: String) -> Bool {
    weekdays.contains { word == $0 || word == $0.prefix(2) || word == $0.prefix(3) }
  }

  private static let weekdays = [
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "monday", "tuesday",
    "wednesday",
    "thursday", "friday", "saturday", "sunday", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
  ]

  private static func month(_ word: String) -> Int? { months[word] }

  /// In German, English, French, Dutch and Spanish, with the usual abbreviations.
  private static let months: [String: Int] = {
    let names: [[String]] = [
      ["januar", "jänner", "january", "janvier", "januari", "enero", "jan", "jän", "janv", "ene"],
      ["februar", "feber", "february", "février", "fevrier", "februari", "febrero", "feb", "févr"],
      ["märz", "maerz", "march", "mars", "maart", "marzo", "mär", "mar", "mrz"],
      ["april", "avril", "abril", "apr", "avr", "abr"],
      ["mai", "may", "mei", "mayo"],
      ["juni", "june", "juin", "junio", "jun"],
      ["juli", "july", "juillet", "julio", "jul", "juil"],
      ["august", "août", "aout", "augustus", "agosto", "aug", "ago"],
      ["september", "septembre", "septiembre", "sep", "sept"],
      ["oktober", "october", "octobre", "octubre", "okt", "oct"],
      ["november", "novembre", "noviembre", "nov"],
      ["dezember", "december", "décembre", "decembre", "diciembre", "dez", "dec", "déc", "dic"],
    ]
    return Dictionary(names.enumerated().flatMap { index, words in words.map { ($0, index + 1) } }) { first, _ in first
    }
  }()
}
