import SiteMarkdown

/// Decodes character references in what was rendered.
enum MarkupText {
  /// The text with its references replaced; those it doesn't know stay as they are.
  static func decode(_ text: String) -> String { CharacterReferences.decode(text) }

  /// As above, for a part of a text that is long: a feed's articles.
  static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(range.count)
    var copied = range.lowerBound
    while let ampersand = ByteSearch.first(UInt8(ascii: "&"), in: bytes, from: copied, to: range.upperBound) {
      append(copied..<ampersand, of: bytes, to: &output)
      let end = min(ampersand + 12, range.upperBound)
      guard let stop = ByteSearch.first(UInt8(ascii: ";"), in: bytes, from: ampersand, to: end) else {
        output.append(UInt8(ascii: "&"))
        copied = ampersand + 1
        continue
      }
      copied = stop + 1
      switch (stop - ampersand, bytes[ampersand + 1]) {
      case (3, UInt8(ascii: "l")): output.append(UInt8(ascii: "<"))
      case (3, UInt8(ascii: "g")): output.append(UInt8(ascii: ">"))
      case (4, UInt8(ascii: "a")): output.append(UInt8(ascii: "&"))
      case (5, UInt8(ascii: "q")): output.append(UInt8(ascii: "\""))
      case (4, UInt8(ascii: "#"))
      where bytes[ampersand + 2] == UInt8(ascii: "3") && bytes[ampersand + 3] == UInt8(ascii: "4"):
        output.append(UInt8(ascii: "\""))
      default:
        var reference: [UInt8] = []
        append(ampersand..<copied, of: bytes, to: &reference)
        output += decode(String(decoding: reference, as: UTF8.self)).utf8
      }
    }
    append(copied..<range.upperBound, of: bytes, to: &output)
    return output
  }

  @inline(__always)
  private static func append(_ range: Range<Int>, of bytes: Span<UInt8>, to output: inout [UInt8]) {
    unsafe bytes.extracting(range).withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
  }
}
