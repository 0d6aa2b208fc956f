/// `<!-- check-off image.missing-alt, link.vague-text: why -->` in a page's text.
///
/// Alone on its line it stands for the block that follows; at the end of a line for that line.
package struct Silence: Sendable, Hashable {
  package struct Name: Sendable, Hashable {
    let rule: String
    /// Where the id stands, in bytes of the file.
    let range: Range<Int>
  }

  package let names: [Name]
  /// The bytes of the lines for which it stands, from the start of the first to the end of the last.
  package let covered: Range<Int>
  let comment: Range<Int>

  static func all(in bytes: [UInt8], comments: [Range<Int>], lines: [PageText.Line]) -> [Silence] {
    comments.compactMap { comment in
      guard let names = names(in: bytes, comment) else { return nil }
      return Silence(names: names, covered: covered(by: comment, bytes, lines), comment: comment)
    }
  }

  private static func names(in bytes: [UInt8], _ comment: Range<Int>) -> [Name]? {
    var offset = comment.lowerBound + 4
    let end = max(offset, comment.upperBound - 3)
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }
    while offset < end, isSpace(bytes[offset]) { offset += 1 }
    guard bytes[offset..<end].starts(with: "check-off".utf8) else { return nil }
    offset += "check-off".utf8.count
    var names: [Name] = []
    while offset < end, bytes[offset] != UInt8(ascii: ":") {
      guard !isSpace(bytes[offset]), bytes[offset] != UInt8(ascii: ",") else {
        offset += 1
        continue
      }
      let start = offset
      while offset < end, !isSpace(bytes[offset]), bytes[offset] != UInt8(ascii: ","),
        bytes[offset] != UInt8(ascii: ":")
      { offset += 1 }
      names.append(Name(rule: String(decoding: bytes[start..<offset], as: UTF8.self), range: start..<offset))
    }
    return names
  }

  private static func covered(by comment: Range<Int>, _ bytes: [UInt8], _ lines: [PageText.Line]) -> Range<Int> {
    guard var index = lines.lastIndex(where: { $0.range.lowerBound <= comment.lowerBound }) else { return comment }
    let line = lines[index].range
    let rest =
      bytes[line.lowerBound..<comment.lowerBound] + bytes[min(comment.upperBound, line.upperBound)..<line.upperBound]
    guard rest.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { return line }
    index += 1
    while index < lines.count, lines[index].kind == .blank || lines[index].range.lowerBound < comment.upperBound {
      index += 1
    }
    var end = comment.upperBound
    while index < lines.count, lines[index].kind != .blank {
      end = lines[index].range.upperBound
      index += 1
    }
    return comment.lowerBound..<end
  }
}
