/// What a watcher has seen since it last told.
package struct WatchedChanges: Sendable, Hashable {
  /// Files that are new, different or gone, by their paths below the watched folder.
  package var paths: Set<String>
  /// `false` where more may have changed than `paths` tell: a queue overflowed, a folder was moved.
  package var isComplete: Bool

  package init(paths: Set<String> = [], isComplete: Bool = true) {
    self.paths = paths
    self.isComplete = isComplete
  }

  mutating func merge(_ other: WatchedChanges) {
    paths.formUnion(other.paths)
    isComplete = isComplete && other.isComplete
  }

  package var isEmpty: Bool { paths.isEmpty && isComplete }
}
