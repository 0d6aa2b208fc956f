import NIOCore
import NIOHTTP1
import NIOPosix

extension ConnectionHandler {
  /// How an answer is sent, whatever it says.
  struct Manner {
    let withBody: Bool
    let isLast: Bool
    /// What the client needs to hear of the connection.
    let connection: String?

    init(withBody: Bool, isLast: Bool) {
      self.withBody = withBody
      self.isLast = isLast
      connection = isLast ? "close" : nil
    }

    init(to head: HTTPRequestHead, isLast: Bool) {
      withBody = head.method != .HEAD
      self.isLast = isLast
      // What newer clients take for granted.
      connection = isLast ? "close" : head.version.minor == 0 ? "keep-alive" : nil
    }
  }

  func answer(_ head: HTTPRequestHead, isLast: Bool, _ context: ChannelHandlerContext) {
    phase = isLast ? .closing : .answering
    close(context, after: TimeAmount(limits.answerTime))
    let request = Request(
      method: head.method.rawValue, target: head.uri, headers: head.headers.map { (name: $0.name, value: $0.value) })
    let manner = Manner(to: head, isLast: isLast)
    switch responder.answer(request, hub.state) {
    case .reply(let reply): send(reply, manner, context)
    case .events: listen(head, manner, context)
    case .made(let make):
      let reply = NIOThreadPool.singleton.runIfActive(eventLoop: context.eventLoop) { make() }
      reply.assumeIsolated().whenComplete { [self] result in
        guard case .success(let reply) = result else { return context.close(promise: nil) }
        send(reply, manner, context)
      }
    }
  }

  private func listen(_ request: HTTPRequestHead, _ manner: Manner, _ context: ChannelHandlerContext) {
    let type = ("Content-Type", "text/event-stream; charset=utf-8")
    guard request.method == .GET else { return send(Reply(200, headers: [type]), manner, context) }
    guard hub.hasRoom else {
      let refusal = Reply(503, "Too many windows are open.")
      return send(refusal, Manner(withBody: true, isLast: true), context)
    }
    phase = .listening
    stopClock()
    var head = HTTPResponseHead(version: request.version, status: .ok)
    head.headers = HTTPHeaders(Reply.commonHeaders + [type])
    context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    hub.add(context.channel)
  }

  func send(_ reply: Reply, _ manner: Manner, _ context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    phase = manner.isLast ? .closing : .answering
    var head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status))
    head.headers = HTTPHeaders(Reply.commonHeaders + reply.headers)
    if reply.status != 304 { head.headers.add(name: "Content-Length", value: String(reply.body.count)) }
    if let connection = manner.connection { head.headers.add(name: "Connection", value: connection) }
    if manner.withBody, reply.body.count > 0 {
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      send(reply.body, manner, context)
    } else {
      write(.head(head), context) { [self] in finish(manner, context) }
    }
  }

  /// Sends what there is, and then the next piece, so that a client which takes its time has no more than one of them
  /// held for it.
  private func send(_ body: Reply.Body, _ manner: Manner, _ context: ChannelHandlerContext) {
    switch body {
    case .bytes(let bytes):
      write(bytes, context) { [self] in finish(manner, context) }
    case .stored(let file, let version, let range):
      let count = min(limits.pieceSize, range.count)
      let piece = range.lowerBound..<range.lowerBound + count
      let read = NIOThreadPool.singleton.runIfActive(eventLoop: context.eventLoop) { file.bytes(piece, of: version) }
      read.assumeIsolated().whenComplete { [self] result in
        // Where the file has changed meanwhile, the length that was promised can't be kept.
        guard case .success(let bytes?) = result, bytes.count == count else { return context.close(promise: nil) }
        write(bytes, context) { [self] in
          if count == range.count { return finish(manner, context) }
          send(body[count..<range.count], manner, context)
        }
      }
    }
  }

  private func write(_ bytes: [UInt8], _ context: ChannelHandlerContext, _ next: @escaping () -> Void) {
    guard context.channel.isActive else { return }
    let buffer = context.channel.allocator.buffer(bytes: bytes)
    write(.body(.byteBuffer(buffer)), untakenBytes: bytes.count, context, next)
  }

  /// Writes a part, and goes on once it has left.
  private func write(
    _ part: HTTPServerResponsePart, untakenBytes: Int = 0, _ context: ChannelHandlerContext,
    _ next: @escaping () -> Void
  ) {
    close(context, after: TimeAmount(limits.answerTime))
    roster.setClientsTurn(context.channel, untakenBytes: untakenBytes)
    context.writeAndFlush(wrapOutboundOut(part)).assumeIsolated().whenComplete { [self] result in
      guard case .success = result, context.channel.isActive else { return context.close(promise: nil) }
      roster.setServersTurn(context.channel)
      next()
    }
  }

  /// The answer has left.
  private func finish(_ manner: Manner, _ context: ChannelHandlerContext) {
    guard !manner.isLast, !isInputClosed else { return finishLast(context) }
    // The end of an answer brings the next request at once, if it is here already. Taken by the loop, many of them
    // don't pile up on the stack.
    context.eventLoop.assumeIsolated().execute { [self] in
      guard context.channel.isActive else { return }
      guard !isInputClosed else { return finishLast(context) }
      phase = .waiting
      roster.setClientsTurn(context.channel)
      close(context, after: TimeAmount(limits.headTime))
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
  }

  private func finishLast(_ context: ChannelHandlerContext) {
    phase = .closed
    write(.end(nil), context) { [self] in
      guard !isInputClosed else { return context.close(promise: nil) }
      // What is still coming must be read for a moment, or the client's system would throw the answer away.
      roster.setClientsTurn(context.channel)
      context.close(mode: .output, promise: nil)
      close(context, after: .seconds(1))
    }
  }
}
