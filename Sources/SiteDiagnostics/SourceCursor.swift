/// Works out places in a text one after the other. Those that come in the order of the text cost one pass over it
/// together, however many they are and however long its lines.
package struct SourceCursor {
  private let source: SourceText
  private var line = 1
  /// The bytes of the line, without its ending; known up to `seen` until somebody asks for the end.
  private var lineStart = 0
  private var lineEnd: Int?
  private var seen = 0
  /// How many characters of the line stand before an offset.
  private var counted = (offset: 0, characters: 0)

  package init(_ source: SourceText) { self.source = source }

  /// The place of a range of bytes; offsets outside of the text are clamped to it.
  package mutating func location(of range: Range<Int>) -> SourceLocation {
    let bytes = source.bytes
    let start = min(max(0, range.lowerBound), bytes.count)
    let end = min(max(start, range.upperBound), bytes.count)
    move(to: start)
    let line = lineStart..<currentLineEnd()
    let marked = start..<max(start, min(end, line.upperBound))
    let place = min(start, line.upperBound)
    let before = characters(before: place)
    let window = Self.window(around: place, in: line, of: bytes)
    return SourceLocation(
      path: source.path, line: self.line, column: before + 1, length: Self.characters(in: marked, of: bytes),
      excerpt: String(decoding: bytes[window], as: UTF8.self),
      excerptStart: window.lowerBound == lineStart
        ? 0 : max(0, before - Self.characters(in: window.lowerBound..<place, of: bytes)))
  }

  private mutating func move(to start: Int) {
    if start < seen {
      if start >= lineStart {
        seen = start
      } else {
        self = SourceCursor(source)
      }
    }
    if let lineEnd, start <= lineEnd {
      seen = start
      return
    }
    let text = source.bytes
    let bytes = text.span
    for offset in seen..<start where bytes[offset] == UInt8(ascii: "\n") {
      line += 1
      lineStart = offset + 1
    }
    if lineStart > counted.offset || counted.offset > start { counted = (lineStart, 0) }
    if let lineEnd, lineStart > lineEnd { self.lineEnd = nil }
    seen = start
  }

  private mutating func currentLineEnd() -> Int {
    if let lineEnd { return lineEnd }
    let bytes = source.bytes
    var end = bytes[seen...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    if end > lineStart, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    lineEnd = end
    return end
  }

  /// Counts on from the last place, where that is a letter of ASCII: with it a character begins, whatever stands before.
  private mutating func characters(before place: Int) -> Int {
    let bytes = source.bytes
    let canGoOn =
      counted.offset >= lineStart && counted.offset <= place && counted.offset < bytes.count
      && bytes[counted.offset] < 0x80
    if !canGoOn { counted = (lineStart, 0) }
    let characters = counted.characters + Self.characters(in: counted.offset..<place, of: bytes)
    if place < bytes.count, bytes[place] < 0x80 { counted = (place, characters) }
    return characters
  }

  private static func characters(in range: Range<Int>, of bytes: [UInt8]) -> Int {
    if bytes[range].allSatisfy({ $0 < 0x80 }) { return range.count }
    return String(decoding: bytes[range], as: UTF8.self).count
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
}
