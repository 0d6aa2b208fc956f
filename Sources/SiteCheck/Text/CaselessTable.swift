/// Texts and what was first told of each, whether in capitals or not.
///
/// Lower case of a text costs more than all the rest of a look-up, and most texts stand alone: so only texts that have
/// the same letters of ASCII are put into it.
struct CaselessTable<Value> {
  private struct Entry {
    let text: String
    let value: Value
    /// The number of an earlier entry with the same key.
    let next: Int?
  }

  private var entries: [Entry] = []
  /// The number of the last entry with a key.
  private var numbers: [UInt64: Int] = [:]

  /// Whether any two of some texts may say the same: where none may, nobody needs the table.
  static func mayRepeat(_ texts: some Sequence<String>) -> Bool {
    var keys: [UInt64] = []
    for text in texts { keys.append(key(of: text)) }
    if keys.count < 2 { return false }
    keys.sort()
    for index in 1..<keys.count where keys[index] == keys[index - 1] { return true }
    return false
  }

  /// The value of an earlier text that says the same; where there is none, the text is taken note of.
  mutating func earlier(than text: String, _ value: Value) -> Value? {
    let last = numbers.updateValue(entries.count, forKey: Self.key(of: text))
    if let last {
      let lower = text.lowercased()
      var number: Int? = last
      while let known = number {
        let entry = entries[known]
        if entry.text == text || entry.text.lowercased() == lower {
          numbers[Self.key(of: text)] = last
          return entry.value
        }
        number = entry.next
      }
    }
    entries.append(Entry(text: text, value: value, next: last))
    return nil
  }

  private static func key(of text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { unsafe key(of: $0.span) }
  }

  private static func key(of bytes: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in bytes.indices where bytes[index] < 0x80 {
      let byte = bytes[index]
      hash = (hash ^ UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)) &* 0x100_0000_01B3
    }
    return hash
  }
}

extension StringProtocol {
  /// Whether there is nothing to see in it.
  var isBlank: Bool {
    if let first = utf8.first, first > 0x20, first < 0x7F { return false }
    return allSatisfy(\.isWhitespace)
  }
}
