/// Which source files may have changed since the last build.
package struct SourceChanges: Sendable, Hashable {
  /// Files that are new, different or gone, by their paths from the site's folder: `Content/index.md`.
  package var paths: Set<String>
  /// `false` where there may be more than `paths` tell: then nothing that was read before can be relied on.
  package var isComplete: Bool

  package init(_ paths: Set<String>, isComplete: Bool = true) {
    self.paths = paths
    self.isComplete = isComplete
  }

  package mutating func formUnion(_ other: SourceChanges) {
    paths.formUnion(other.paths)
    isComplete = isComplete && other.isComplete
  }

  /// Anything may have changed.
  package static let unknown = SourceChanges([], isComplete: false)
}
