/// A file that the finished site is to hold.
package struct OutputFile: Sendable, Hashable {
  package enum Content: Sendable, Hashable {
    case bytes([UInt8])
    /// The bytes of another file, named by its path from the root: pictures need not be held in memory.
    case copy(of: String)
  }

  /// Relative to the output folder, with slashes between its parts: `ausgaben/2025-12/index.html`.
  package let path: String
  package let content: Content

  package init(path: String, content: Content) {
    self.path = path
    self.content = content
  }
}
