import NIOCore
import NIOHTTP1
import NIOPosix

/// One connection: takes requests, one after the other, and writes answers.
///
/// - Note: Lives on one event loop, as every handler of a channel.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private enum Phase {
    case waiting
    /// A request's head is here, its end is not.
    case receiving(HTTPRequestHead)
    case answering
    /// Gets the events; what it sends is ignored.
    case listening
    /// The last answer is on its way: what comes is thrown away, so that the client can read why.
    case closing
  }

  private let hub: LiveHub
  private let responder: Responder
  private let roster: ConnectionRoster
  private let limits: ServerLimits
  private let budget: HeadBudget
  private var phase = Phase.waiting
  private var deadline: Scheduled<Void>?

  init(hub: LiveHub, responder: Responder, roster: ConnectionRoster, limits: ServerLimits, budget: HeadBudget) {
    self.hub = hub
    self.responder = responder
    self.roster = roster
    self.limits = limits
    self.budget = budget
  }

  func handlerAdded(context: ChannelHandlerContext) {
    roster.add(context.channel)
    close(context, after: TimeAmount(limits.headTime))
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    roster.remove(context.channel)
    hub.remove(context.channel)
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch (phase, unwrapInboundIn(data)) {
    case (.waiting, .head(let head)):
      budget.reset()
      roster.setWaiting(false, context.channel)
      if head.headers.contains(name: "transfer-encoding") || (head.headers.first(name: "content-length") ?? "0") != "0"
      {
        // Requests to look at something have no body; what would be in this one is not waited for.
        answer(head, context: context, isLast: true)
      } else {
        phase = .receiving(head)
      }
    case (.receiving(let head), .end): answer(head, context: context, isLast: !head.isKeepAlive)
    default: break
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch phase {
    case .waiting, .receiving:
      let isTooLarge = error as? HTTPParserError == .headerOverflow
      guard error is HTTPParserError else {
        context.close(promise: nil)
        return
      }
      let reply = isTooLarge ? Reply(431, "The request's head is too large.") : Reply(400, "This is no HTTP request.")
      write(reply, withBody: true, isLast: true, context: context)
    case .answering, .listening: context.close(promise: nil)
    case .closing: break
    }
  }

  // MARK: Answers

  private func answer(_ head: HTTPRequestHead, context: ChannelHandlerContext, isLast: Bool) {
    phase = .answering
    let request = Request(
      method: head.method.rawValue, target: head.uri, headers: head.headers.map { (name: $0.name, value: $0.value) })
    let hasBody = head.method != .HEAD
    switch responder.answer(request, hub.state) {
    case .reply(let reply): write(reply, withBody: hasBody, isLast: isLast, context: context)
    case .events: listen(head, isLast: isLast, context: context)
    case .file(let file, let load):
      close(context, after: TimeAmount(limits.answerTime))
      let bytes = NIOThreadPool.singleton.runIfActive(eventLoop: context.eventLoop) { load() }
      bytes.assumeIsolated().whenComplete { [self] result in
        let reply =
          if case .success(let bytes?) = result {
            responder.reply(bytes, file, request)
          } else {
            Reply(404, "The file is gone.")
          }
        write(reply, withBody: hasBody, isLast: isLast, context: context)
      }
    }
  }

  private func write(_ reply: Reply, withBody: Bool, isLast: Bool, context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    phase = isLast ? .closing : .answering
    var head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status))
    head.headers = HTTPHeaders(Reply.commonHeaders + reply.headers)
    if reply.status != 304 { head.headers.add(name: "Content-Length", value: String(reply.body.count)) }
    if isLast { head.headers.add(name: "Connection", value: "close") }
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if withBody, !reply.body.isEmpty {
      let body = context.channel.allocator.buffer(bytes: reply.body)
      context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    }
    close(context, after: TimeAmount(limits.answerTime))
    context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { [self] result in
      guard case .success = result, context.channel.isActive else { return context.close(promise: nil) }
      if isLast {
        // What is still coming must be read for a moment, or the client's system would throw the answer away.
        context.close(mode: .output, promise: nil)
        close(context, after: .seconds(1))
      } else {
        phase = .waiting
        roster.setWaiting(true, context.channel)
        close(context, after: TimeAmount(limits.headTime))
      }
    }
  }

  private func listen(_ request: HTTPRequestHead, isLast: Bool, context: ChannelHandlerContext) {
    let type = ("Content-Type", "text/event-stream; charset=utf-8")
    guard request.method == .GET else {
      write(Reply(200, headers: [type]), withBody: false, isLast: isLast, context: context)
      return
    }
    guard hub.hasRoom else {
      write(Reply(503, "Too many windows are open."), withBody: true, isLast: true, context: context)
      return
    }
    phase = .listening
    deadline?.cancel()
    var head = HTTPResponseHead(version: request.version, status: .ok)
    head.headers = HTTPHeaders(Reply.commonHeaders + [type])
    context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    hub.add(context.channel)
  }

  /// Sets the one moment at which this connection ends, instead of the one that was set before.
  private func close(_ context: ChannelHandlerContext, after time: TimeAmount) {
    deadline?.cancel()
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.close(promise: nil) }
  }
}
