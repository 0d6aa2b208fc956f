/// A few short words, looked up by their bytes: up to eight of them make one number.
struct WordSet: Sendable, ExpressibleByStringLiteral {
  private let keys: [UInt64]

  /// Words of at most eight bytes, parted by blanks.
  init(stringLiteral words: String) {
    keys = words.split(separator: " ").map { word in
      precondition(word.utf8.count <= 8)
      return word.utf8.reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  func contains(_ word: ByteView) -> Bool {
    guard word.count > 0, word.count <= 8 else { return false }
    var key: UInt64 = 0
    for offset in 0..<word.count { key = key << 8 | UInt64(word[offset]) }
    return keys.contains(key)
  }
}
