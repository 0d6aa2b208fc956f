/// A number as a language groups it: `12.500,5` in German.
enum NumberText {
  /// - Parameter decimals: how many digits follow the decimal sign; `nil` for as many as the number has.
  static func text(_ number: Double, decimals: Int?, language: String) -> String {
    guard number.isFinite, abs(number) < 1e15 else { return String(number) }
    let formats = LanguageFormats.of(language)
    var whole = number.magnitude.rounded(.towardZero)
    var fraction = ""
    if let decimals {
      let factor = (0..<decimals).reduce(1.0) { factor, _ in factor * 10 }
      let scaled = (number.magnitude * factor).rounded(.toNearestOrEven)
      whole = (scaled / factor).rounded(.towardZero)
      let digits = String(Int((scaled - whole * factor).rounded()))
      fraction = decimals == 0 ? "" : String(repeating: "0", count: max(0, decimals - digits.utf8.count)) + digits
    } else if number.magnitude != whole {
      fraction = String("\(number.magnitude)".drop { $0 != "." }.dropFirst())
    }
    var digits = String(Int(whole))
    var groups: [Substring] = []
    while digits.utf8.count > 3 {
      groups.insert(Substring(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    let grouped = ([digits[...]] + groups).joined(separator: formats.groupingSeparator)
    // U+2212 is the minus sign of running text.
    return (number < 0 ? "\u{2212}" : "") + grouped + (fraction.isEmpty ? "" : formats.decimalSeparator + fraction)
  }
}
