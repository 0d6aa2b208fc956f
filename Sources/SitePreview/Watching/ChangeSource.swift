/// A way of finding out what changes.
protocol ChangeSource: Sendable {
  /// What has changed since the last call; waits up to so many milliseconds for something to happen.
  mutating func changes(waiting milliseconds: Int) -> WatchedChanges
}
