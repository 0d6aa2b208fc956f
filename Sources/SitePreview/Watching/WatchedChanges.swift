/// What a watcher has seen since it last told.
package struct WatchedChanges: Sendable, Hashable {
  /// Files that are new, different or gone, by their paths below the watched folder.
  package var paths: Set<String>
  /// `false` where more may have changed than `paths` tell: a queue overflowed, a folder was moved.
  package var isComplete: Bool
  /// Whether it is the time that makes another site of the same files.
  package var timeHasPassed: Bool
  /// Those of `paths` that were not there before.
  var made: Set<String> = []

  package init(paths: Set<String> = [], isComplete: Bool = true, timeHasPassed: Bool = false) {
    self.paths = paths
    self.isComplete = isComplete
    self.timeHasPassed = timeHasPassed
  }

  mutating func merge(_ other: WatchedChanges) {
    made.formUnion(other.made.subtracting(paths))
    paths.formUnion(other.paths)
    isComplete = isComplete && other.isComplete
    timeHasPassed = timeHasPassed || other.timeHasPassed
  }

  /// Leaves out what came and is gone again, as the temporary file does by which an editor saves another one.
  mutating func forgetPassing(below root: String) {
    paths.subtract(made.filter { FileStamp("\(root)/\($0)") == nil })
    made = []
  }

  package var isEmpty: Bool { paths.isEmpty && isComplete && !timeHasPassed }
}
