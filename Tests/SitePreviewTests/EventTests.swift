import SiteDiagnostics
import SitePreview
import Testing

/// What browsers hear.
@Suite struct EventTests {
  /// A stream of events, read as it comes.
  private final class Listener {
    private let connection: RawConnection
    private var text = ""

    init(port: Int) throws {
      connection = try RawConnection(port: port)
      connection.send(Array("GET /_sitegen/events HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8))
    }

    /// Waits for a text, and forgets everything up to it.
    func hears(_ wanted: String) -> Bool {
      while true {
        if let range = text.firstRange(of: wanted) {
          text = String(text[range.upperBound...])
          return true
        }
        let more = connection.receive()
        if more.isEmpty { return false }
        text += String(decoding: more, as: UTF8.self)
      }
    }
  }

  @Test func everyBrowserHearsOfABuild() async throws {
    let server = try await SampleSite.start()
    let listeners = [try Listener(port: server.port), try Listener(port: server.port)]
    for listener in listeners {
      #expect(listener.hears("text/event-stream"))
      #expect(listener.hears("event: hello"))
    }
    server.publish(
      PreviewUpdate(
        snapshot: nil, changedAssets: ["/assets/site.css"], edited: [.init(address: "/a/", title: "A \"b\" </script>")],
        problems: [.error("test.wrong", "this is wrong", at: SourceLocation(path: "Content/a.md", excerpt: "x"))]))
    for listener in listeners {
      #expect(listener.hears("event: build"))
      #expect(listener.hears(#""message":"this is wrong","place":"Content/a.md:1:1","excerpt":"  1 | x"#))
      #expect(
        listener.hears(#""assets":["/assets/site.css"],"edited":[{"address":"/a/","title":"A \"b\" </script>"}]"#))
    }
    await server.stop()
  }

  @Test func whoComesLateHearsHowThingsStand() async throws {
    let server = try await SampleSite.start()
    server.publish(PreviewUpdate(snapshot: nil, problems: [.error("test.wrong", "this is wrong")]))
    let listener = try Listener(port: server.port)
    #expect(listener.hears(#""build":2,"problemCount":1,"problems":[{"severity":"error","id":"test.wrong""#))
    await server.stop()
  }

  @Test func errorsComeFirstAndWhatIsNewIsMarked() async throws {
    let server = try await PreviewServer.start(host: "127.0.0.1", port: 0)
    let place = SourceLocation(path: "Content/site.yaml", excerpt: "email: !placeholder x")
    let placeholders = Diagnostic.warning(
      "config.placeholder", "2 values are still placeholders", at: place, notes: [.init("one")])
    server.publish(PreviewUpdate(snapshot: nil, problems: [placeholders]))
    let wrong = Diagnostic.error("test.wrong", "this is wrong", at: SourceLocation(path: "Templates/home.html"))
    let odd = Diagnostic.warning("test.odd", "this is odd", at: SourceLocation(path: "Content/a.md"))
    server.publish(PreviewUpdate(snapshot: nil, problems: [placeholders, odd, wrong]))
    let listener = try Listener(port: server.port)
    #expect(listener.hears(#""problems":[{"severity":"error","id":"test.wrong""#))
    #expect(listener.hears(#""isNew":true},{"severity":"warning","id":"test.odd""#))
    #expect(listener.hears(#""isNew":true},{"severity":"warning","id":"config.placeholder""#))
    #expect(listener.hears(#""excerpt":"","hint":null,"notes":[],"page":null,"isNew":false}],"held":true"#))
    server.publish(findings: [.warning("image.missing-alt", "no words", at: SourceLocation(path: "Content/a.md"))])
    #expect(listener.hears("event: findings"))
    #expect(listener.hears(#""findings":[{"severity":"warning","id":"image.missing-alt""#))
    await server.stop()
  }

  @Test func aStreamIsKeptAlive() async throws {
    var limits = ServerLimits()
    limits.heartbeat = .milliseconds(100)
    limits.headTime = .milliseconds(200)
    let server = try await SampleSite.start(limits)
    let listener = try Listener(port: server.port)
    for _ in 0..<5 { #expect(listener.hears(": sitegen")) }
    #expect(server.browserCount == 1)
    await server.stop()
  }

  @Test func aBrokenSiteHasAPageThatSaysSo() async throws {
    let server = try await PreviewServer.start(host: "127.0.0.1", port: 0)
    let request = Array("GET /any/ HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
    let before = try RawConnection.answer(to: request, port: server.port)
    #expect(before.status == "HTTP/1.1 503 Service Unavailable")
    #expect(before.text.contains("is building the site"))
    server.publish(
      PreviewUpdate(
        snapshot: nil,
        problems: [
          .error(
            "test.wrong", "this is <b>wrong</b>", at: SourceLocation(path: "a.md", line: 3, excerpt: "<script>"),
            hint: "mend it")
        ]))
    let broken = try RawConnection.answer(to: request, port: server.port)
    #expect(broken.status == "HTTP/1.1 503 Service Unavailable")
    #expect(broken.text.contains("this is &lt;b&gt;wrong&lt;/b&gt;"))
    #expect(broken.text.contains("3 | &lt;script&gt;"))
    #expect(broken.text.contains("/_sitegen/live.js"))
    server.publish(PreviewUpdate(snapshot: SampleSite.snapshot))
    #expect(try RawConnection.answer(to: request, port: server.port).status == "HTTP/1.1 404 Not Found")
    await server.stop()
  }

  @Test func aSiteBelowAPathHasItsOwnStart() async throws {
    let server = try await PreviewServer.start(host: "127.0.0.1", port: 0)
    server.publish(
      PreviewUpdate(
        snapshot: PreviewSnapshot(basePath: "/news/", files: ["index.html": .bytes([]), "a/index.html": .bytes([])])))
    for (target, status, location) in [
      ("/", "302 Found", "/news/"), ("/news", "302 Found", "/news/"), ("/news/", "200 OK", nil),
      ("/news/a", "302 Found", "/news/a/"), ("/a/", "404 Not Found", nil), ("/newsletter/", "404 Not Found", nil),
    ] {
      let reply = try RawConnection.answer(
        to: Array("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8), port: server.port)
      #expect(reply.status == "HTTP/1.1 \(status)", "\(target)")
      #expect(reply["location"] == location, "\(target)")
    }
    await server.stop()
  }
}
