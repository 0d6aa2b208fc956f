/// Bytes of a file and what shall stand there instead.
package struct TextEdit: Sendable, Hashable {
  package let path: String
  package let range: Range<Int>
  /// One-based; the column in Unicode scalars.
  package let line: Int
  package let column: Int
  /// What stands there: a file that was changed meanwhile is left alone.
  package let original: [UInt8]
  package let replacement: [UInt8]

  package init(_ source: SourceText, _ range: Range<Int>, replacement: [UInt8]) {
    path = source.path
    self.range = range
    (line, column) = source.position(of: range.lowerBound)
    original = Array(source.bytes[range])
    self.replacement = replacement
  }

  /// The bytes of a file with all edits that don't touch each other; `nil` where the file isn't the one that was
  /// looked at.
  ///
  /// - Returns: the new bytes and how many edits they hold.
  package static func apply(_ edits: [TextEdit], to bytes: [UInt8]) -> (bytes: [UInt8], count: Int)? {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 64)
    var position = 0
    var count = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard edit.range.upperBound <= bytes.count, bytes[edit.range].elementsEqual(edit.original) else { return nil }
      guard edit.range.lowerBound >= position else { continue }
      result += bytes[position..<edit.range.lowerBound]
      result += edit.replacement
      position = edit.range.upperBound
      count += 1
    }
    result += bytes[position...]
    return (result, count)
  }
}
