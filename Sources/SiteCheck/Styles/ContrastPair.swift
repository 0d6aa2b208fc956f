import SiteDiagnostics

/// Two tokens of which one is seen on the other.
struct ContrastPair: Hashable {
  let front: String
  let ground: String
  /// The contrast that they need.
  let least: Double
  /// Where it is said, in bytes of the style sheet.
  let range: Range<Int>

  /// WCAG 2.1, 1.4.3: text; its large kinds and parts of controls (1.4.11) need 3.
  static let text = 4.5

  /// The pairs of a style sheet: those that a comment names, and `--x-ink` on `--x`.
  ///
  /// ```
  /// /* contrast: --ink, --soft on --paper, --plate; --focus on --paper 3:1 */
  /// ```
  static func all(in sheet: StyleSheet) -> [ContrastPair] {
    let declared = sheet.comments.flatMap { pairs(in: $0, of: sheet.source.bytes) }
    let names = Set(sheet.tokens.map(\.name))
    var seen = Set(declared.map { "\($0.front) \($0.ground)" })
    let byName: [ContrastPair] = sheet.tokens.compactMap { token in
      guard token.name.hasSuffix("-ink") else { return nil }
      let ground = String(token.name.dropLast("-ink".count))
      guard names.contains(ground), seen.insert("\(token.name) \(ground)").inserted else { return nil }
      return ContrastPair(front: token.name, ground: ground, least: text, range: token.range)
    }
    return declared + byName
  }

  private static func pairs(in comment: Range<Int>, of bytes: [UInt8]) -> [ContrastPair] {
    let words = words(in: comment, of: bytes)
    guard let first = words.first, first.text == "contrast:" else { return [] }
    return words.dropFirst().split { $0.text == ";" }.flatMap { sentence -> [ContrastPair] in
      guard let on = sentence.firstIndex(where: { $0.text == "on" }) else { return [] }
      let fronts = sentence[..<on].filter { $0.text.hasPrefix("--") }
      let grounds = sentence[(on + 1)...].filter { $0.text.hasPrefix("--") }
      let least = sentence.last.flatMap { $0.text.hasSuffix(":1") ? Double($0.text.dropLast(2)) : nil }
      return fronts.flatMap { front in
        grounds.map {
          ContrastPair(front: front.text, ground: $0.text, least: least ?? text, range: front.range)
        }
      }
    }
  }

  private static func words(in comment: Range<Int>, of bytes: [UInt8]) -> [(text: String, range: Range<Int>)] {
    var words: [(text: String, range: Range<Int>)] = []
    var offset = comment.lowerBound
    while offset < comment.upperBound {
      let byte = bytes[offset]
      if byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "*") {
        offset += 1
        continue
      }
      let start = offset
      offset += 1
      if byte != UInt8(ascii: ";") {
        while offset < comment.upperBound, bytes[offset] > 0x20, bytes[offset] != UInt8(ascii: ","),
          bytes[offset] != UInt8(ascii: ";")
        { offset += 1 }
      }
      words.append((String(decoding: bytes[start..<offset], as: UTF8.self), start..<offset))
    }
    return words
  }
}
