/// A file's path and bytes, and the arithmetic from byte offsets to places that a person can find.
///
/// Everything that parses works on `bytes` and keeps offsets; lines and columns are worked out only when there is
/// something to say.
package struct SourceText: Sendable {
  /// The path as the user knows it, relative to the site's folder where there is one.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The place of a range of bytes; offsets outside of the text are clamped to it.
  ///
  /// Costs a pass over the text up to the range: meant for messages, not for every token.
  package func location(of range: Range<Int>) -> SourceLocation {
    let start = min(max(0, range.lowerBound), bytes.count)
    let end = min(max(start, range.upperBound), bytes.count)
    var line = 1
    var lineStart = 0
    for offset in 0..<start where bytes[offset] == UInt8(ascii: "\n") {
      line += 1
      lineStart = offset + 1
    }
    var lineEnd = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let markedEnd = min(end, lineEnd)
    if lineEnd > lineStart, bytes[lineEnd - 1] == UInt8(ascii: "\r") { lineEnd -= 1 }
    let lineBytes = lineStart..<max(lineStart, lineEnd)
    let window = Self.window(around: min(start, lineBytes.upperBound), in: lineBytes, of: bytes)
    let before = String(decoding: bytes[lineStart..<min(start, lineBytes.upperBound)], as: UTF8.self)
    let marked = String(decoding: bytes[start..<max(start, markedEnd)], as: UTF8.self)
    return SourceLocation(
      path: path,
      line: line,
      column: before.count + 1,
      length: marked.count,
      excerpt: String(decoding: bytes[window], as: UTF8.self),
      excerptStart: String(decoding: bytes[lineStart..<window.lowerBound], as: UTF8.self).count)
  }

  /// At most 400 bytes of a line, cut between characters: a message must stay readable over ten megabytes on one line.
  private static func window(around offset: Int, in line: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
    guard line.count > 400 else { return line }
    var start = max(line.lowerBound, offset - 160)
    var end = min(line.upperBound, start + 400)
    while start < end, start > line.lowerBound, bytes[start] & 0xC0 == 0x80 { start += 1 }
    while end > start, end < line.upperBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return start..<end
  }

  package func location(at offset: Int) -> SourceLocation {
    location(of: offset..<offset)
  }

  /// The place of a one-based line and column, where another parser reports those instead of offsets.
  package func location(line: Int, column: Int, length: Int = 0) -> SourceLocation {
    let start = offset(line: line, column: column)
    return location(of: start..<start + max(0, length))
  }

  /// The offset of a one-based line and column, the column in Unicode scalars; clamped to the line and the text.
  package func offset(line: Int, column: Int) -> Int {
    var offset = 0
    var current = 1
    while current < line, offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "\n") { current += 1 }
      offset += 1
    }
    var remaining = max(0, column - 1)
    while remaining > 0, offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      remaining -= 1
    }
    return offset
  }
}
