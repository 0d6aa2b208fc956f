import Foundation
import SiteDiagnostics
import SiteDigest
import Testing

@testable import SitePublish

/// A real rclone against servers that can't switch: WebDAV, SFTP and an S3-compatible store.
@Suite(.serialized)
struct RcloneTargetTests {
  enum Store: String, CaseIterable, CustomTestStringConvertible {
    case webdav, sftp, s3

    var testDescription: String { rawValue }
  }

  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try FileManager.default.createDirectory(atPath: folder("store/site"), withIntermediateDirectories: true)
  }

  @Test(arguments: Store.allCases)
  func publishesChangesAndDeletes(_ store: Store) async throws {
    let server = try StoreServer(store, folder: folder)
    var site = TestSite(build: 1)
    site.files["odd/it's $(x) ü.html"] = "odd"
    let first = try await snapshot(site)
    #expect(try await publisher(server).publish(first).outcome == .published)
    #expect(try server.content() == published(site, first))
    site.files["index.html"] = "<p>start 2</p>"
    site.files["neu/index.html"] = "new"
    site.files["artikel/seite-1/index.html"] = nil
    let second = try await snapshot(site)
    var options = PublishOptions()
    #expect(await errorID { _ = try await publisher(server).publish(second) } == "publish.vanished")
    options.allowsVanished = true
    let report = try await publisher(server, options).publish(second)
    #expect(report.changes.added == ["neu/index.html"])
    #expect(report.changes.deleted == ["artikel/seite-1/index.html"])
    #expect(try server.content() == published(site, second))
    #expect(try await publisher(server).publish(second).outcome == .unchanged)
    #expect(await errorID { _ = try await publisher(server).rollBack(to: nil) } == "publish.no-releases")
  }

  @Test(arguments: Store.allCases)
  func takesAwayWhatItPutThereAndNothingElse(_ store: Store) async throws {
    let server = try StoreServer(store, folder: folder)
    _ = try await publisher(server).publish(try await snapshot(TestSite(build: 1)))
    #expect(try await publisher(server).remove().outcome == .removed)
    #expect(try server.content() == [:])
    #expect(try await publisher(server).remove().outcome == .unchanged)
  }

  @Test func leavesForeignFilesAlone() async throws {
    let server = try StoreServer(.webdav, folder: folder)
    try "mine".write(toFile: folder("store/site/index.html"), atomically: true, encoding: .utf8)
    try "mine".write(toFile: folder("store/site/mine.txt"), atomically: true, encoding: .utf8)
    let site = TestSite(build: 1)
    let snapshot = try await snapshot(site)
    #expect(await errorID { _ = try await publisher(server).publish(snapshot) } == "publish.foreign-files")
    #expect(try server.content() == ["index.html": "mine", "mine.txt": "mine"])
    var options = PublishOptions()
    options.adopts = true
    _ = try await publisher(server, options).publish(snapshot)
    #expect(try server.content() == published(site, snapshot).merging(["mine.txt": "mine"]) { first, _ in first })
  }

  @Test func mendsCutPublish() async throws {
    let server = try StoreServer(.webdav, folder: folder)
    var site = TestSite(build: 1)
    let first = try await snapshot(site)
    _ = try await publisher(server).publish(first)
    // Another version was on its way: a page of it has arrived, one has been deleted, and its list was never written.
    let note = [
      "\(SHA256.hexDigest(of: Array("half".utf8)))  index.html",
      "\(String(repeating: "b", count: 64))  halb/index.html",
      "\(StoreState.deleted)  style.css",
    ]
    try note.map { "\($0)\n" }.joined().write(
      toFile: folder("store/site/.sitegen-pending"), atomically: true, encoding: .utf8)
    try "half".write(toFile: folder("store/site/index.html"), atomically: true, encoding: .utf8)
    try shell("mkdir", folder("store/site/halb"))
    try "half".write(toFile: folder("store/site/halb/index.html"), atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(atPath: folder("store/site/style.css"))
    site.files["artikel/seite-1/index.html"] = "changed"
    var options = PublishOptions()
    options.allowsVanished = true
    let second = try await snapshot(site)
    _ = try await publisher(server, options).publish(second)
    #expect(try server.content() == published(site, second))
    #expect(!FileManager.default.fileExists(atPath: folder("store/site/halb")))
  }

  /// A build that runs meanwhile: the list of what is there must not speak of other files than those that were sent.
  @Test func noticesFilesThatChangeMeanwhile() async throws {
    let server = try StoreServer(.webdav, folder: folder)
    var site = TestSite(build: 1)
    let first = try await snapshot(site)
    let page = folder("public/index.html")
    let store = try RcloneTarget(remote: "\(server.name):site", configuration: server.configuration)
    let publisher = Publisher(try PublishTarget(name: "store", kind: .rclone(store)), cacheFolder: folder("cache")) {
      guard $0 == .phase("sending") else { return }
      try? "<p>start 2</p>".write(toFile: page, atomically: true, encoding: .utf8)
    }
    #expect(await errorID { _ = try await publisher.publish(first) } == "publish.changed-meanwhile")
    #expect(!FileManager.default.fileExists(atPath: folder("store/site/.sitegen-published")))
    site.files["index.html"] = "<p>start 1</p>"
    let again = try await snapshot(site)
    _ = try await self.publisher(server).publish(again)
    #expect(try server.content() == published(site, again))
  }

  @Test func respectsTheLock() async throws {
    let server = try StoreServer(.webdav, folder: folder)
    let snapshot = try await snapshot(TestSite(build: 1))
    let lock = StoreLock.Content(token: "other-1-a", holder: "anna@laptop", time: UTCTime.seconds)
    try String(decoding: lock.bytes, as: UTF8.self).write(
      toFile: folder("store/site/.sitegen-lock"), atomically: true, encoding: .utf8)
    #expect(await errorID { _ = try await publisher(server).publish(snapshot) } == "publish.locked")
    var options = PublishOptions()
    options.breaksLock = true
    #expect(try await publisher(server, options).publish(snapshot).outcome == .published)
    #expect(!FileManager.default.fileExists(atPath: folder("store/site/.sitegen-lock")))
  }

  @Test func dryRunChangesNothing() async throws {
    let server = try StoreServer(.webdav, folder: folder)
    var options = PublishOptions()
    options.dryRun = true
    let snapshot = try await snapshot(TestSite(build: 1))
    #expect(try await publisher(server, options).publish(snapshot).changes.added.count == 9)
    #expect(try server.content().isEmpty)
  }

  @Test func namesTheNextStep() async throws {
    let snapshot = try await snapshot(TestSite(build: 1))
    let server = try StoreServer(.s3, folder: folder)
    let cases = [
      "unknown-remote:site": "publish.unknown-remote", "\(server.name):nobucket/site": "publish.missing-folder",
    ]
    for (remote, id) in cases {
      let store = try RcloneTarget(remote: remote, configuration: server.configuration)
      let publisher = Publisher(try PublishTarget(name: "store", kind: .rclone(store)), cacheFolder: folder("cache"))
      #expect(await errorID { _ = try await publisher.publish(snapshot) } == id, "\(remote)")
    }
  }

  private func publisher(_ server: StoreServer, _ options: PublishOptions = PublishOptions()) throws -> Publisher {
    let store = try RcloneTarget(
      remote: "\(server.name):site", knownHosts: server.knownHosts, configuration: server.configuration)
    let target = try PublishTarget(name: "store", kind: .rclone(store))
    return Publisher(target, options: options, cacheFolder: folder("cache"))
  }

  private func snapshot(_ site: TestSite) async throws -> SiteSnapshot {
    try await site.snapshot(in: folder("public"))
  }

  private func published(_ site: TestSite, _ snapshot: SiteSnapshot) -> [String: String] {
    site.published(snapshot.buildID).merging([".sitegen-published": snapshot.manifest.text]) { first, _ in first }
  }
}
