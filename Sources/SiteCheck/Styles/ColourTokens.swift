/// The custom properties of a style sheet's root in one colour scheme.
struct ColourTokens {
  enum Problem: Error {
    /// There is no such token.
    case unknown
    /// What stands there can't be worked out from the style sheet alone.
    case undecided(String)
  }

  private var values: [String: String] = [:]
  private let isDark: Bool

  init(_ sheet: StyleSheet, isDark: Bool) {
    self.isDark = isDark
    let scheme = isDark ? StyleSheet.Scheme.dark : .light
    for token in sheet.tokens where token.scheme == .any || token.scheme == scheme { values[token.name] = token.value }
  }

  var names: [String] { values.keys.sorted() }

  func colour(of name: String) throws(Problem) -> Colour {
    guard let value = values[name] else { throw .unknown }
    return try colour(value, depth: 0)
  }

  /// Follows `var(…)` and `light-dark(…)`.
  private func colour(_ value: String, depth: Int) throws(Problem) -> Colour {
    if let colour = Colour(parsing: value) { return colour }
    guard depth < 16, let open = value.firstIndex(of: "("), value.hasSuffix(")") else { throw .undecided(value) }
    let inner = value[value.index(after: open)...].dropLast()
    let parts = Self.split(inner)
    switch value[..<open].lowercased() {
    case "var":
      guard let name = parts.first.map({ String($0.trimming(\.isWhitespace)) }) else { throw .undecided(value) }
      if let next = values[name] { return try colour(next, depth: depth + 1) }
      guard parts.count > 1 else { throw .undecided(value) }
      return try colour(String(parts.dropFirst().joined(separator: ",").trimming(\.isWhitespace)), depth: depth + 1)
    case "light-dark":
      guard parts.count == 2 else { throw .undecided(value) }
      return try colour(String(parts[isDark ? 1 : 0].trimming(\.isWhitespace)), depth: depth + 1)
    default: throw .undecided(value)
    }
  }

  /// Parts between commas that stand in no brackets of their own.
  private static func split(_ text: Substring) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ",", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts
  }
}
