import Foundation
import SiteBuild
import SiteCheck
import SiteDiagnostics
import Testing

@testable import SiteLinks

/// What other hosts say, asked of a host of our own.
@Suite(.serialized) struct ExternalLinkTests {
  @Test(arguments: ["link.unreachable", "link.moved", "link.private-address"])
  func theExamplesAreAsThePageSays(id: String) async throws {
    let server = try TestServer()
    defer { server.stop() }
    let page = try #require(RulePage.all().first { $0.name == id })
    #expect(try await check(page.wrong, server, asksInside: id != "link.private-address").contains { $0.id == id })
    #expect(try await !check(page.right, server).contains { $0.id == id })
  }

  @Test func everyAnswerIsJudged() async throws {
    let server = try TestServer()
    defer { server.stop() }
    let paths = [
      "da", "da#teil", "weg", "alt", "umweg", "sehr-alt", "umzug-ins-leere", "kreis", "anmelden", "nur-get", "kaputt",
      "zu\"\\nurl=x",
    ]
    let answers = try await probe(paths.map { server.address + $0 })
    #expect(answers["da"]?.status == 200)
    #expect(answers["da#teil"]?.status == 200)
    #expect(answers["weg"]?.isReachable == false)
    #expect(answers["alt"]?.movedTo == server.address + "da")
    #expect(answers["sehr-alt"]?.movedTo == server.address + "da")
    #expect(answers["umweg"]?.movedTo == nil)
    #expect(answers["umweg"]?.isReachable == true)
    #expect(answers["umzug-ins-leere"]?.movedTo == nil)
    #expect(
      answers["umzug-ins-leere"]?.reason
        == "it is sent on to `\(server.address)weg`, and there the host answers 404")
    #expect(answers["kreis"]?.reason == "the host sends readers on and on")
    #expect(answers["anmelden"]?.isReachable == true)
    #expect(answers["nur-get"]?.status == 200)
    #expect(answers["kaputt"]?.reason == "the host answers 500")
    #expect(answers["zu\"\\nurl=x"]?.isReachable == false)

    func probe(_ addresses: [String]) async throws -> [String: LinkTrail] {
      var cache = LinkCache(path: "/nonexistent/links.json", now: 1000)
      let answers = try await LinkProbe(now: 1000, asksInside: true).answers(to: addresses, cache: &cache)
      return Dictionary(
        uniqueKeysWithValues: answers.map { (String($0.key.dropFirst(server.address.count)), $0.value) })
    }
  }

  /// An option in `.curlrc` would show: curl would write down what it does.
  @Test func theUsersOwnOptionsForCurlDoNotCount() async throws {
    let server = try TestServer()
    defer { server.stop() }
    let home = FileManager.default.temporaryDirectory.appending(path: "curl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: home) }
    let trace = home.appending(path: "trace").path
    try Data("trace-ascii = \"\(trace)\"\n".utf8).write(to: home.appending(path: ".curlrc"))
    _ = unsafe setenv("CURL_HOME", home.path, 1)
    defer { _ = unsafe unsetenv("CURL_HOME") }
    var cache = LinkCache(path: "/nonexistent/links.json", now: 1000)
    let address = server.address + "da"
    let answers = try await LinkProbe(now: 1000, asksInside: true).answers(to: [address], cache: &cache)
    #expect(answers[address]?.status == 200)
    #expect(!FileManager.default.fileExists(atPath: trace))
  }

  @Test func knownAnswersAreNotAskedForAgain() async throws {
    let server = try TestServer()
    let file = FileManager.default.temporaryDirectory.appending(path: "links-\(UUID().uuidString).json").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    var cache = LinkCache(path: file, now: 1000)
    _ = try await LinkProbe(now: 1000, asksInside: true).answers(
      to: [server.address + "da", server.address + "weg"], cache: &cache)
    cache.save()
    server.stop()
    var later = LinkCache(path: file, now: 2000)
    let known = try await LinkProbe(now: 2000, asksInside: true).answers(to: [server.address + "da"], cache: &later)
    #expect(known[server.address + "da"]?.status == 200)
    // What was not there is asked for again after an hour, what was there after a week.
    #expect(LinkCache(path: file, now: 5000)[server.address + "weg"] == nil)
    #expect(LinkCache(path: file, now: 5000)[server.address + "da"] != nil)
    #expect(LinkCache(path: file, now: 1_000_000)[server.address + "da"] == nil)
  }

  /// Whoever writes a text could have the machine that checks it ask its neighbours.
  @Test func hostsInsideAreNotAsked() async throws {
    let server = try TestServer()
    defer { server.stop() }
    let port = server.address.split(separator: ":").last?.dropLast() ?? ""
    let inside = [
      "127.0.0.1", "localhost", "0.0.0.0", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]",
      "user@127.0.0.1", "LOCALHOST.", "drucker", "nas.local", "a.internal", "10.0.0.1", "192.168.1.1", "172.16.0.1",
      "169.254.169.254", "[fe80::1]", "[fc00::1]", "100.64.0.1", "224.0.0.1", "255.255.255.255", "[::]",
      "[64:ff9b::7f00:1]",
      "[2002:7f00:1::]",
    ].map { "http://\($0):\(port)/da" }
    let strange = ["http://a.example\\@127.0.0.1:\(port)/da", "http://127.0.0.1%00:\(port)/da", "http:///da"]
    var cache = LinkCache(path: "/nonexistent/links.json", now: 1000)
    let answers = try await LinkProbe(now: 1000).answers(to: inside + strange, cache: &cache)
    for address in inside { #expect(answers[address]?.isInside == true, "\(address)") }
    for address in strange { #expect(answers[address]?.isReachable != true, "\(address)") }
    #expect(server.requests == [])
    // A host that was asked is not one that may send on to the inside.
    let redirect = server.address + "nach-innen"
    let asked = try await LinkProbe(now: 1000, asksInside: true).answers(to: [redirect], cache: &cache)
    #expect(asked[redirect]?.isReachable == true)
    #expect(server.requests.contains("HEAD /da"))
  }

  @Test(arguments: [
    ("8.8.8.8", false), ("172.32.0.1", false), ("100.128.0.1", false), ("192.0.1.1", false), ("198.20.0.1", false),
    ("223.255.255.255", false), ("172.31.255.255", true), ("198.19.0.1", true), ("203.0.113.9", true),
    ("240.0.0.1", true),
  ])
  func networksAreTold(address: String, isPrivate: Bool) {
    #expect(NetworkAddress(bytes: address.split(separator: ".").compactMap { UInt8($0) }).isPrivate == isPrivate)
  }

  @Test(arguments: [
    ("www.example.com", false), ("1.2.3.4", false), ("example.local", true), ("local", true), ("a.home.arpa", true),
    ("localhost", true), ("xn--mnchen-3ya.de", false), ("router.lan", true), ("mylocal.de", false),
  ])
  func namesAreTold(name: String, isPrivate: Bool) {
    #expect(HostName(of: "https://\(name)/")?.isPrivate == isPrivate)
  }

  @Test func ignoredHostsAreLeftAlone() async throws {
    var cache = LinkCache(path: "/nonexistent/links.json", now: 0)
    let probe = LinkProbe(now: 0, ignoredHosts: ["127.0.0.1:9"], asksInside: true)
    #expect(try await probe.answers(to: ["http://127.0.0.1:9/x"], cache: &cache).isEmpty)
  }

  private func check(_ files: [RulePage.File], _ server: TestServer, asksInside: Bool = true) async throws
    -> [Diagnostic]
  {
    let port = server.address.split(separator: ":").last?.dropLast() ?? ""
    let site = try ExampleSite(files.map { ($0.path, $0.text.replacing("PORT", with: port), $0.isBytes) })
    defer { site.remove() }
    let build = BuildOptions(
      source: site.folder.path, output: site.folder.path + "/Public", jobs: 2, now: .instant(1_768_478_400))
    return await SiteChecker.check(
      CheckOptions(build: build) { addresses, _ in
        var cache = LinkCache(path: "/nonexistent/links.json", now: 0)
        let answers =
          (try? await LinkProbe(now: 0, asksInside: asksInside).answers(to: addresses, cache: &cache)) ?? [:]
        return answers.mapValues { trail in
          if trail.isInside { return .inside }
          if !trail.isReachable { return .unreachable(trail.reason) }
          return trail.movedTo.map { .moved(to: $0) } ?? .fine
        }
      }
    ).diagnostics
  }
}

/// A small web server on this machine.
private struct TestServer {
  private let process = Process()
  private let log = FileManager.default.temporaryDirectory.appending(path: "requests-\(UUID().uuidString)")
  let address: String

  /// What was asked so far, with the method.
  var requests: [String] {
    let text = (try? Data(contentsOf: log)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  private static let program = """
    import http.server, sys
    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self):
            path = self.path[1:]
            status = {"da": 200, "alt": 301, "umweg": 302, "sehr-alt": 301, "umzug-ins-leere": 301, "kreis": 302,
                      "anmelden": 401, "kaputt": 500, "nach-innen": 302}.get(path, 404)
            print(self.command, self.path, file=sys.stderr, flush=True)
            if path == "nur-get": status = 200 if self.command == "GET" else 405
            self.send_response(status)
            targets = {"sehr-alt": "/alt", "umzug-ins-leere": "/weg", "kreis": "/kreis"}
            if status in (301, 302): self.send_header("Location", targets.get(path, "/da"))
            self.send_header("Content-Length", "0")
            self.end_headers()
        do_GET = do_HEAD = answer
        def log_message(self, *rest): pass
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()
    """

  init() throws {
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.program]
    process.standardOutput = output
    try Data().write(to: log)
    process.standardError = try FileHandle(forWritingTo: log)
    try process.run()
    let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self).filter(\.isNumber)
    address = "http://127.0.0.1:\(port)/"
  }

  /// By the signal that can't be blocked: threads of a test runner block the others, and children inherit that.
  func stop() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: log)
  }
}
