#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Learns of changes by looking at every file again and again: where the system doesn't tell.
struct PollingSource: ChangeSource {
  private let scope: WatchScope
  private var known: [String: FileStamp] = [:]

  /// The least time between two looks, in milliseconds; a look at many files may take a tenth of the time at most.
  private static let interval = 300
  private var pause = PollingSource.interval

  init(_ scope: WatchScope) {
    self.scope = scope
    _ = look()
  }

  mutating func changes(waiting milliseconds: Int) -> WatchedChanges {
    usleep(UInt32(max(pause, milliseconds)) * 1000)
    let start = ContinuousClock.now
    let changes = look()
    let took = (ContinuousClock.now - start) / .milliseconds(1)
    pause = max(Self.interval, Int(took * 10))
    return changes
  }

  private mutating func look() -> WatchedChanges {
    var now: [String: FileStamp] = [:]
    var changes = WatchedChanges()
    var waiting = scope.folders.filter { FileStamp("\(scope.root)/\($0)")?.isFolder ?? false }.sorted()
    while let folder = waiting.popLast() {
      guard let listing = FolderListing("\(scope.root)/\(folder)") else { continue }
      for name in listing.files {
        let path = "\(folder)/\(name)"
        now[path] = FileStamp("\(scope.root)/\(path)")
        if now[path] != known[path] { changes.paths.insert(path) }
      }
      waiting += listing.folders.map { "\(folder)/\($0)" }
    }
    for path in known.keys where now[path] == nil { changes.paths.insert(path) }
    known = now
    return changes
  }
}
