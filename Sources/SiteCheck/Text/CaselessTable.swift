/// Texts and what was first told of each, whether in capitals or not.
///
/// Lower case of a text costs more than all the rest of a look-up, and most texts stand alone: so only texts that have
/// the same letters of ASCII are put into it.
struct CaselessTable<Value> {
  private var entries: [UInt64: [(text: String, value: Value)]] = [:]

  /// Whether any two of some texts may say the same: where none may, nobody needs the table.
  static func mayRepeat(_ texts: some Sequence<String>) -> Bool {
    let keys = texts.map { key(of: $0) }.sorted()
    return zip(keys, keys.dropFirst()).contains { $0 == $1 }
  }

  /// The value of an earlier text that says the same; where there is none, the text is taken note of.
  mutating func earlier(than text: String, _ value: Value) -> Value? {
    let key = Self.key(of: text)
    guard let known = entries[key] else {
      entries[key] = [(text, value)]
      return nil
    }
    let lower = text.lowercased()
    if let same = known.first(where: { $0.text == text || $0.text.lowercased() == lower }) { return same.value }
    entries[key] = known + [(text, value)]
    return nil
  }

  private static func key(of text: String) -> UInt64 {
    var hash = WordHash()
    for byte in text.utf8 where byte < 0x80 { hash.add(byte, after: 0) }
    return hash.value
  }
}

extension StringProtocol {
  /// Whether there is nothing to see in it.
  var isBlank: Bool {
    if let first = utf8.first, first > 0x20, first < 0x7F { return false }
    return allSatisfy(\.isWhitespace)
  }
}
