import Dispatch
import Synchronization

/// Tells of changes below a folder, in bundles: what belongs together, as a checkout of a thousand files, comes at once.
package final class SourceWatcher: Sendable {
  package enum Way: Sendable, Hashable {
    /// The system tells.
    case notified
    /// The files are looked at again and again, for the reason named.
    case polling(String)
  }

  package let way: Way
  private let ticks: AsyncStream<Void>
  private let inbox: Inbox
  private let bell: AsyncStream<Void>.Continuation

  /// What nobody has taken yet: while one build runs, all that happens becomes one bundle for the next.
  private final class Inbox: Sendable {
    let changes = Mutex(WatchedChanges())
    let isEnded = Atomic<Bool>(false)
  }

  /// Watches from now on.
  ///
  /// - Parameter polls: asks for polling also where the system could tell.
  package init(_ scope: WatchScope, polls: Bool = false) {
    let (ticks, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    self.ticks = ticks
    bell = continuation
    let inbox = Inbox()
    self.inbox = inbox
    let (source, way) = Self.source(scope, polls: polls)
    self.way = way
    let lock = GitLock(around: scope.root)
    // A queue of its own, because waiting for the system holds a thread.
    DispatchQueue(label: "sitegen.watcher").async {
      var bundler = ChangeBundler(source: source, root: scope.root, lock: lock)
      while !inbox.isEnded.load(ordering: .relaxed) {
        guard let bundle = bundler.next() else { continue }
        inbox.changes.withLock { $0.merge(bundle) }
        continuation.yield()
      }
      continuation.finish()
    }
  }

  deinit { stop() }

  /// The next bundle; `nil` once the watcher is stopped or the task cancelled. Meant for one caller.
  package func next() async -> WatchedChanges? {
    for await _ in ticks {
      let changes = inbox.changes.withLock { changes in
        defer { changes = WatchedChanges() }
        return changes
      }
      if !changes.isEmpty { return changes }
    }
    return nil
  }

  /// Lets ``next()`` tell that time has passed, though nothing has changed.
  package func tellOfTime() {
    inbox.changes.withLock { $0.merge(WatchedChanges(timeHasPassed: true)) }
    bell.yield()
  }

  package func stop() { inbox.isEnded.store(true, ordering: .relaxed) }

  private static func source(_ scope: WatchScope, polls: Bool) -> (any ChangeSource, Way) {
    #if os(Linux)
      if polls { return (PollingSource(scope), .polling("as asked")) }
      if let name = NetworkFileSystem.name(at: scope.root) {
        return (PollingSource(scope), .polling("\(name) does not tell of every change"))
      }
      if let source = InotifySource(scope) { return (source, .notified) }
      return (PollingSource(scope), .polling("the system has no room for more watches (fs.inotify.max_user_watches)"))
    #else
      return (PollingSource(scope), .polling(polls ? "as asked" : "this system is asked file by file"))
    #endif
  }
}
