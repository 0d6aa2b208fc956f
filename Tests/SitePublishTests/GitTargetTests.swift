import Foundation
import SiteDiagnostics
import Testing

@testable import SitePublish

/// A real repository at the other side, by path and behind a real sshd.
@Suite(.serialized)
struct GitTargetTests {
  private let folder: TestFolder
  private var remote: String { folder("remote.git") }

  init() throws {
    folder = try TestFolder()
    try shell("git", "init", "--quiet", "--bare", folder("remote.git"))
  }

  private func publisher(
    remote: String? = nil, keepsHistory: Bool = true, _ options: PublishOptions = PublishOptions()
  ) throws -> Publisher {
    let git = try GitTarget(remote: remote ?? self.remote, branch: "pages", keepsHistory: keepsHistory)
    return Publisher(try PublishTarget(name: "pages", kind: .git(git)), options: options, cacheFolder: folder("cache"))
  }

  private func snapshot(_ site: TestSite) async throws -> SiteSnapshot {
    try await site.snapshot(in: folder("public"))
  }

  /// The files of the branch.
  private func branch() throws -> [String: String] {
    let out = folder("checkout")
    try? FileManager.default.removeItem(atPath: out)
    try shell("git", "clone", "--quiet", "--branch", "pages", remote, out)
    try FileManager.default.removeItem(atPath: "\(out)/.git")
    return try folder.content(below: "checkout")
  }

  private func count() throws -> Int {
    Int(try shell("git", "-C", remote, "rev-list", "--count", "pages").filter(\.isNumber)) ?? 0
  }

  private func published(_ site: TestSite, _ snapshot: SiteSnapshot) -> [String: String] {
    site.published(snapshot.buildID).merging([
      ".nojekyll": "", ".sitegen-published": snapshot.manifest.text,
    ]) { first, _ in first }
  }

  @Test func publishesAndRollsBack() async throws {
    var site = TestSite(build: 1)
    site.files["odd/\"it's\" $(x) ü.html"] = "odd"
    let first = try await snapshot(site)
    let report = try await publisher().publish(first)
    #expect(report.outcome == .published)
    #expect(try branch() == published(site, first))
    var next = site
    next.files["index.html"] = "<p>start 2</p>"
    next.files["neu/index.html"] = "new"
    let second = try await snapshot(next)
    #expect(try await publisher().publish(second).changes.added == ["neu/index.html"])
    #expect(try branch() == published(next, second))
    #expect(try await publisher().publish(second).outcome == .unchanged)
    #expect(try count() == 2)
    let back = try await publisher().rollBack(to: nil)
    #expect(back.release == report.release)
    #expect(try branch() == published(site, first))
    let releases = try await publisher().list()
    #expect(releases.map(\.isOnline) == [true, false, false])
    _ = try await publisher().rollBack(to: releases[1].name)
    #expect(try branch() == published(next, second))
  }

  @Test func keepsOrSquashesHistory() async throws {
    for build in 1...3 {
      _ = try await publisher(keepsHistory: false).publish(try await snapshot(TestSite(build: build)))
    }
    #expect(try count() == 1)
    #expect(await errorID { _ = try await publisher(keepsHistory: false).rollBack(to: nil) } == "publish.no-releases")
  }

  @Test func keepsWhatOthersPutThere() async throws {
    let site = TestSite(build: 1)
    _ = try await publisher().publish(try await snapshot(site))
    try shell("git", "clone", "--quiet", "--branch", "pages", remote, folder("other"))
    try "www.example.org".write(toFile: folder("other/CNAME"), atomically: true, encoding: .utf8)
    try shell("git", "-C", folder("other"), "add", "CNAME")
    try shell(
      "git", "-C", folder("other"), "-c", "user.name=o", "-c", "user.email=o@o", "commit", "--quiet", "-m", "Domain")
    try shell("git", "-C", folder("other"), "push", "--quiet")
    var next = site
    next.files["style.css"] = "body { margin: 1px }"
    let snapshot = try await snapshot(next)
    _ = try await publisher().publish(snapshot)
    #expect(try branch() == published(next, snapshot).merging(["CNAME": "www.example.org"]) { first, _ in first })
    next.files["CNAME"] = "elsewhere"
    let colliding = try await self.snapshot(next)
    #expect(await errorID { _ = try await publisher().publish(colliding) } == "publish.foreign-files")
    var options = PublishOptions()
    options.adopts = true
    _ = try await publisher(options).publish(colliding)
    #expect(try branch() == published(next, colliding))
  }

  @Test func dryRunPushesNothing() async throws {
    var options = PublishOptions()
    options.dryRun = true
    let snapshot = try await snapshot(TestSite(build: 1))
    #expect(try await publisher(options).publish(snapshot).outcome == .planned)
    #expect(try shell("git", "-C", remote, "for-each-ref") == "")
  }

  @Test func mendsLockedCache() async throws {
    _ = try await publisher().publish(try await snapshot(TestSite(build: 1)))
    try shell("git", "-C", remote, "update-ref", "-d", "refs/heads/pages")
    _ = try await publisher().publish(try await snapshot(TestSite(build: 2)))
    try "".write(toFile: folder("cache/pages.git/shallow.lock"), atomically: true, encoding: .utf8)
    try shell("git", "-C", folder("cache/pages.git"), "update-ref", "-d", "refs/sitegen/published")
    #expect(try await publisher().publish(try await snapshot(TestSite(build: 3))).outcome == .published)
  }

  @Test func namesTheNextStep() async throws {
    let snapshot = try await snapshot(TestSite(build: 1))
    let missing = try publisher(remote: folder("nowhere.git"))
    #expect(await errorID { _ = try await missing.publish(snapshot) } == "publish.missing-repository")
    try "#!/bin/sh\necho no >&2\nexit 1\n".write(
      toFile: folder("remote.git/hooks/pre-receive"), atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder("remote.git/hooks/pre-receive"))
    #expect(await errorID { _ = try await publisher().publish(snapshot) } == "publish.push-rejected")
    let server = try SSHServer()
    let unknown = try GitTarget(
      remote: "ssh://\(NSUserName())@127.0.0.1:\(server.port)\(remote)", branch: "pages",
      knownHosts: "\(server.base)/empty", identity: "\(server.base)/user")
    let stranger = Publisher(try PublishTarget(name: "ssh", kind: .git(unknown)), cacheFolder: folder("cache"))
    #expect(await errorID { _ = try await stranger.publish(snapshot) } == "publish.host-key-unknown")
  }

  @Test func publishesOverSSH() async throws {
    let server = try SSHServer()
    try FileManager.default.moveItem(atPath: remote, toPath: "\(server.base)/remote.git")
    let git = try GitTarget(
      remote: "ssh://\(NSUserName())@127.0.0.1:\(server.port)\(server.base)/remote.git", branch: "pages",
      knownHosts: "\(server.base)/known", identity: "\(server.base)/user")
    for filter in ["true", "false"] {
      try shell("git", "-C", "\(server.base)/remote.git", "config", "uploadpack.allowFilter", filter)
      for build in 1...2 {
        // A cache of its own each time, as in CI.
        let publisher = Publisher(
          try PublishTarget(name: "ssh", kind: .git(git)), cacheFolder: folder("cache \(filter) \(build)"))
        let snapshot = try await snapshot(TestSite(build: filter.count * 10 + build))
        #expect(try await publisher.publish(snapshot).outcome == .published)
        let index = try shell("git", "-C", "\(server.base)/remote.git", "show", "pages:index.html")
        #expect(index == "<p>start \(filter.count * 10 + build)</p>")
      }
    }
  }
}
