import NIOCore
import NIOHTTP1
import NIOPosix

/// One connection: takes requests, one after the other, and writes answers.
///
/// - Note: Lives on one event loop, as every handler of a channel.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  enum Phase {
    case waiting
    /// A request's head is here, its end is not.
    case receiving(HTTPRequestHead)
    case answering
    /// Gets the events; what it sends is ignored.
    case listening
    /// The last answer is on its way: what comes is thrown away, so that the client can read why.
    case closing
    /// The last answer has left.
    case closed
  }

  let hub: LiveHub
  let responder: Responder
  let roster: ConnectionRoster
  let limits: ServerLimits
  var phase = Phase.waiting
  /// The client has said its last word, and may still be reading.
  var isInputClosed = false
  private var deadline: Scheduled<Void>?

  init(hub: LiveHub, responder: Responder, roster: ConnectionRoster, limits: ServerLimits) {
    self.hub = hub
    self.responder = responder
    self.roster = roster
    self.limits = limits
  }

  func handlerAdded(context: ChannelHandlerContext) {
    roster.add(context.channel)
    close(context, after: TimeAmount(limits.headTime))
  }

  func channelInactive(context: ChannelHandlerContext) {
    stopClock()
    roster.remove(context.channel)
    hub.remove(context.channel)
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch (phase, unwrapInboundIn(data)) {
    case (.waiting, .head(let head)):
      roster.setServersTurn(context.channel)
      if head.headers.contains(name: "transfer-encoding") || (head.headers.first(name: "content-length") ?? "0") != "0"
      {
        // Requests to look at something have no body; what would be in this one is not waited for.
        answer(head, isLast: true, context)
      } else {
        phase = .receiving(head)
      }
    case (.receiving(let head), .end): answer(head, isLast: !head.isKeepAlive, context)
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
      send(
        isTooLarge ? Reply(431, "The request's head is too large.") : Reply(400, "This is no HTTP request."),
        Manner(withBody: true, isLast: true), context)
    case .answering, .listening: context.close(promise: nil)
    case .closing, .closed: break
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event {
      isInputClosed = true
      switch phase {
      case .answering, .closing: break
      case .waiting, .receiving, .listening, .closed: context.close(promise: nil)
      }
    }
    context.fireUserInboundEventTriggered(event)
  }

  /// Sets the one moment at which this connection ends, instead of the one that was set before.
  func close(_ context: ChannelHandlerContext, after time: TimeAmount) {
    stopClock()
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.close(promise: nil) }
  }

  /// Lets the connection be open for as long as it likes.
  func stopClock() { deadline?.cancel() }
}
