/// A file's path and bytes, and the arithmetic from byte offsets to places that a person can find.
///
/// Everything that parses works on `bytes` and keeps offsets; lines and columns are worked out only when there is
/// something to say.
package struct SourceText: Sendable {
  /// The path as the user knows it, relative to the site's folder where there is one.
  package let path: String
  package let bytes: [UInt8]

  /// The biggest text that is read, in bytes: what is bigger was not written by a person.
  package static let sizeLimit = 64 << 20

  /// Why a bigger one isn't read.
  package static func tooLarge(_ path: String) -> Diagnostic {
    .error(
      "source.too-large", "the file is larger than \(sizeLimit >> 20) MB", at: SourceLocation(path: path))
  }

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The place of a range of bytes; offsets outside of the text are clamped to it.
  ///
  /// Costs a pass over the text up to the range: meant for messages, not for every token. For many places of one text
  /// there is `SourceCursor`.
  package func location(of range: Range<Int>) -> SourceLocation {
    var cursor = SourceCursor(self)
    return cursor.location(of: range)
  }

  package func location(at offset: Int) -> SourceLocation {
    location(of: offset..<offset)
  }

  /// The place of a one-based line and column, where another parser reports those instead of offsets.
  package func location(line: Int, column: Int, length: Int = 0) -> SourceLocation {
    let start = offset(line: line, column: column)
    return location(of: start..<start + max(0, length))
  }

  /// The one-based line and column of an offset, the column in Unicode scalars.
  package func position(of offset: Int) -> (line: Int, column: Int) {
    var (line, column) = (1, 1)
    for byte in bytes.prefix(max(0, offset)) {
      if byte == UInt8(ascii: "\n") {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
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
