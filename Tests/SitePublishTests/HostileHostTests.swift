import Foundation
import SiteDiagnostics
import Testing

@testable import SitePublish

/// What a site's folder brings along, and what a host answers, changes nothing that it shouldn't.
@Suite(.serialized)
struct HostileHostTests {
  private let folder: TestFolder
  private var remote: String { folder("remote.git") }

  init() throws {
    folder = try TestFolder()
    try shell("git", "init", "--quiet", "--bare", folder("remote.git"))
  }

  private func publisher() throws -> Publisher {
    Publisher(
      try PublishTarget(name: "pages", kind: .git(try GitTarget(remote: remote, branch: "pages"))),
      cacheFolder: folder("cache"))
  }

  private func write(_ text: String, to path: String) throws {
    try FileManager.default.createDirectory(
      at: URL(filePath: folder(path)).deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(toFile: folder(path), atomically: true, encoding: .utf8)
  }

  /// Whatever lies in a repository that was there: git must not run what it names, nor look where it says.
  @Test func aRepositoryThatWasThereRunsNothing() async throws {
    let ran = folder("ran")
    let settings = """
      [core]
      \tsshCommand = touch '\(ran)'
      \tfsmonitor = touch '\(ran)'
      \thooksPath = hooks
      [remote "target"]
      \turl = \(remote)
      \tuploadpack = "touch '\(ran)'; git-upload-pack"
      \treceivepack = "touch '\(ran)'; git-receive-pack"
      [credential]
      \thelper = "!touch '\(ran)'"
      [include]
      \tpath = other
      [extensions]
      \tworktreeConfig = true

      """
    for round in 1...2 {
      try write(settings, to: "cache/pages.git/config")
      try write(settings, to: "cache/pages.git/config.worktree")
      try write(settings, to: "cache/pages.git/evil/config")
      try write("evil\n", to: "cache/pages.git/commondir")
      try write("/nonexistent/objects\n", to: "cache/pages.git/objects/info/alternates")
      for hook in ["reference-transaction", "pre-push", "post-update"] {
        try write("#!/bin/sh\ntouch '\(ran)'\n", to: "cache/pages.git/hooks/\(hook)")
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o755], ofItemAtPath: folder("cache/pages.git/hooks/\(hook)"))
      }
      let snapshot = try await TestSite(build: round).snapshot(in: folder("public"))
      #expect(try await publisher().publish(snapshot).outcome == .published)
      #expect(!FileManager.default.fileExists(atPath: ran))
      #expect(!FileManager.default.fileExists(atPath: folder("cache/pages.git/commondir")))
      #expect(try shell("git", "-C", remote, "show", "pages:index.html") == "<p>start \(round)</p>")
    }
  }

  @Test func aLinkInPlaceOfTheRepositoryIsNotFollowed() async throws {
    try write("mine", to: "precious/config")
    try write("mine", to: "precious/notes/a.txt")
    try FileManager.default.createDirectory(atPath: folder("cache"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder("cache/pages.git"), withDestinationPath: folder("precious"))
    let snapshot = try await TestSite(build: 1).snapshot(in: folder("public"))
    #expect(try await publisher().publish(snapshot).outcome == .published)
    #expect(try folder.content(below: "precious") == ["config": "mine", "notes/a.txt": "mine"])
  }

  /// A list of files that came along with a folder must not lead out of it.
  @Test func aListedFileBehindALinkIsNotPublished() async throws {
    try write("<p>", to: "public/index.html")
    try write("secret", to: "secrets/key")
    try FileManager.default.createSymbolicLink(
      atPath: folder("public/key.html"), withDestinationPath: folder("secrets/key"))
    try FileManager.default.createSymbolicLink(
      atPath: folder("public/more"), withDestinationPath: folder("secrets"))
    for path in ["key.html", "more/key"] {
      #expect(
        await errorID { _ = try await SiteSnapshot(folder: folder("public"), listed: ["index.html", path]) }
          == "publish.bad-path")
    }
    #expect(try await SiteSnapshot(folder: folder("public"), listed: ["index.html"]).manifest.entries.count == 2)
  }

  /// git lists every branch whose name ends like the one that is asked for.
  @Test func anotherBranchThatEndsAlikeIsAnother() async throws {
    let snapshot = try await TestSite(build: 1).snapshot(in: folder("public"))
    _ = try await publisher().publish(snapshot)
    try shell("git", "-C", remote, "update-ref", "refs/heads/a/refs/heads/pages", "pages")
    for build in 2...3 {
      let next = try await TestSite(build: build).snapshot(in: folder("public"))
      #expect(try await publisher().publish(next).outcome == .published)
    }
    #expect(try await publisher().list().count == 3)
  }

  @Test(arguments: ["refs/heads/pages/test", "refs/heads/pages/a/b"])
  func aBranchInTheWayIsNamed(other: String) async throws {
    let made = try publisher()
    let snapshot = try await TestSite(build: 1).snapshot(in: folder("public"))
    _ = try await made.publish(snapshot)
    try shell("git", "-C", remote, "update-ref", "refs/heads/other", "pages")
    try shell("git", "-C", remote, "update-ref", "-d", "refs/heads/pages")
    try shell("git", "-C", remote, "update-ref", other, "other")
    let error = await failure { _ = try await made.publish(snapshot) }
    #expect(error?.id == "publish.branch-in-the-way")
    #expect(error?.diagnostics.first?.message.contains(other.dropFirst("refs/heads/".count)) == true)
  }

  @Test func headsAreReadByTheirWholeNames() {
    let commit = String(repeating: "a", count: 40)
    let heads = RemoteHeads(listing: "\(commit)\trefs/heads/a/refs/heads/x\nnonsense\n\(commit)\trefs/heads/y\n")
    #expect(heads.commits["refs/heads/x"] == nil)
    #expect(heads.commits["refs/heads/y"] == commit)
    #expect(heads.obstacle(to: "refs/heads/y/z") == "refs/heads/y")
    #expect(heads.obstacle(to: "refs/heads/x") == nil)
    #expect(heads.obstacle(to: "refs/heads/yz") == nil)
  }

  /// In rsync's lists, lines that begin so are comments.
  @Test func namesThatLookLikeCommentsArePublished() async throws {
    var site = TestSite(build: 1)
    for name in [
      "#a.svg", ";b.svg", "ordner/#c.svg", "-d.svg", " e.svg", "@f.svg", "+g.svg", "#ordner/h.svg", "*.svg", "[i].svg",
    ] {
      site.files[name] = name
    }
    let target = try PublishTarget(name: "web", kind: .directory(DirectoryTarget(path: folder("web"))))
    try FileManager.default.createDirectory(atPath: folder("web"), withIntermediateDirectories: true)
    for build in 1...2 {
      for name in site.files.keys where name.hasSuffix("svg") { site.files[name] = "\(name) \(build)" }
      let snapshot = try await site.snapshot(in: folder("public"))
      #expect(try await Publisher(target, cacheFolder: folder("cache")).publish(snapshot).outcome == .published)
      #expect(try folder.content(below: "web/current") == site.published(snapshot.buildID))
    }
    // Those that are gone go there, too.
    site.files = site.files.filter { !$0.key.hasSuffix(".svg") }
    var options = PublishOptions()
    options.allowsDeletions = true
    let snapshot = try await site.snapshot(in: folder("public"))
    _ = try await Publisher(target, options: options, cacheFolder: folder("cache")).publish(snapshot)
    #expect(try folder.content(below: "web/current") == site.published(snapshot.buildID))
  }

  @Test func aProgramThatNeverEndsItsAnswerIsEnded() async throws {
    let start = ContinuousClock.now
    #expect(await errorID { _ = try await Tool(name: "yes", arguments: []).run() } == "publish.endless-answer")
    #expect(
      await errorID {
        _ = try await Tool(name: "cat", arguments: ["/dev/zero"]).session { session in
          for try await _ in session.lines {}
        }
      } == "publish.endless-answer")
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  @Test func aProgramThatSaysNothingIsEnded() async throws {
    let silent = Tool(name: "sleep", arguments: ["100"], patience: .milliseconds(200))
    #expect(await errorID { _ = try await silent.run() } == "publish.silent-host")
    #expect(
      await errorID { _ = try await silent.session { session in for try await _ in session.lines {} } }
        == "publish.silent-host")
    // One that has begun to speak may take its time.
    let slow = Tool(name: "sh", arguments: ["-c", "echo a; sleep 1; echo b"], patience: .milliseconds(500))
    #expect(try await slow.run().outputText == "a\nb\n")
  }

  @Test func onlyTheSitesOwnHostIsAsked() {
    let site = "https://www.example.org"
    for address in ["https://www.example.org/a/", "https://example.org/", "HTTPS://WWW.EXAMPLE.ORG:8443/"] {
      #expect(LiveAnswers.isSameSite(address, as: site))
    }
    for address in [
      "http://www.example.org/", "https://127.0.0.1/", "https://www.example.org.evil.example/", "file:///etc/passwd",
      "https://www.example.org@evil.example/", "https://evil.example/www.example.org", "//www.example.org/",
      "https://evil.example\\@www.example.org/", "gopher://www.example.org/",
    ] {
      #expect(!LiveAnswers.isSameSite(address, as: site))
    }
    #expect(LiveAnswers.isSameSite("https://example.org/", as: "http://example.org"))
  }

  /// A server that never ends its answer, one that sends on to another host, and one that sends on within the site.
  @Test func noMoreIsTakenThanWasSent() async throws {
    try write(
      """
      import http.server, sys, time
      class Handler(http.server.BaseHTTPRequestHandler):
          def do_GET(self):
              if self.path.startswith("/endless"):
                  self.send_response(200); self.end_headers()
                  try:
                      while True: self.wfile.write(b"x" * 65536)
                  except OSError: pass
              elif self.path.startswith("/away"):
                  self.send_response(302); self.send_header("Location", f"http://localhost:{sys.argv[1]}/endless"); self.end_headers()
              elif self.path.startswith("/moved/"):
                  self.send_response(301); self.send_header("Location", "/there/" + self.path[7:]); self.end_headers()
              else:
                  body = b"build-0123456789" if False else sys.argv[2].encode() + b"\\n"
                  self.send_response(200); self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body)
          def log_message(self, *words): pass
      http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()

      """, to: "server.py")
    let build = String(repeating: "ab", count: 32)
    let port = try BackgroundServer.freePort()
    let server = try BackgroundServer(
      "python3", port: port, arguments: [folder("server.py"), String(port), build], log: folder("log"))
    _ = server
    func look(_ path: String) async -> String? {
      await errorID {
        _ = try await LiveVerification(
          address: "http://127.0.0.1:\(port)\(path)", buildID: build, patience: .milliseconds(100)
        ).run()
      }
    }
    let start = ContinuousClock.now
    #expect(await look("/endless") != nil)
    #expect(ContinuousClock.now - start < .seconds(20))
    #expect(await look("/away") == "publish.live-unreachable")
    #expect(await look("/moved") == nil)
    #expect(await look("/there") == nil)
  }
}
