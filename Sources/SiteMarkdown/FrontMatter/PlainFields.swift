package import SiteDiagnostics

/// Finds the values of front matter's keys without a parser of YAML, where there can be no doubt: a key that begins a
/// line, and a plain or quoted value that ends on it, in front matter of which all lines up to there are as plain.
///
/// To parse a page's front matter anew for the sake of one place costs twenty times as much, and most are that plain.
package struct PlainFields {
  private let source: SourceText
  private let lines: Range<Int>

  package init?(_ source: SourceText) {
    guard let lines = FrontMatter.lines(in: source) else { return nil }
    self.source = source
    self.lines = lines
  }

  /// The bytes of a value as the parser would mark it; `nil` where only the parser can tell.

  package func value(of key: String) -> Range<Int>? {
    var key = key
    return key.withUTF8 { unsafe value(of: $0.span) }
  }

  private func value(of key: Span<UInt8>) -> Range<Int>? {
    let bytes = source.bytes.span
    var start = lines.lowerBound
    while start < lines.upperBound {
      let end = Self.end(of: start, in: bytes, lines)
      guard let line = Line(bytes, start..<end) else { return nil }
      if !line.isIndented, Self.says(key, bytes, line.key) {
        let next = end + 1
        guard let value = line.value, next >= lines.upperBound || isLetter(bytes[next]) else { return nil }
        return value
      }
      start = end + 1
    }
    return nil
  }

  private static func end(of start: Int, in bytes: Span<UInt8>, _ lines: Range<Int>) -> Int {
    var end = start
    while end < lines.upperBound, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return end
  }

  private static func says(_ key: Span<UInt8>, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard key.count == range.count else { return false }
    for index in 0..<key.count where key[index] != bytes[range.lowerBound + index] { return false }
    return true
  }
}

extension PlainFields {
  /// A line from which nothing goes on to the next one but by its indentation.
  private struct Line {
    let isIndented: Bool
    let key: Range<Int>
    /// `nil` where there is none, or none of which it is certain where it ends.
    let value: Range<Int>?

    /// `nil` for any other line.
    init?(_ bytes: Span<UInt8>, _ line: Range<Int>) {
      var start = line.lowerBound
      while start < line.upperBound, bytes[start] == 0x20 { start += 1 }
      while start + 1 < line.upperBound, bytes[start] == UInt8(ascii: "-"), bytes[start + 1] == 0x20 { start += 2 }
      isIndented = start > line.lowerBound
      var end = start
      while end < line.upperBound, Self.mayStandInKey(bytes[end]) { end += 1 }
      key = start..<end
      guard end > start, end < line.upperBound, bytes[end] == UInt8(ascii: ":") else {
        // An item of a list, or the next line of a text.
        guard start > line.lowerBound, start < line.upperBound, Self.beginsPlain(bytes[start]),
          Self.isPlain(bytes, start..<line.upperBound)
        else { return nil }
        value = nil
        return
      }
      var (first, last) = (end + 1, line.upperBound)
      guard first == last || bytes[first] == 0x20 else { return nil }
      while first < last, bytes[first] == 0x20 { first += 1 }
      while last > first, bytes[last - 1] == 0x20 { last -= 1 }
      guard first < last else {
        value = nil
        return
      }
      switch bytes[first] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard Self.isQuoted(bytes, first..<last) else { return nil }
      case UInt8(ascii: "["):
        guard Self.isList(bytes, first..<last) else { return nil }
      default:
        guard Self.beginsPlain(bytes[first]), Self.isPlain(bytes, first..<last) else { return nil }
      }
      value = bytes[first] == UInt8(ascii: "[") ? nil : first..<last
    }

    private static func mayStandInKey(_ byte: UInt8) -> Bool {
      isLetter(byte) || byte &- 0x30 < 10 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    /// Whether a byte that begins a value begins a plain one.
    private static func beginsPlain(_ byte: UInt8) -> Bool {
      isLetter(byte) || byte &- 0x30 < 10 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || byte >= 0xC3
    }

    /// Whether nothing in a plain value could be a comment, a control character or, to YAML, the end of a line.
    private static func isPlain(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
      for offset in range {
        switch bytes[offset] {
        case UInt8(ascii: "#") where bytes[offset - 1] == 0x20: return false
        case ..<0x20, 0x7F: return false
        case let byte where isEnd(byte, at: offset, bytes): return false
        default: break
        }
      }
      return true
    }

    private static func isQuoted(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
      guard range.count >= 2 else { return false }
      let quote = bytes[range.lowerBound]
      for offset in range.dropFirst() {
        let byte = bytes[offset]
        if byte == quote { return offset == range.upperBound - 1 }
        if byte == UInt8(ascii: "\\") || byte < 0x20 || isEnd(byte, at: offset, bytes) { return false }
      }
      return false
    }

    /// Whether it is a list of plain words.
    private static func isList(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
      for offset in range.dropFirst() {
        let byte = bytes[offset]
        if byte == UInt8(ascii: "]") { return offset == range.upperBound - 1 }
        guard byte == 0x20 || byte == UInt8(ascii: ",") || mayStandInKey(byte) || byte >= 0x80,
          !isEnd(byte, at: offset, bytes)
        else { return false }
      }
      return false
    }

    /// U+0085, U+2028 and U+2029, after which a line is a new one to YAML, and the controls around the first.
    private static func isEnd(_ byte: UInt8, at offset: Int, _ bytes: Span<UInt8>) -> Bool {
      guard byte >= 0x80, byte < 0xAA else { return false }
      if bytes[offset - 1] == 0xC2 { return byte < 0xA0 }
      return byte >= 0xA8 && bytes[offset - 1] == 0x80 && bytes[offset - 2] == 0xE2
    }
  }
}
