/// Looks for the place in a source at which something was written that stands in a rendered page.
///
/// The same tag may be written at many places: of those the one is meant around which most is written as it stands
/// around it in the page.
struct MarkupSearch {
  private let needles: [ArraySlice<UInt8>]
  private let before: [UInt8]
  private let after: [UInt8]

  /// How many places are compared in one source.
  private static let limit = 500

  /// `nil` where the text is too short to be looked for.
  init?(for finding: OutputFinding) {
    let text = finding.text
    guard text.count >= 4 else { return nil }
    var needle = text[...]
    // The writer of Markdown closes void elements with ` />` and puts all values into quotes; authors often don't.
    if needle.suffix(3).elementsEqual(" />".utf8) { needle = needle.dropLast(3) }
    var needles = [needle]
    if needle.first != UInt8(ascii: "<"), needle.contains(UInt8(ascii: "\"")) {
      needles.append(needle.map { $0 == UInt8(ascii: "\"") ? UInt8(ascii: "'") : $0 }[...])
      needles.append(needle.filter { $0 != UInt8(ascii: "\"") }[...])
    }
    self.needles = needles
    before = finding.before.filter { $0 > 0x20 }
    after = finding.after.filter { $0 > 0x20 }
  }

  /// The likeliest place in a source, and how much around it is the same.
  func best(in bytes: [UInt8]) -> (range: Range<Int>, score: Int)? {
    for needle in needles {
      var best: (range: Range<Int>, score: Int)?
      var offset = 0
      var count = 0
      while count < Self.limit, let start = Self.find(needle, in: bytes, from: offset) {
        let range = start..<start + needle.count
        let score = score(of: range, in: bytes)
        if score > best?.score ?? -1 { best = (range, score) }
        offset = start + 1
        count += 1
      }
      if let best { return best }
    }
    return nil
  }

  /// How many bytes on both sides are those of the page, blanks apart.
  private func score(of range: Range<Int>, in bytes: [UInt8]) -> Int {
    var score = 0
    var offset = range.lowerBound
    for byte in before.reversed() {
      while offset > 0, bytes[offset - 1] <= 0x20 { offset -= 1 }
      guard offset > 0, bytes[offset - 1] == byte else { break }
      offset -= 1
      score += 1
    }
    offset = range.upperBound
    for byte in after {
      while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
      guard offset < bytes.count, bytes[offset] == byte else { break }
      offset += 1
      score += 1
    }
    return score
  }

  private static func find(_ needle: ArraySlice<UInt8>, in bytes: [UInt8], from: Int) -> Int? {
    guard let first = needle.first, let last = needle.last, bytes.count - from >= needle.count else { return nil }
    let span = bytes.span
    let length = needle.count
    for offset in from...span.count - length
    where span[offset] == first && span[offset + length - 1] == last
      && bytes[offset..<offset + length].elementsEqual(needle)
    {
      return offset
    }
    return nil
  }
}
