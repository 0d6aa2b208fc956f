package import SiteDiagnostics

/// What a commit did to the output folder.
package struct OutputResult: Sendable, Hashable {
  package enum Switch: Sendable, Hashable {
    /// The output was as it should be already; nothing was touched.
    case none
    /// The whole tree at once: a reader sees the old site or the new one.
    case atomic
    /// One file after the other, because the file system can do no better.
    case fileByFile
  }

  /// Files that are new or changed.
  package var written = 0
  /// Files of an earlier build that kept their bytes and their modification time.
  package var unchanged = 0
  /// Files of an earlier build that the site no longer has.
  package var removed = 0
  /// Files in the output folder that sitegen did not write.
  package var carriedOver = 0
  package var `switch` = Switch.none
  /// Warnings and notes; never an error.
  package var diagnostics: [Diagnostic] = []
}
