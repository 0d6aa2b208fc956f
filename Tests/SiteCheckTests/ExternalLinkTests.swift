import Foundation
import SiteBuild
import SiteCheck
import SiteDiagnostics
import SiteLinks
import Testing

/// What other hosts say, asked of a host of our own.
@Suite(.serialized) struct ExternalLinkTests {
  @Test(arguments: ["link.unreachable", "link.moved"])
  func theExamplesAreAsThePageSays(id: String) async throws {
    let server = try TestServer()
    defer { server.stop() }
    let page = try #require(RulePage.all().first { $0.name == id })
    #expect(try await check(page.wrong, server).contains { $0.id == id })
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
      let answers = try await LinkProbe(now: 1000).answers(to: addresses, cache: &cache)
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
    let answers = try await LinkProbe(now: 1000).answers(to: [address], cache: &cache)
    #expect(answers[address]?.status == 200)
    #expect(!FileManager.default.fileExists(atPath: trace))
  }

  @Test func knownAnswersAreNotAskedForAgain() async throws {
    let server = try TestServer()
    let file = FileManager.default.temporaryDirectory.appending(path: "links-\(UUID().uuidString).json").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    var cache = LinkCache(path: file, now: 1000)
    _ = try await LinkProbe(now: 1000).answers(to: [server.address + "da", server.address + "weg"], cache: &cache)
    cache.save()
    server.stop()
    var later = LinkCache(path: file, now: 2000)
    let known = try await LinkProbe(now: 2000).answers(to: [server.address + "da"], cache: &later)
    #expect(known[server.address + "da"]?.status == 200)
    // What was not there is asked for again after an hour, what was there after a week.
    #expect(LinkCache(path: file, now: 5000)[server.address + "weg"] == nil)
    #expect(LinkCache(path: file, now: 5000)[server.address + "da"] != nil)
    #expect(LinkCache(path: file, now: 1_000_000)[server.address + "da"] == nil)
  }

  @Test func ignoredHostsAreLeftAlone() async throws {
    var cache = LinkCache(path: "/nonexistent/links.json", now: 0)
    let probe = LinkProbe(now: 0, ignoredHosts: ["127.0.0.1:9"])
    #expect(try await probe.answers(to: ["http://127.0.0.1:9/x"], cache: &cache).isEmpty)
  }

  private func check(_ files: [RulePage.File], _ server: TestServer) async throws -> [Diagnostic] {
    let port = server.address.split(separator: ":").last?.dropLast() ?? ""
    let site = try ExampleSite(files.map { ($0.path, $0.text.replacing("PORT", with: port), $0.isBytes) })
    defer { site.remove() }
    let build = BuildOptions(
      source: site.folder.path, output: site.folder.path + "/Public", jobs: 2, now: .instant(1_768_478_400))
    return await SiteChecker.check(
      CheckOptions(build: build) { addresses, _ in
        var cache = LinkCache(path: "/nonexistent/links.json", now: 0)
        let answers = (try? await LinkProbe(now: 0).answers(to: addresses, cache: &cache)) ?? [:]
        return answers.mapValues { trail in
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
  let address: String

  private static let program = """
    import http.server, sys
    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self):
            path = self.path[1:]
            status = {"da": 200, "alt": 301, "umweg": 302, "sehr-alt": 301, "umzug-ins-leere": 301, "kreis": 302,
                      "anmelden": 401, "kaputt": 500}.get(path, 404)
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
    try process.run()
    let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self).filter(\.isNumber)
    address = "http://127.0.0.1:\(port)/"
  }

  /// By the signal that can't be blocked: threads of a test runner block the others, and children inherit that.
  func stop() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
