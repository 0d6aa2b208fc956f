import NIOCore
import NIOHTTP1

/// Counts the bytes that come before a request's head is complete; the parser itself sets no limit to the first line.
///
/// Hands bytes to the parser in small slices, so that heads which come together are not taken for one: each begins the
/// count anew with the slice after it.
///
/// - Note: Lives on one event loop, as every handler of a channel.
final class HeadBudget: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let limit: Int
  private var spent = 0
  private static let sliceSize = 4 << 10

  init(limit: Int) { self.limit = limit }

  /// A head was complete: the count begins anew.
  func reset() { spent = 0 }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    while let slice = bytes.readSlice(length: min(Self.sliceSize, bytes.readableBytes)), slice.readableBytes > 0 {
      spent += slice.readableBytes
      guard spent <= limit else {
        context.fireErrorCaught(HTTPParserError.headerOverflow)
        return
      }
      context.fireChannelRead(wrapInboundOut(slice))
    }
  }
}

/// Stands behind the parser and tells the budget of every head.
final class HeadCounter: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  private let budget: HeadBudget

  init(budget: HeadBudget) { self.budget = budget }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head = unwrapInboundIn(data) { budget.reset() }
    context.fireChannelRead(data)
  }
}
