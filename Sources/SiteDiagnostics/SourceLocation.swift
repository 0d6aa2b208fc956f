/// A place in a source file, complete in itself: it can be printed after the file is gone from memory.
package struct SourceLocation: Sendable, Hashable {
  package var path: String
  /// One-based.
  package var line: Int
  /// One-based, counted in characters as a person sees them.
  package var column: Int
  /// How many characters are meant, from `column` on and within the line; 0 points between two characters.
  package var length: Int
  /// The line itself, without its line ending, or the part of a very long one; `nil` where only the file is known.
  package var excerpt: String?
  /// How many characters of the line stand before `excerpt`: 0 unless the line is very long.
  package var excerptStart: Int

  package init(
    path: String, line: Int = 1, column: Int = 1, length: Int = 0, excerpt: String? = nil, excerptStart: Int = 0
  ) {
    self.path = path
    self.line = line
    self.column = column
    self.length = length
    self.excerpt = excerpt
    self.excerptStart = excerptStart
  }
}

extension SourceLocation: Comparable {
  package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.path, left.line, left.column, left.length) < (right.path, right.line, right.column, right.length)
  }
}

extension SourceLocation: CustomStringConvertible {
  package var description: String { "\(path):\(line):\(column)" }
}
