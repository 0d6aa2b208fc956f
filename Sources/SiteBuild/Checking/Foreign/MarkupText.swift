/// Character references of HTML and XML (HTML standard, 13.2.5.72), as far as addresses and markup can hide in them.
enum MarkupText {
  private static let named: [String: String] = [
    "amp": "&", "AMP": "&", "lt": "<", "LT": "<", "gt": ">", "GT": ">", "quot": "\"", "QUOT": "\"", "apos": "'",
    "colon": ":", "sol": "/", "bsol": "\\", "period": ".", "lpar": "(", "rpar": ")", "Tab": "\t", "NewLine": "\n",
    "nbsp": "\u{A0}", "semi": ";", "comma": ",", "num": "#", "quest": "?", "equals": "=", "percnt": "%", "lowbar": "_",
    "commat": "@", "excl": "!", "plus": "+", "ast": "*", "grave": "`",
  ]

  /// The text with its references replaced; those it doesn't know stay as they are.
  static func decode(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    var rest = Substring(text)
    while let ampersand = rest.utf8.firstIndex(of: UInt8(ascii: "&")) {
      result += rest[..<ampersand]
      rest = rest[rest.utf8.index(after: ampersand)...]
      if rest.utf8.first == UInt8(ascii: "#") {
        result += numeric(&rest) ?? "&"
      } else {
        let name = rest.utf8.prefix(8).prefix { byte in (65...90).contains(byte) || (97...122).contains(byte) }
        if let character = named[String(name) ?? ""] {
          rest = rest[name.endIndex...]
          if rest.utf8.first == UInt8(ascii: ";") { rest = rest.dropFirst() }
          result += character
        } else {
          result += "&"
        }
      }
    }
    return result + rest
  }

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

  /// Takes `#123;` or `#x1F;` off the text.
  private static func numeric(_ rest: inout Substring) -> String? {
    var digits = rest.utf8.dropFirst()
    let isHex = digits.first.map { $0 | 0x20 } == UInt8(ascii: "x")
    if isHex { digits = digits.dropFirst() }
    let number = digits.prefix { byte in
      (48...57).contains(byte) || (isHex && ((65...70).contains(byte) || (97...102).contains(byte)))
    }
    guard !number.isEmpty else { return nil }
    let value = String(number).flatMap { UInt32($0, radix: isHex ? 16 : 10) } ?? 0xFFFD
    rest = rest[number.endIndex...]
    if rest.utf8.first == UInt8(ascii: ";") { rest = rest.dropFirst() }
    return String(Unicode.Scalar(value) ?? "\u{FFFD}")
  }
}
