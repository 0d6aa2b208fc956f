/// Recognises addresses of web pages: `https://host`, `www.host`, `host.org`, with port, path and query.
///
/// A host without a scheme is one only if it begins with `www.` or ends in one of the oldest top-level domains.
enum WebAddress {
  private typealias Scalars = ArraySlice<Unicode.Scalar>

  static func matches(_ text: Text) -> Bool {
    let scalars = text.scalars[...]
    for scheme in ["https://", "http://", "www."] as [String] {
      guard let rest = dropping(scheme, from: scalars) else { continue }
      if matchesHost(rest, isDomain) || (scheme != "www." && matchesNumeric(rest)) { return true }
    }
    return matchesHost(scalars, isOldDomain)
  }

  private static func dropping(_ prefix: String, from text: Scalars) -> Scalars? {
    var rest = text
    for scalar in prefix.unicodeScalars {
      guard let first = rest.popFirst(), first.properties.lowercaseMapping == String(scalar) else { return nil }
    }
    return rest
  }

  /// Whether labels that satisfy a condition are all there is before port and path.
  private static func matchesHost(_ text: Scalars, _ accepts: ([Scalars]) -> Bool) -> Bool {
    let host = text.prefix { isHostCharacter($0) || $0 == "." }
    return accepts(host.split(separator: ".", omittingEmptySubsequences: false))
      && matchesPortAndPath(text[host.endIndex...])
  }

  private static func isHostCharacter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isWordCharacter || scalar == "%" || scalar == "-"
  }

  private static func isDomain(_ labels: [Scalars]) -> Bool {
    guard let last = labels.last, labels.dropLast().allSatisfy({ !$0.isEmpty }) else { return false }
    if (2...63).contains(last.count), last.allSatisfy(isLetter) { return true }
    guard let name = dropping("xn--", from: last) else { return false }
    return (2...59).contains(name.count) && !name.contains("-")
  }

  private static func isOldDomain(_ labels: [Scalars]) -> Bool {
    guard let last = labels.last, labels.count > 1, labels.dropLast().allSatisfy({ (2...63).contains($0.count) })
    else { return false }
    return ["com", "net", "int", "edu", "gov", "org", "info", "mil"].contains(Text(Text.lowercased(last)).string)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  /// An address in numbers: `127.0.0.1`, `[::1]`.
  private static func matchesNumeric(_ text: Scalars) -> Bool {
    if text.first == "[" { return matchesBracketed(text.dropFirst()) }
    return matchesHost(text) { labels in
      labels.count == 4 && labels.allSatisfy { (1...3).contains($0.count) && $0.allSatisfy(\.isDecimal) }
    }
  }

  private static func matchesBracketed(_ text: Scalars) -> Bool {
    guard let close = text.firstIndex(of: "]") else { return false }
    let groups = text[..<close].split(separator: ":", omittingEmptySubsequences: false)
    let isHexadecimal = groups.allSatisfy { $0.allSatisfy { $0.isDecimal || $0.properties.isASCIIHexDigit } }
    guard isHexadecimal, groups.count > 2, groups[0].count <= 4, groups[1].count <= 4 else { return false }
    // Of the rest, each six times at most four digits with a colon or without.
    var pieces = 0
    for (index, group) in groups.enumerated().dropFirst(2) {
      let isLast = index == groups.count - 1
      pieces += max(isLast ? 0 : 1, (group.count + 3) / 4)
    }
    return pieces <= 6 && matchesPortAndPath(text[(close + 1)...])
  }

  private static func matchesPortAndPath(_ text: Scalars) -> Bool {
    var rest = text
    if rest.first == ":" {
      rest.removeFirst()
      let digits = rest.prefix { $0.isDecimal }
      guard (1...5).contains(digits.count) else { return false }
      rest = rest[digits.endIndex...]
    }
    guard let first = rest.first else { return true }
    return first == "/" || first == "?" || first == "#"
  }
}
