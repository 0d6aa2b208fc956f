/// What identifies a file's bytes: their BLAKE2b digest of 256 bits, as ``BLAKE2b`` makes it.
package struct ContentDigest: Sendable, Hashable {
  /// The digest's bytes, eight to a word, the first in the lowest bits.
  private let words: SIMD4<UInt64>

  init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
    words = [first, second, third, fourth]
  }

  /// How many digits the text form has.
  static let textLength = 64

  /// `nil` unless the text is 64 hexadecimal digits in lower case.
  init?(hexadecimal text: ArraySlice<UInt8>) {
    guard text.count == Self.textLength else { return nil }
    var words = SIMD4<UInt64>()
    for (index, character) in text.enumerated() {
      let digit: UInt8
      switch character {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = character - UInt8(ascii: "a") + 10
      default: return nil
      }
      words[index / 16] |= UInt64(digit) << Self.shift(ofDigit: index)
    }
    self.words = words
  }

  /// Adds the 64 hexadecimal digits.
  func append(to text: inout [UInt8]) {
    for index in 0..<Self.textLength {
      let digit = UInt8(words[index / 16] >> Self.shift(ofDigit: index) & 0xF)
      text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  /// Where a digit stands in its word: byte by byte from the lowest on, the higher half of each byte first.
  private static func shift(ofDigit index: Int) -> UInt64 {
    let inWord = UInt64(index % 16)
    return (inWord ^ 1) * 4
  }
}

extension ContentDigest: CustomStringConvertible {
  package var description: String {
    var text: [UInt8] = []
    append(to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}
