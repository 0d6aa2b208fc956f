/// Some words in a row, whatever blanks part them.
struct Phrase {
  private let words: [[UInt8]]
  private let length: Int

  init(_ text: String) {
    words = text.split(separator: " ").map { Array($0.utf8) }
    length = text.utf8.count
  }

  /// Where it stands so that a word is part of it.
  func range(around word: Range<Int>, in bytes: [UInt8]) -> Range<Int>? {
    let start = max(0, word.lowerBound - length - 8)
    for offset in start...word.lowerBound {
      if let range = range(at: offset, in: bytes), range.upperBound >= word.upperBound { return range }
    }
    return nil
  }

  /// All places at which it stands by itself, and not within longer words.
  func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    guard let first = words.first?.first else { return [] }
    var found: [Range<Int>] = []
    var offset = 0
    while let start = bytes[offset...].firstIndex(of: first) {
      offset = start + 1
      guard let range = range(at: start, in: bytes), start == 0 || !isWord(bytes[start - 1]),
        range.upperBound == bytes.count || !isWord(bytes[range.upperBound])
      else { continue }
      found.append(range)
      offset = range.upperBound
    }
    return found
  }

  /// Where some bytes stand first.
  static func range(of needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    guard let first = needle.first else { return nil }
    var rest = bytes
    while let start = rest.firstIndex(of: first) {
      if bytes[start...].starts(with: needle) { return start..<start + needle.count }
      rest = bytes[(start + 1)...]
    }
    return nil
  }

  private func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte >= 0xC3 }

  private func range(at start: Int, in bytes: [UInt8]) -> Range<Int>? {
    guard let first = words.first, bytes[start...].starts(with: first) else { return nil }
    var position = start + first.count
    for word in words.dropFirst() {
      let blanks = position
      // Those that don't break too.
      while position < bytes.count, bytes[position] <= 0x20 || bytes[position] == 0xC2 || bytes[position] == 0xA0 {
        position += 1
      }
      guard position > blanks, bytes[position...].starts(with: word) else { return nil }
      position += word.count
    }
    return start..<position
  }
}
