import NIOCore
import NIOHTTP1

/// Counts the bytes that come before a request's head is complete; the parser itself sets no limit to the first line.
///
/// - Note: Lives on one event loop, as every handler of a channel.
final class HeadBudget: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let limit: Int
  private var spent = 0

  init(limit: Int) { self.limit = limit }

  /// A head was complete: the count begins anew.
  func reset() { spent = 0 }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    spent += unwrapInboundIn(data).readableBytes
    guard spent <= limit else {
      context.fireErrorCaught(HTTPParserError.headerOverflow)
      return
    }
    context.fireChannelRead(data)
  }
}
