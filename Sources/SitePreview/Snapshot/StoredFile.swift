/// A file that stays where it is and is read piece by piece while it is sent, so that pictures and films need not be
/// held in memory, however many browsers take their time with them.
package protocol StoredFile: Sendable {
  /// How it stands now; `nil` where it is gone.
  func version() -> StoredVersion?

  /// A part of it; `nil` where the file is no longer that version, so that nobody gets a mixture of two.
  func bytes(_ range: Range<Int>, of version: StoredVersion) -> [UInt8]?
}

/// What tells the versions of one file apart without reading it.
package struct StoredVersion: Sendable, Hashable {
  package let size: Int
  /// Another one after every change.
  package let mark: String

  package init(size: Int, mark: String) {
    self.size = size
    self.mark = mark
  }
}
