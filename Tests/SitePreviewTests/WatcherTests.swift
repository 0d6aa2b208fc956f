import Foundation
import Testing

@testable import SitePreview

/// What the watcher tells, for both of its ways. Each test works in a folder of its own.
@Suite struct WatcherTests {
  private static let ways = [false, true]

  /// A site's folder that is watched.
  private final class Watched {
    let root: URL
    let watcher: SourceWatcher

    init(polls: Bool, git: Bool = false) throws {
      root = FileManager.default.temporaryDirectory.appending(path: "sitegen-watch-\(UUID().uuidString)")
      for folder in ["Content/ausgaben", "Templates", "Public"] + (git ? [".git"] : []) {
        try FileManager.default.createDirectory(at: root.appending(path: folder), withIntermediateDirectories: true)
      }
      try Data("alt".utf8).write(to: root.appending(path: "Content/index.md"))
      try Data("alt".utf8).write(to: root.appending(path: "Content/ausgaben/alt.md"))
      watcher = SourceWatcher(
        WatchScope(root: root.path(percentEncoded: false), folders: ["Content", "Templates"]), polls: polls)
    }

    deinit {
      watcher.stop()
      try? FileManager.default.removeItem(at: root)
    }

    func write(_ path: String, _ text: String = "neu") throws {
      let url = root.appending(path: path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      // Not by way of another name, as Foundation would do.
      #expect(FileManager.default.createFile(atPath: url.path(percentEncoded: false), contents: Data(text.utf8)))
    }

    func remove(_ path: String) throws { try FileManager.default.removeItem(at: root.appending(path: path)) }

    func move(_ path: String, _ other: String) throws {
      let (from, to) = (root.appending(path: path), root.appending(path: other))
      #expect(unsafe rename(from.path(percentEncoded: false), to.path(percentEncoded: false)) == 0)
    }

    /// Everything that is told until the paths are among it. Where they never are, the watcher is at its end after
    /// this: waiting for it was broken off.
    func hears(_ paths: Set<String>, within seconds: Double = 8) async -> [WatchedChanges] {
      await hears(within: seconds) { heard in paths.isSubset(of: heard.reduce(into: Set()) { $0.formUnion($1.paths) }) }
    }

    /// Everything that is told until somebody says that there may be more.
    func hearsOfMore() async -> Bool {
      await hears(within: 8) { heard in heard.contains { !$0.isComplete } }.contains { !$0.isComplete }
    }

    private func hears(
      within seconds: Double, until isEnough: @escaping @Sendable ([WatchedChanges]) -> Bool
    ) async -> [WatchedChanges] {
      let watcher = watcher
      return await withTaskGroup(of: [WatchedChanges]?.self) { group in
        group.addTask {
          var heard: [WatchedChanges] = []
          while let changes = await watcher.next() {
            heard.append(changes)
            if isEnough(heard) { break }
          }
          return heard
        }
        group.addTask {
          try? await Task.sleep(for: .seconds(seconds))
          return nil
        }
        var result: [WatchedChanges] = []
        if let first = await group.next(), let heard = first { result = heard }
        group.cancelAll()
        for await late in group { result = late ?? result }
        return result
      }
    }
  }

  private func paths(_ heard: [WatchedChanges]) -> Set<String> { heard.reduce(into: []) { $0.formUnion($1.paths) } }

  @Test(arguments: ways) func aSavedFileIsTold(polls: Bool) async throws {
    let watched = try Watched(polls: polls)
    try watched.write("Content/index.md")
    let heard = await watched.hears(["Content/index.md"])
    #expect(heard == [WatchedChanges(paths: ["Content/index.md"])])
  }

  @Test(arguments: ways) func aFileThatTakesTheOldOnesPlaceIsTold(polls: Bool) async throws {
    let watched = try Watched(polls: polls)
    for temporary in ["Content/.index.md.swp", "Content/index.md~", "Content/4913", "Content/#index.md#"] {
      try watched.write(temporary)
      try watched.move(temporary, "Content/index.md")
      #expect(paths(await watched.hears(["Content/index.md"])) == ["Content/index.md"])
    }
  }

  @Test(arguments: ways) func anEditThatKeepsSizeAndTimeIsTold(polls: Bool) async throws {
    let watched = try Watched(polls: polls)
    let path = watched.root.appending(path: "Content/index.md").path(percentEncoded: false)
    var status = stat()
    #expect(unsafe stat(path, &status) == 0)
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.write(contentsOf: Data("neu".utf8))
    try file.close()
    #expect(unsafe utimensat(AT_FDCWD, path, [status.st_atim, status.st_mtim], 0) == 0)
    #expect(paths(await watched.hears(["Content/index.md"])) == ["Content/index.md"])
  }

  /// What a source tells, one call after the other, and then nothing.
  private struct Script: ChangeSource {
    var steps: [WatchedChanges]

    mutating func changes(waiting milliseconds: Int) -> WatchedChanges {
      steps.isEmpty ? WatchedChanges() : steps.removeFirst()
    }
  }

  @Test func whatComesAndGoesInOneChangeIsNotTold() throws {
    let watched = try Watched(polls: true)
    var temporary = WatchedChanges(paths: ["Content/sedN1JVHc"])
    temporary.made = ["Content/sedN1JVHc"]
    // Deleted, made anew and deleted: it was there before, so that it is gone now.
    let deleted = WatchedChanges(paths: ["Content/start.md"])
    var remade = WatchedChanges(paths: ["Content/start.md", "Content/index.md"])
    remade.made = ["Content/start.md"]
    let root = watched.root.path(percentEncoded: false)
    var bundler = ChangeBundler(
      source: Script(steps: [temporary, deleted, remade]), root: root, lock: GitLock(around: root))
    var told: WatchedChanges?
    for _ in 0..<10 where told == nil { told = bundler.next() }
    #expect(told == WatchedChanges(paths: ["Content/start.md", "Content/index.md"]))
  }

  @Test(arguments: ways) func deletingAndRenamingAreTold(polls: Bool) async throws {
    let watched = try Watched(polls: polls)
    try watched.move("Content/index.md", "Content/start.md")
    #expect(paths(await watched.hears(["Content/index.md", "Content/start.md"])).count == 2)
    try watched.remove("Content/start.md")
    #expect(paths(await watched.hears(["Content/start.md"])) == ["Content/start.md"])
  }

  @Test(arguments: ways) func newFoldersAreWatched(polls: Bool) async throws {
    let watched = try Watched(polls: polls)
    try watched.write("Content/ausgaben/2026-01/tief/unten/a.md")
    #expect(!(await watched.hears(["Content/ausgaben/2026-01/tief/unten/a.md"])).isEmpty)
    try watched.write("Content/ausgaben/2026-01/tief/unten/b.md")
    let heard = await watched.hears(["Content/ausgaben/2026-01/tief/unten/b.md"])
    #expect(paths(heard).contains("Content/ausgaben/2026-01/tief/unten/b.md"))
  }

  @Test(arguments: ways) func aMovedFolderIsFollowed(polls: Bool) async throws {
    let watched = try Watched(polls: polls)
    try watched.move("Content/ausgaben", "Content/archiv")
    #expect(paths(await watched.hears(["Content/archiv/alt.md"])).contains("Content/archiv/alt.md"))
    try watched.write("Content/archiv/alt.md", "anders")
    #expect(paths(await watched.hears(["Content/archiv/alt.md"])) == ["Content/archiv/alt.md"])
  }

  @Test(arguments: ways) func aThousandFilesAreOneChange(polls: Bool) async throws {
    let watched = try Watched(polls: polls, git: true)
    try watched.write(".git/index.lock")
    let all = (0..<1000).map { "Content/ausgaben/\($0).md" }
    for (number, path) in all.enumerated() {
      try watched.write(path)
      // As a checkout that has to wait for the disk.
      if number % 250 == 100 { usleep(30_000) }
    }
    try watched.remove(".git/index.lock")
    let heard = await watched.hears(Set(all), within: 15)
    #expect(heard.count == 1)
    #expect(paths(heard) == Set(all))
  }

  /// While somebody writes the message of a commit, git holds its lock and changes nothing.
  @Test(arguments: ways) func aLockUnderWhichNothingHappensIsNotWaitedFor(polls: Bool) async throws {
    let watched = try Watched(polls: polls, git: true)
    try watched.write(".git/index.lock")
    try watched.write("Content/index.md", "geändert")
    #expect(paths(await watched.hears(["Content/index.md"], within: 6)) == ["Content/index.md"])
  }

  @Test func theLockOfALinkedWorkTreeIsFound() throws {
    let watched = try Watched(polls: true)
    let lock = GitLock(around: watched.root.path(percentEncoded: false))
    #expect(!lock.isHeld)
    try watched.write("main/.git/worktrees/site/index.lock")
    for path in [watched.root.appending(path: "main").path(percentEncoded: false), "main"] {
      try watched.write(".git", "gitdir: \(path)/.git/worktrees/site\n")
      #expect(lock.isHeld)
    }
    try watched.remove("main/.git/worktrees/site/index.lock")
    #expect(!lock.isHeld)
  }

  @Test(arguments: ways) func thePassingOfTimeIsTold(polls: Bool) async throws {
    let watched = try Watched(polls: polls)
    watched.watcher.tellOfTime()
    #expect(await watched.watcher.next() == WatchedChanges(timeHasPassed: true))
  }

  @Test(arguments: ways) func theOutputAndEditorsOwnFilesAreNothingNew(polls: Bool) async throws {
    let watched = try Watched(polls: polls)
    for path in ["Public/index.html", "notes.md", "Content/.index.md.swp", "Content/index.md~", "Content/4913"] {
      try watched.write(path)
    }
    try FileManager.default.createSymbolicLink(
      at: watched.root.appending(path: "Content/.#index.md"), withDestinationURL: URL(filePath: "nobody@host"))
    #expect(await watched.hears([""], within: 1.5).isEmpty)
  }

  @Test(arguments: ways) func aDeletedFolderThatComesBackIsWatchedAgain(polls: Bool) async throws {
    let watched = try Watched(polls: polls)
    try watched.remove("Content")
    #expect(!(await watched.hears(["Content/index.md"])).isEmpty)
    try watched.write("Content/index.md", "wieder da")
    #expect(!(await watched.hears(["Content/index.md"])).isEmpty)
    try watched.write("Content/index.md", "und weiter")
    #expect(paths(await watched.hears(["Content/index.md"])).contains("Content/index.md"))
  }

  @Test func aRootThatIsExchangedIsWatchedAgain() async throws {
    let watched = try Watched(polls: false)
    let aside = watched.root.deletingLastPathComponent().appending(path: UUID().uuidString)
    try FileManager.default.moveItem(at: watched.root, to: aside)
    defer { try? FileManager.default.removeItem(at: aside) }
    #expect(await watched.hearsOfMore())
    try watched.write("Content/index.md")
    #expect(await watched.hearsOfMore())
    try watched.write("Content/index.md", "noch einmal")
    #expect(paths(await watched.hears(["Content/index.md"])).contains("Content/index.md"))
  }

  @Test(arguments: ways) func symbolicLinksAreNotFollowed(polls: Bool) async throws {
    let watched = try Watched(polls: polls)
    let outside = FileManager.default.temporaryDirectory.appending(path: "sitegen-outside-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: outside) }
    try FileManager.default.createSymbolicLink(
      at: watched.root.appending(path: "Content/aussen"), withDestinationURL: outside)
    #expect(paths(await watched.hears(["Content/aussen"])) == ["Content/aussen"])
    try Data("geheim".utf8).write(to: outside.appending(path: "a.md"))
    #expect(await watched.hears([""], within: 1.5).isEmpty)
  }

  /// The system's queue is filled while nobody reads; 16384 events are usual.
  @Test func anOverflowIsTold() async throws {
    let limit = (try? String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8))
      .flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    guard let limit, limit <= 100_000 else { return }
    let watched = try Watched(polls: true)
    let root = watched.root.path(percentEncoded: false)
    var source = try #require(InotifySource(WatchScope(root: root, folders: ["Content", "Templates"])))
    // Events of one kind for one file are one event if nothing else comes between.
    for _ in 0...limit / 2 {
      unsafe chmod(root + "/Content/index.md", 0o644)
      unsafe chmod(root + "/Content/ausgaben/alt.md", 0o644)
    }
    try watched.write("Content/lost/a.md")
    #expect(!source.changes(waiting: 1000).isComplete)
    try watched.write("Content/lost/b.md")
    #expect(source.changes(waiting: 1000).paths == ["Content/lost/b.md"])
  }
}
