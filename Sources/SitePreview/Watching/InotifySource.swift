#if os(Linux)
  import Glibc

  /// Learns of changes from the system. Every folder has a watch of its own; symbolic links are not followed.
  struct InotifySource: ChangeSource {
    private let scope: WatchScope
    private var queue: InotifyQueue
    /// The watched folders by the numbers of their watches; the site's own is the empty path.
    private var folders: [Int32: String] = [:]
    /// The site's folder as it was when the watches were set: it may be deleted and made anew, or be another one by now.
    private var rootIdentity: UInt64?
    private var changes = WatchedChanges()

    /// `nil` where the system has no room for the watches.
    init?(_ scope: WatchScope) {
      guard let queue = InotifyQueue() else { return nil }
      self.scope = scope
      self.queue = queue
      do throws(InotifyQueue.WatchFailure) {
        try watchEverything()
      } catch {
        return nil
      }
      changes = WatchedChanges()
    }

    mutating func changes(waiting milliseconds: Int) -> WatchedChanges {
      do throws(InotifyQueue.WatchFailure) {
        let events = queue.events(waiting: Int32(milliseconds))
        for event in events { try take(event) }
        if events.isEmpty, FileStamp(scope.root + "/.")?.identity != rootIdentity { try startAgain() }
      } catch {
        // There is no room for a new folder's watch: something is missed from now on, and looked for every time.
        changes.isComplete = false
      }
      defer { changes = WatchedChanges() }
      return changes
    }

    // MARK: Watches

    private mutating func startAgain() throws(InotifyQueue.WatchFailure) {
      if let queue = InotifyQueue() { self.queue = queue }
      folders = [:]
      changes.isComplete = false
      try watchEverything()
    }

    private mutating func watchEverything() throws(InotifyQueue.WatchFailure) {
      rootIdentity = FileStamp(scope.root + "/.")?.identity
      do throws(InotifyQueue.WatchFailure) {
        folders[try queue.watch(scope.root + "/.")] = ""
      } catch  where error == .noFolder {
        return
      }
      for folder in scope.folders.sorted() { try watch(folder) }
    }

    /// Watches a folder and all below it; the files in it count as new.
    private mutating func watch(_ folder: String) throws(InotifyQueue.WatchFailure) {
      var waiting = [folder]
      while let path = waiting.popLast() {
        do throws(InotifyQueue.WatchFailure) {
          folders[try queue.watch("\(scope.root)/\(path)")] = path
        } catch  where error == .noFolder {
          continue
        }
        // Listed only after the watch is set, so that nothing slips through between the two.
        guard let listing = FolderListing("\(scope.root)/\(path)") else { continue }
        if listing.hasUnreadableName { changes.isComplete = false }
        changes.paths.formUnion(listing.files.map { "\(path)/\($0)" })
        waiting += listing.folders.map { "\(path)/\($0)" }
      }
    }

    private mutating func unwatch(_ folder: String) {
      for (watch, path) in folders where path == folder || path.hasPrefix(folder + "/") {
        queue.unwatch(watch)
        folders[watch] = nil
      }
    }

    // MARK: Events

    private mutating func take(_ event: InotifyQueue.Event) throws(InotifyQueue.WatchFailure) {
      if event.has(Int32(IN_Q_OVERFLOW)) { return try startAgain() }
      if event.has(Int32(IN_IGNORED)) {
        folders[event.watch] = nil
        return
      }
      guard let folder = folders[event.watch] else { return }
      guard let name = event.name else {
        changes.isComplete = false
        return
      }
      guard !name.isEmpty, !WatchScope.isIgnored(name), !folder.isEmpty || scope.folders.contains(name) else { return }
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      if event.has(Int32(bitPattern: UInt32(IN_ISDIR))) {
        try takeFolder(path, event)
        return
      }
      if event.has(Int32(IN_CREATE)), !changes.paths.contains(path) { changes.made.insert(path) }
      if !event.has(Int32(IN_CREATE)) || !isBeingWritten(path) {
        changes.paths.insert(path)
      }
    }

    private mutating func takeFolder(
      _ path: String, _ event: InotifyQueue.Event
    ) throws(InotifyQueue.WatchFailure) {
      if event.has(Int32(IN_CREATE)) || event.has(Int32(IN_MOVED_TO)) {
        unwatch(path)
        try watch(path)
      } else if event.has(Int32(IN_MOVED_FROM)) || event.has(Int32(IN_ATTRIB)) {
        // Nothing tells of the files that went with it, or can be read from now on.
        if event.has(Int32(IN_MOVED_FROM)) { unwatch(path) }
        changes.isComplete = false
      }
    }

    /// A new file is closed by whoever writes it, which tells; a link is there at once.
    private func isBeingWritten(_ path: String) -> Bool {
      guard let stamp = FileStamp("\(scope.root)/\(path)") else { return true }
      return stamp.isRegular && stamp.linkCount == 1
    }
  }
#endif
