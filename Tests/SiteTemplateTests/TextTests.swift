import Testing

@testable import SiteTemplate

/// What looks at many bytes at once agrees with what looks at one after the other, wherever the borders lie.
@Suite struct TextTests {
  /// Characters of one to four bytes in changing order, longer than several of the pieces that are looked at.
  private static let mixed = (0..<9).map {
    String(repeating: "aé€🚋", count: $0 % 3 + 1) + String(repeating: "x", count: $0)
  }
  .joined()

  @Test(arguments: 0..<40)
  func codePointsAreFoundFromEveryStart(_ start: Int) {
    let scalars = Self.mixed.unicodeScalars.dropFirst(start)
    let text = Text(String(String.UnicodeScalarView(scalars)))
    #expect(text.codePointCount == scalars.count)
    for number in 0...scalars.count + 1 {
      let offset = String(String.UnicodeScalarView(scalars.prefix(number))).utf8.count
      #expect(text.byteOffset(ofCodePoint: number) == offset)
    }
    #expect(text.byteOffset(ofCodePoint: -1) == 0)
  }

  @Test(arguments: 0..<70)
  func markupIsFoundAtEveryPlace(_ length: Int) {
    let plain = [UInt8](repeating: UInt8(ascii: "="), count: length)
    #expect(!Text(plain).mayContainMarkup)
    for place in 0..<length {
      for byte in "&<>\"'".utf8 {
        var bytes = plain
        bytes[place] = byte
        #expect(Text(bytes).mayContainMarkup)
        #expect(Text(bytes).escaped.byteCount > length)
      }
    }
  }

  @Test func onlyTheFiveCharactersCountAsMarkup() {
    for byte in UInt8(0)..<0x80 {
      let isMarkup = "&<>\"'".utf8.contains(byte)
      #expect(Text([byte]).mayContainMarkup == isMarkup)
      #expect(Text([UInt8](repeating: byte, count: 20)).mayContainMarkup == isMarkup)
    }
  }

  @Test(arguments: 0..<40)
  func asciiIsToldFromOtherText(_ place: Int) {
    let ascii = String(repeating: "a", count: 40)
    #expect(Text(ascii).isASCII)
    #expect(!Text(String(ascii.prefix(place)) + "é" + ascii.dropFirst(place)).isASCII)
  }
}
