internal import SiteDiagnostics

/// The lines that a file begins with, as far as anybody who looks for a header wants to see them.
struct HeaderLines {
  struct Line {
    /// Without the line's ending and blanks at its end.
    var range: Range<Int>
    /// After the line's ending.
    var next: Int
    var text: String
    /// Counts all lines of the file from 1.
    var number: Int
  }

  /// Longer headers are none.
  private static let limit = 200

  let lines: [Line]

  init(_ source: SourceText, from start: Int = 0) {
    let bytes = source.bytes
    var lines: [Line] = []
    var offset = start
    while offset < bytes.count, lines.count < Self.limit {
      let newline = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
      var end = newline
      while end > offset, [0x20, 0x09, 0x0D].contains(bytes[end - 1]) { end -= 1 }
      // Of a very long line only the beginning is looked at.
      let text = String(decoding: bytes[offset..<min(end, offset + 2000)], as: UTF8.self)
      lines.append(Line(range: offset..<end, next: min(newline + 1, bytes.count), text: text, number: lines.count + 1))
      offset = newline + 1
    }
    self.lines = lines
  }

  /// Key and value of a line `Key: value`; the key has letters, digits, blanks, `-` and `_`.
  static func keyAndValue(_ text: String) -> (key: String, value: String)? {
    guard let colon = text.unicodeScalars.firstIndex(of: ":") else { return nil }
    let key = text[..<colon]
    let rest = text[text.unicodeScalars.index(after: colon)...]
    guard let first = key.unicodeScalars.first, first.properties.isAlphabetic, key.utf8.count <= 40,
      key.unicodeScalars.allSatisfy(isOfKey), rest.isEmpty || rest.hasPrefix(" ") || rest.hasPrefix("\t")
    else { return nil }
    return (String(key), String(rest.drop { $0 == " " || $0 == "\t" }))
  }

  private static func isOfKey(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || "-_ ".unicodeScalars.contains(scalar) || (0x30...0x39).contains(scalar.value)
  }
}
