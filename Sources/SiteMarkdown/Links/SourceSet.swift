/// The candidates of a `srcset` (HTML, 4.8.4.3.10): addresses, each with what it is meant for.
package enum SourceSet {
  package struct Candidate: Sendable, Hashable {
    package let address: Range<Int>
    /// `2x`, `640w`; empty where there is none.
    package let descriptor: Range<Int>
  }

  /// Commas part candidates only where an address has ended: within one they belong to it.
  package static func candidates(in text: Span<UInt8>, _ range: Range<Int>) -> [Candidate] {
    var candidates: [Candidate] = []
    var offset = range.lowerBound
    while true {
      while offset < range.upperBound, text[offset] <= 0x20 || text[offset] == UInt8(ascii: ",") { offset += 1 }
      guard offset < range.upperBound else { return candidates }
      let start = offset
      while offset < range.upperBound, text[offset] > 0x20 { offset += 1 }
      var end = offset
      while text[end - 1] == UInt8(ascii: ",") { end -= 1 }
      guard end == offset else {
        candidates.append(Candidate(address: start..<end, descriptor: end..<end))
        continue
      }
      while offset < range.upperBound, text[offset] <= 0x20 { offset += 1 }
      let descriptor = offset
      while offset < range.upperBound, text[offset] != UInt8(ascii: ",") { offset += 1 }
      var last = offset
      while last > descriptor, text[last - 1] <= 0x20 { last -= 1 }
      candidates.append(Candidate(address: start..<end, descriptor: descriptor..<last))
    }
  }

  /// Whether a text is what stands behind an address: a number and `w`, `x` or `h`, or nothing.
  package static func isDescriptor(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    if range.isEmpty { return true }
    guard "wxh".utf8.contains(text[range.upperBound - 1]), range.count > 1 else { return false }
    for offset in range.dropLast() where !isDigit(text[offset]) && text[offset] != UInt8(ascii: ".") { return false }
    return true
  }
}
