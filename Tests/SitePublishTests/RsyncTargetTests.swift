import Foundation
import SiteDiagnostics
import Testing

@testable import SitePublish

/// A real sshd and a real rsync.
@Suite(.serialized)
struct RsyncTargetTests {
  private let server: SSHServer
  private var folder: TestFolder { server.folder }

  init() throws {
    server = try SSHServer()
    try FileManager.default.createDirectory(atPath: server.folder("web"), withIntermediateDirectories: true)
  }

  private func publisher(
    login: SSHLogin? = nil, path: String? = nil, _ options: PublishOptions = PublishOptions()
  ) throws -> Publisher {
    let login = try login ?? server.login()
    let target = try PublishTarget(
      name: "web", kind: .rsync(RsyncTarget(login: login, path: path ?? folder("web"), keep: 3)))
    return Publisher(target, options: options, cacheFolder: folder("cache"))
  }

  private func snapshot(_ site: TestSite) async throws -> SiteSnapshot {
    try await site.snapshot(in: folder("public"))
  }

  @Test func publishesAndRollsBack() async throws {
    var site = TestSite(build: 1)
    site.files["odd/it's $(touch x) -n.html"] = "odd"
    let first = try await snapshot(site)
    _ = try await publisher().publish(first)
    #expect(try folder.content(below: "web/current") == site.published(first.buildID))
    var next = site
    next.files["index.html"] = "<p>start 2</p>"
    let second = try await snapshot(next)
    let report = try await publisher().publish(second)
    #expect(report.changes.changed == ["index.html", "sitegen-build.txt"])
    #expect(try folder.content(below: "web/current") == next.published(second.buildID))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder("web/current/style.css"))
    #expect(attributes[.referenceCount] as? Int == 2)
    _ = try await publisher().rollBack(to: nil)
    #expect(try folder.content(below: "web/current") == site.published(first.buildID))
    #expect(try await publisher().list().count == 2)
    #expect(!FileManager.default.fileExists(atPath: folder("web/lock")))
  }

  @Test func checksHostKeys() async throws {
    let snapshot = try await snapshot(TestSite(build: 1))
    let unknown = try publisher(login: server.login(knownHosts: "empty"))
    let changed = try publisher(login: server.login(knownHosts: "changed"))
    #expect(await errorID { _ = try await unknown.publish(snapshot) } == "publish.host-key-unknown")
    #expect(await errorID { _ = try await changed.publish(snapshot) } == "publish.host-key-changed")
    #expect(try folder.content(below: "web").isEmpty)
  }

  @Test func namesTheNextStep() async throws {
    let snapshot = try await snapshot(TestSite(build: 1))
    let stranger = try publisher(login: server.login(identity: "other-user"))
    #expect(await errorID { _ = try await stranger.publish(snapshot) } == "publish.login-refused")
    let closed = try publisher(login: server.login(port: BackgroundServer.freePort()))
    #expect(await errorID { _ = try await closed.publish(snapshot) } == "publish.unreachable")
    let nowhere = try publisher(path: folder("nowhere"))
    #expect(await errorID { _ = try await nowhere.publish(snapshot) } == "publish.missing-folder")
    let unknown = try publisher(login: SSHLogin(host: "host.invalid"))
    #expect(await errorID { _ = try await unknown.publish(snapshot) } == "publish.unknown-host")
  }
}
