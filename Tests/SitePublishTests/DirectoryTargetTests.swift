import Foundation
import SiteDiagnostics
import Testing

@testable import SitePublish

/// Release folders on this machine: the same scripts and the same rsync as behind ssh, without ssh.
struct DirectoryTargetTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try FileManager.default.createDirectory(atPath: folder("web"), withIntermediateDirectories: true)
  }

  private func publisher(keep: Int = 5, _ options: PublishOptions = PublishOptions()) throws -> Publisher {
    let target = try PublishTarget(name: "web", kind: .directory(DirectoryTarget(path: folder("web"), keep: keep)))
    return Publisher(target, options: options, cacheFolder: folder("cache"))
  }

  private func snapshot(_ site: TestSite) async throws -> SiteSnapshot {
    try await site.snapshot(in: folder("public"))
  }

  private func options(_ change: (inout PublishOptions) -> Void) -> PublishOptions {
    var options = PublishOptions()
    change(&options)
    return options
  }

  @Test func publishesWholeSite() async throws {
    let site = TestSite(build: 1)
    let snapshot = try await snapshot(site)
    let report = try await publisher().publish(snapshot)
    #expect(report.outcome == .published)
    #expect(report.files == 9)
    #expect(try folder.content(below: "web/current/") == site.published(snapshot.buildID))
    let release = try #require(report.release)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder("web/current")) == "releases/\(release)")
    #expect(!FileManager.default.fileExists(atPath: folder("web/lock")))
  }

  @Test func sendsOnlyWhatChanged() async throws {
    var site = TestSite(build: 1)
    _ = try await publisher().publish(try await snapshot(site))
    let first = try folder.content(below: "web/current/")
    site.files["index.html"] = "<p>start 2</p>"
    site.files["neu/index.html"] = "<p>new</p>"
    site.files["feed.xml"] = "<rss></rss>"
    let second = try await snapshot(site)
    let report = try await publisher().publish(second)
    #expect(report.changes.added == ["neu/index.html"])
    #expect(report.changes.changed == ["feed.xml", "index.html", "sitegen-build.txt"])
    #expect(report.changes.deleted == [])
    #expect(try folder.content(below: "web/current/") == site.published(second.buildID))
    let previous = try #require(report.previousRelease)
    #expect(try folder.content(below: "web/releases/\(previous)") == first)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder("web/previous")) == "releases/\(previous)")
    let attributes = try FileManager.default.attributesOfItem(atPath: folder("web/current/style.css"))
    #expect(attributes[.referenceCount] as? Int == 2)
  }

  @Test func doesNothingWhereTheBuildIsOnline() async throws {
    let snapshot = try await snapshot(TestSite(build: 1))
    let first = try await publisher().publish(snapshot)
    let second = try await publisher().publish(snapshot)
    #expect(second.outcome == .unchanged)
    #expect(second.release == first.release)
    #expect(try await publisher().list().count == 1)
  }

  @Test func takesAwayWhatItPutThereAndNothingElse() async throws {
    for build in 1...2 { _ = try await publisher().publish(try await snapshot(TestSite(build: build))) }
    let planned = try await publisher(options { $0.dryRun = true }).remove()
    #expect(planned.outcome == .planned && planned.isRemoval && planned.files == 9)
    #expect(FileManager.default.fileExists(atPath: folder("web/current/index.html")))
    try "mine".write(toFile: folder("web/current/mine.txt"), atomically: true, encoding: .utf8)
    #expect(await errorID { _ = try await publisher().remove() } == "publish.foreign-files")
    try FileManager.default.removeItem(atPath: folder("web/current/mine.txt"))
    try "mine".write(toFile: folder("web/mine.txt"), atomically: true, encoding: .utf8)
    #expect(try await publisher().remove().outcome == .removed)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder("web")) == ["mine.txt"])
    try FileManager.default.removeItem(atPath: folder("web/mine.txt"))
    _ = try await publisher().publish(try await snapshot(TestSite(build: 3)))
    #expect(try await publisher().remove().outcome == .removed)
    #expect(!FileManager.default.fileExists(atPath: folder("web")))
    #expect(try await publisher().remove().outcome == .unchanged)
  }

  @Test func dryRunChangesNothing() async throws {
    var site = TestSite(build: 1)
    _ = try await publisher().publish(try await snapshot(site))
    let before = try folder.content(below: "web")
    site.files["index.html"] = "<p>other</p>"
    let report = try await publisher(options { $0.dryRun = true }).publish(try await snapshot(site))
    #expect(report.outcome == .planned)
    #expect(report.changes.changed == ["index.html", "sitegen-build.txt"])
    #expect(try folder.content(below: "web") == before)
  }

  @Test func prunesOldReleasesAndKeepsWhatIsForeign() async throws {
    for build in 1...5 {
      _ = try await publisher(keep: 3).publish(try await snapshot(TestSite(build: build)))
      if build == 1 {
        try FileManager.default.createDirectory(
          atPath: folder("web/releases/notes"), withIntermediateDirectories: false)
      }
    }
    let releases = try await publisher().list()
    #expect(releases.count == 3)
    #expect(releases.map(\.isOnline) == [true, false, false])
    #expect(FileManager.default.fileExists(atPath: folder("web/releases/notes")))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder("web/releases")).count == 10)
  }

  @Test func rollsBackAndForthByteForByte() async throws {
    _ = try await publisher().publish(try await snapshot(TestSite(build: 1)))
    let first = try folder.content(below: "web/current/")
    var next = TestSite(build: 2, pages: 5)
    next.files["neu/index.html"] = "new"
    _ = try await publisher().publish(try await snapshot(next))
    let second = try folder.content(below: "web/current/")
    let names = try await publisher().list().map(\.name)
    // Also for one who may only read.
    try "other-1-a\nanna@laptop\n".write(toFile: folder("web/lock"), atomically: false, encoding: .utf8)
    let before = try folder.content(below: "web")
    let plan = try await publisher(options { $0.dryRun = true }).rollBack(to: nil)
    #expect(plan.outcome == .planned && plan.changes.deleted == ["neu/index.html"])
    #expect(try folder.content(below: "web") == before)
    try FileManager.default.removeItem(atPath: folder("web/lock"))
    let back = try await publisher().rollBack(to: nil)
    #expect(back.outcome == .rolledBack)
    #expect(back.changes.deleted == ["neu/index.html"])
    #expect(try folder.content(below: "web/current/") == first)
    #expect(try await publisher().list().map(\.isOnline) == [false, true])
    _ = try await publisher().rollBack(to: names[0])
    #expect(try folder.content(below: "web/current/") == second)
    #expect(await errorID { _ = try await publisher().rollBack(to: "2001") } == "publish.unknown-release")
    _ = try await publisher().rollBack(to: nil)
    #expect(await errorID { _ = try await publisher().rollBack(to: nil) } == "publish.no-earlier-release")
  }

  @Test func refusesToGoBackToDamagedRelease() async throws {
    let first = try await publisher().publish(try await snapshot(TestSite(build: 1)))
    _ = try await publisher().publish(try await snapshot(TestSite(build: 2)))
    try "broken".write(
      toFile: folder("web/releases/\(first.release ?? "")/index.html"), atomically: false, encoding: .utf8)
    #expect(await errorID { _ = try await publisher().rollBack(to: nil) } == "publish.damaged-release")
  }

  @Test func mendsDamagedFilesOnTheWay() async throws {
    var site = TestSite(build: 1)
    _ = try await publisher().publish(try await snapshot(site))
    try "broken".write(toFile: folder("web/current/style.css"), atomically: false, encoding: .utf8)
    site.files["index.html"] = "<p>2</p>"
    let snapshot = try await snapshot(site)
    _ = try await publisher().publish(snapshot)
    #expect(try folder.content(below: "web/current/") == site.published(snapshot.buildID))
  }

  @Test func carriesOnWhatOthersPutThere() async throws {
    let first = TestSite(build: 1)
    _ = try await publisher().publish(try await snapshot(first))
    // A file of a search engine's, one of the hoster's, and a listed one that somebody has removed.
    try "mine".write(toFile: folder("web/current/google1.html"), atomically: false, encoding: .utf8)
    try FileManager.default.createDirectory(
      atPath: folder("web/current/.well-known"), withIntermediateDirectories: false)
    try "mine".write(toFile: folder("web/current/.well-known/a b"), atomically: false, encoding: .utf8)
    try FileManager.default.removeItem(atPath: folder("web/current/style.css"))
    let foreign = ["google1.html": "mine", ".well-known/a b": "mine"]
    var site = TestSite(build: 2)
    site.files["artikel/seite-5/index.html"] = nil
    let second = try await snapshot(site)
    let report = try await publisher(options { $0.allowsVanished = true }).publish(second)
    #expect(report.changes.deleted == ["artikel/seite-5/index.html"])
    #expect(try folder.content(below: "web/current/") == site.published(second.buildID).merging(foreign) { $1 })
    // They don't stand in the way of going back and forth.
    try FileManager.default.removeItem(atPath: folder("web/current/google1.html"))
    try "mine".write(toFile: folder("web/current/google2.html"), atomically: false, encoding: .utf8)
    let online = try #require(report.release)
    let third = try await publisher().publish(try await snapshot(TestSite(build: 3)))
    #expect(try await publisher().rollBack(to: online).release == online)
    #expect(try await publisher().rollBack(to: third.release).release == third.release)
    #expect(try folder.content(below: "web/current/")["google2.html"] == "mine")
  }

  @Test(arguments: ["neu/index.html", "neu", "neu/index.html/x"])
  func overwritesForeignFilesOnlyWhenTold(_ path: String) async throws {
    _ = try await publisher().publish(try await snapshot(TestSite(build: 1)))
    let file = URL(filePath: folder("web/current/\(path)"))
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try "mine".write(to: file, atomically: false, encoding: .utf8)
    let before = try folder.content(below: "web")
    var site = TestSite(build: 2)
    site.files["neu/index.html"] = "new"
    let second = try await snapshot(site)
    #expect(
      await errorID { _ = try await publisher(options { $0.dryRun = true }).publish(second) } == "publish.foreign-files"
    )
    #expect(await errorID { _ = try await publisher().publish(second) } == "publish.foreign-files")
    #expect(try folder.content(below: "web") == before)
    guard path == "neu/index.html" else { return }
    let report = try await publisher(options { $0.adopts = true }).publish(second)
    #expect(try folder.content(below: "web/current/") == site.published(second.buildID))
    let previous = try #require(report.previousRelease)
    #expect(try folder.content(below: "web/releases/\(previous)")["neu/index.html"] == "mine")
  }

  @Test func keepsTheTerminalFromWhatReleasesSayOfThemselves() async throws {
    let report = try await publisher().publish(try await snapshot(TestSite(build: 1)))
    let release = try #require(report.release)
    try "build x\ntime now\u{9B}2J\nby \u{1B}[31manna\u{7}\n".write(
      toFile: folder("web/releases/\(release).info"), atomically: false, encoding: .utf8)
    let listed = try await publisher().list()
    #expect(listed.map(\.publisher) == ["[31manna"])
    #expect(listed.map(\.time) == ["now2J"])
  }

  @Test func usesAndRemovesWhatCutPublishLeft() async throws {
    let left = "web/releases/20200101T000000Z-00000000.incoming"
    try FileManager.default.createDirectory(atPath: folder(left), withIntermediateDirectories: true)
    try "<p>start 1</p>".write(toFile: folder("\(left)/index.html"), atomically: false, encoding: .utf8)
    try "half".write(toFile: folder("\(left)/style.css"), atomically: false, encoding: .utf8)
    let site = TestSite(build: 1)
    let snapshot = try await snapshot(site)
    _ = try await publisher().publish(snapshot)
    #expect(try folder.content(below: "web/current/") == site.published(snapshot.buildID))
    #expect(!FileManager.default.fileExists(atPath: folder(left)))
  }

  @Test func refusesManyDeletionsAndVanishedAddresses() async throws {
    _ = try await publisher().publish(try await snapshot(TestSite(build: 1)))
    let before = try folder.content(below: "web")
    let smaller = try await snapshot(TestSite(build: 2, pages: 1))
    let error = await failure { _ = try await publisher().publish(smaller) }
    #expect(error?.diagnostics.map(\.id) == ["publish.deletions", "publish.vanished"])
    #expect(
      await errorID { _ = try await publisher(options { $0.allowsDeletions = true }).publish(smaller) }
        == "publish.vanished")
    #expect(try folder.content(below: "web") == before)
    let told = options {
      $0.allowsDeletions = true
      $0.allowsVanished = true
    }
    #expect(try await publisher(told).publish(smaller).changes.deleted.count == 4)
    #expect(!FileManager.default.fileExists(atPath: folder("web/current/artikel/seite-2")))
  }

  @Test func respectsTheLock() async throws {
    let snapshot = try await snapshot(TestSite(build: 1))
    try "other-1-a\nanna@laptop\n".write(toFile: folder("web/lock"), atomically: false, encoding: .utf8)
    let error = await failure { _ = try await publisher().publish(snapshot) }
    #expect(error?.id == "publish.locked")
    #expect(error?.diagnostics[0].message.contains("anna@laptop") == true)
    #expect(!FileManager.default.fileExists(atPath: folder("web/current")))
    _ = try await publisher(options { $0.breaksLock = true }).publish(snapshot)
    #expect(FileManager.default.fileExists(atPath: folder("web/current/index.html")))
    #expect(!FileManager.default.fileExists(atPath: folder("web/lock")))
  }

  @Test func takesOverLockThatWasNeverWritten() async throws {
    let snapshot = try await snapshot(TestSite(build: 1))
    try "".write(toFile: folder("web/lock"), atomically: false, encoding: .utf8)
    #expect(try await publisher().publish(snapshot).outcome == .published)
    #expect(!FileManager.default.fileExists(atPath: folder("web/lock")))
  }

  @Test func takesOverLockThatNobodyRenews() async throws {
    let snapshot = try await snapshot(TestSite(build: 1))
    try "other-1-a\nanna@laptop\n".write(toFile: folder("web/lock"), atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -300)], ofItemAtPath: folder("web/lock"))
    #expect(try await publisher().publish(snapshot).outcome == .published)
  }

  @Test func ofTwoPublishersOneWins() async throws {
    let snapshot = try await snapshot(TestSite(build: 1, pages: 200))
    async let first = errorID { _ = try await publisher().publish(snapshot) }
    async let second = errorID { _ = try await publisher().publish(snapshot) }
    let ids = await [first, second]
    #expect(ids.contains(nil))
    #expect(ids.allSatisfy { $0 == nil || $0 == "publish.locked" })
  }

  @Test func leavesForeignCurrentAlone() async throws {
    try FileManager.default.createDirectory(atPath: folder("web/current"), withIntermediateDirectories: false)
    try "mine".write(toFile: folder("web/current/index.html"), atomically: false, encoding: .utf8)
    let snapshot = try await snapshot(TestSite(build: 1))
    #expect(await errorID { _ = try await publisher().publish(snapshot) } == "publish.foreign-current")
    #expect(try folder.content(below: "web")["current/index.html"] == "mine")
  }

  @Test func namesMissingFolder() async throws {
    try FileManager.default.removeItem(atPath: folder("web"))
    let snapshot = try await snapshot(TestSite(build: 1))
    #expect(await errorID { _ = try await publisher().publish(snapshot) } == "publish.missing-folder")
    #expect(!FileManager.default.fileExists(atPath: folder("web")))
  }

  @Test func carriesUnusualNames() async throws {
    var site = TestSite(build: 1)
    for name in ["-n.html", "a b.html", "$(touch x).html", "it's.html", "ü.html", "`id`.html", "*.html", "%41.html"] {
      site.files["odd/\(name)"] = name
    }
    let snapshot = try await snapshot(site)
    _ = try await publisher().publish(snapshot)
    #expect(try folder.content(below: "web/current/") == site.published(snapshot.buildID))
    site.files = site.files.filter { !$0.key.hasPrefix("odd/") }
    let told = options {
      $0.allowsDeletions = true
      $0.allowsVanished = true
    }
    let next = try await self.snapshot(site)
    _ = try await publisher(told).publish(next)
    #expect(try folder.content(below: "web/current/") == site.published(next.buildID))
  }
}
