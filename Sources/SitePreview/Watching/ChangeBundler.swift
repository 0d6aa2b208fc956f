/// Waits until a change is over before it is told.
struct ChangeBundler {
  private var source: any ChangeSource
  /// The watched folder.
  private let root: String
  private let lock: GitLock
  private var pending = WatchedChanges()
  private var began: ContinuousClock.Instant?
  /// When something was last seen to change while git held its lock.
  private var locked: ContinuousClock.Instant?

  /// In milliseconds: how long nothing happens while nothing is pending before the caller is asked again.
  private static let idle = 500
  /// A change that never ends is told all the same.
  private static let limit = Duration.seconds(2)
  private static let limitWithLock = Duration.seconds(20)
  /// A lock under which nothing has happened for so long isn't that of a checkout: somebody writes the message of a
  /// commit, or git has died and left it.
  private static let patienceWithLock = Duration.seconds(1)

  init(source: any ChangeSource, root: String, lock: GitLock) {
    self.source = source
    self.root = root
    self.lock = lock
  }

  /// A finished bundle, or `nil` after a while without one.
  mutating func next() -> WatchedChanges? {
    let new = source.changes(waiting: pending.isEmpty ? Self.idle : quietTime)
    pending.merge(new)
    guard !pending.isEmpty else { return nil }
    let now = ContinuousClock.now
    let began = began ?? now
    self.began = began
    if lock.isHeld, now - began < Self.limitWithLock {
      if !new.isEmpty || locked == nil { locked = now }
      if now - (locked ?? now) < Self.patienceWithLock { return nil }
    }
    if !new.isEmpty, now - (locked ?? began) < Self.limit { return nil }
    defer {
      pending = WatchedChanges()
      self.began = nil
      locked = nil
    }
    pending.forgetPassing(below: root)
    return pending.isEmpty ? nil : pending
  }

  /// How many milliseconds of silence end a change: one saved file is told at once, of many more are likely to come.
  private var quietTime: Int {
    if !pending.isComplete { return 60 }
    return pending.paths.count <= 4 ? 6 : 60
  }
}
