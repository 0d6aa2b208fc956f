import SitePreview
import Testing

/// Requests that come before the answers to earlier ones were taken.
@Suite struct PipelineTests {
  private static func request(_ path: String, _ method: String = "GET") -> [UInt8] {
    Array("\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
  }

  private static let last = Array("GET /leer.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)

  /// The content types of the answers, in their order.
  ///
  /// Bytes are split, because dozens of megabytes of picture are among them.
  private static func types(_ answers: [UInt8]) -> [String] {
    let name = Array("Content-Type: ".utf8)
    return answers.split(separator: UInt8(ascii: "\n")).filter { $0.starts(with: name) }.map {
      String(decoding: $0.dropFirst(name.count).dropLast(), as: UTF8.self)
    }
  }

  @Test func whatComesAfterAFileIsAnswered() async throws {
    let server = try await SampleSite.start()
    let connection = try RawConnection(port: server.port)
    connection.send(
      Self.request("/foto.jpg") + Self.request("/bild.svg") + Self.request("/foto.jpg", "HEAD")
        + Self.request("/ausgaben/") + Self.last)
    #expect(
      Self.types(connection.receiveAll()) == [
        "image/jpeg", "image/svg+xml; charset=utf-8", "image/jpeg", "text/html; charset=utf-8",
        "text/plain; charset=utf-8",
      ])
    await server.stop()
  }

  @Test func answersThatAreTakenLateAllCome() async throws {
    let server = try await SampleSite.start()
    let connection = try RawConnection(port: server.port, room: 64 << 10)
    for _ in 0..<10 { connection.send(Self.request("/") + Self.request("/gross.jpg")) }
    connection.send(Self.last)
    try await Task.sleep(for: .milliseconds(300))
    let types = Self.types(connection.receiveAll())
    #expect(types.count == 21)
    #expect(types.count { $0 == "image/jpeg" } == 10)
    await server.stop()
  }

  @Test func aBurstOfHeadsIsNoLargeHead() async throws {
    let server = try await SampleSite.start()
    let connection = try RawConnection(port: server.port)
    let burst = [[UInt8]](repeating: Self.request("/leer.txt"), count: 5000).flatMap { $0 } + Self.last
    async let answers = connection.receiveAll()
    connection.send(burst)
    #expect(Self.types(await answers).count == 5001)
    await server.stop()
  }

  @Test func whoHasSaidEverythingIsStillAnswered() async throws {
    let server = try await SampleSite.start()
    for path in ["/foto.jpg", "/gross.jpg", "/ausgaben/", "/"] {
      let connection = try RawConnection(port: server.port)
      connection.send(Self.request(path) + Self.request(path))
      connection.endSending()
      #expect(Self.types(connection.receiveAll()).count == 2, "\(path)")
    }
    await server.stop()
  }
}
