/// What identifies a file's bytes: their XXH3 digest of 128 bits, as ``ContentHasher`` makes it.
package struct ContentDigest: Sendable, Hashable {
  let high: UInt64
  let low: UInt64

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// How many digits the text form has.
  static let textLength = 32

  /// `nil` unless the text is 32 hexadecimal digits in lower case.
  init?(hexadecimal text: ArraySlice<UInt8>) {
    guard text.count == Self.textLength else { return nil }
    var words: (UInt64, UInt64) = (0, 0)
    for character in text {
      let digit: UInt8
      switch character {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = character - UInt8(ascii: "a") + 10
      default: return nil
      }
      words.0 = words.0 << 4 | words.1 >> 60
      words.1 = words.1 << 4 | UInt64(digit)
    }
    (high, low) = words
  }

  /// Adds the 32 hexadecimal digits, the highest first.
  func append(to text: inout [UInt8]) {
    Self.append(high, to: &text)
    Self.append(low, to: &text)
  }

  private static func append(_ word: UInt64, to text: inout [UInt8]) {
    var rest = word
    for _ in 0..<16 {
      let digit = UInt8(truncatingIfNeeded: rest &>> 60)
      text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      rest &<<= 4
    }
  }
}

extension ContentDigest: CustomStringConvertible {
  package var description: String {
    var text: [UInt8] = []
    append(to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}
