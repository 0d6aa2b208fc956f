import SitePreview
import Testing

/// Clients that take their time, or never mean to ask anything.
@Suite(.serialized) struct SlowConnectionTests {
  private static let request = Array("GET /leer.txt HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)

  private static let picture = Array("GET /gross.jpg HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)

  private static func limits(_ change: (inout ServerLimits) -> Void) -> ServerLimits {
    var limits = ServerLimits()
    change(&limits)
    return limits
  }

  @Test func aThousandHalfOpenConnectionsKeepNobodyOut() async throws {
    let server = try await SampleSite.start(Self.limits { $0.headTime = .seconds(2) })
    var slow: [RawConnection] = []
    for _ in 0..<1000 { slow.append(try RawConnection(port: server.port)) }
    for client in slow { client.send(Array("GET / HTTP/1.1\r\nHost: local".utf8)) }
    #expect(try RawConnection.answer(to: Self.request, port: server.port).status == "HTTP/1.1 200 OK")
    for client in slow { #expect(client.isClosed()) }
    await server.stop()
  }

  @Test func aHeadThatComesDripByDripIsNotWaitedForLonger() async throws {
    let server = try await SampleSite.start(Self.limits { $0.headTime = .milliseconds(600) })
    let connection = try RawConnection(port: server.port)
    connection.send(Array("GET / HTTP/1.1\r\nHost: localhost\r\nX: ".utf8))
    // A busy machine may take its time, but the drops never end.
    var drops = 0
    while drops < 2000, !connection.isClosed(waiting: false) {
      connection.send([UInt8(ascii: "a")])
      drops += 1
      try await Task.sleep(for: .milliseconds(30))
    }
    #expect(drops < 2000)
    await server.stop()
  }

  @Test func theOldestWaitingConnectionMakesRoom() async throws {
    let server = try await SampleSite.start(Self.limits { $0.connections = 16 })
    let first = try RawConnection(port: server.port, timeout: 2)
    try await Task.sleep(for: .milliseconds(100))
    var others: [RawConnection] = []
    for _ in 0..<16 { others.append(try RawConnection(port: server.port)) }
    #expect(first.isClosed())
    #expect(try RawConnection.answer(to: Self.request, port: server.port).status == "HTTP/1.1 200 OK")
    await server.stop()
  }

  @Test func whoDoesNotTakeTheAnswerMakesRoom() async throws {
    let server = try await SampleSite.start(Self.limits { $0.connections = 16 })
    var slow: [RawConnection] = []
    for _ in 0..<40 {
      let client = try RawConnection(port: server.port, room: 2048)
      client.send(Self.picture)
      slow.append(client)
      try await Task.sleep(for: .milliseconds(10))
    }
    for _ in 0..<20 {
      #expect(try RawConnection.answer(to: Self.request, port: server.port).status == "HTTP/1.1 200 OK")
    }
    await server.stop()
  }

  @Test func ofAFileNoMoreIsReadThanIsTaken() async throws {
    let server = try await PreviewServer.start(host: "127.0.0.1", port: 0)
    let file = SampleFile(bytes: [UInt8](repeating: 7, count: 32 << 20))
    server.publish(PreviewUpdate(snapshot: PreviewSnapshot(basePath: "/", files: ["gross.jpg": .stored(file)])))
    let slow = try RawConnection(port: server.port, room: 64 << 10)
    slow.send(Self.picture)
    try await Task.sleep(for: .milliseconds(500))
    // The system takes some for the client.
    #expect(file.bytesRead < file.size / 2)
    let reply = slow.reply()
    #expect(reply.body.count == file.size)
    #expect(file.bytesRead == file.size)
    await server.stop()
  }

  @Test func pagesThatNobodyTakesAreNotHeldForEver() async throws {
    let server = try await PreviewServer.start(
      host: "127.0.0.1", port: 0, limits: Self.limits { $0.untakenBytes = 40 << 20 })
    let page = [UInt8](repeating: UInt8(ascii: "a"), count: 16 << 20)
    server.publish(
      PreviewUpdate(
        snapshot: PreviewSnapshot(basePath: "/", files: ["gross.jpg": .made, "leer.txt": .bytes([])]) { _ in page }))
    var slow: [RawConnection] = []
    for _ in 0..<4 {
      let client = try RawConnection(port: server.port, room: 64 << 10)
      client.send(Self.picture)
      slow.append(client)
      try await Task.sleep(for: .milliseconds(300))
    }
    #expect(try RawConnection.answer(to: Self.request, port: server.port).status == "HTTP/1.1 200 OK")
    #expect(slow[0].reply().body.count < page.count)
    #expect(slow[1].reply().body.count < page.count)
    #expect(slow[3].reply().body.count == page.count)
    await server.stop()
  }

  @Test func aFileThatChangesWhileItIsSentBreaksOff() async throws {
    let server = try await PreviewServer.start(host: "127.0.0.1", port: 0)
    let file = SampleFile(bytes: [UInt8](repeating: 7, count: 32 << 20))
    server.publish(PreviewUpdate(snapshot: PreviewSnapshot(basePath: "/", files: ["gross.jpg": .stored(file)])))
    let slow = try RawConnection(port: server.port, room: 64 << 10)
    slow.send(Self.picture)
    try await Task.sleep(for: .milliseconds(300))
    file.change()
    let reply = slow.reply()
    #expect(reply.status == "HTTP/1.1 200 OK")
    #expect(reply.body.count < file.size)
    await server.stop()
  }

  @Test func anIdleConnectionIsClosed() async throws {
    let server = try await SampleSite.start(Self.limits { $0.headTime = .milliseconds(300) })
    let connection = try RawConnection(port: server.port, timeout: 3)
    connection.send(Self.request)
    #expect(connection.reply().status == "HTTP/1.1 200 OK")
    #expect(connection.isClosed())
    await server.stop()
  }

  @Test func aConnectionServesOneRequestAfterTheOther() async throws {
    let server = try await SampleSite.start()
    let connection = try RawConnection(port: server.port)
    for _ in 0..<100 {
      connection.send(Self.request)
      #expect(connection.reply().status == "HTTP/1.1 200 OK")
    }
    await server.stop()
  }

  @Test func theNextFreePortIsTaken() async throws {
    let first = try await SampleSite.start()
    let second = try await PreviewServer.start(host: "127.0.0.1", port: first.port)
    #expect(second.port > first.port)
    await first.stop()
    await second.stop()
  }

  @Test func aForeignAddressIsNoPlaceToListen() async throws {
    await #expect(throws: PreviewServerError.self) {
      _ = try await PreviewServer.start(host: "203.0.113.7", port: 0)
    }
  }
}

extension RawConnection {
  static func answer(to request: [UInt8], port: Int) throws -> RawReply {
    let connection = try RawConnection(port: port)
    connection.send(request)
    return connection.reply()
  }
}
