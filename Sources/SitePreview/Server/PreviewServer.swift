import NIOCore
import NIOHTTP1
import NIOPosix
package import SiteDiagnostics

/// Serves the site's files from memory and tells browsers when they change.
///
/// ```
/// let server = try await PreviewServer.start(host: "127.0.0.1", port: 8000)
/// server.publish(PreviewUpdate(snapshot: snapshot))
/// await server.stop()
/// ```
package final class PreviewServer: Sendable {
  private let listener: any Channel
  private let hub: LiveHub
  private let roster: ConnectionRoster
  private let heartbeat: RepeatedTask
  /// The port that was free.
  package let port: Int

  /// How many ports after the wanted one are tried.
  private static let furtherPorts = 20

  /// Listens at `port`, or at the next one that is free; 0 takes any.
  package static func start(
    host: String, port: Int, limits: ServerLimits = ServerLimits()
  ) async throws(PreviewServerError) -> PreviewServer {
    var failure: (any Error)?
    let last = port == 0 ? 0 : min(port + furtherPorts, 65535)
    for candidate in port...max(port, last) {
      do {
        return try await PreviewServer(host: host, port: candidate, limits: limits)
      } catch let error as IOError where error.errnoCode == PreviewServerError.addressInUse {
        failure = error
      } catch {
        throw PreviewServerError(host: host, port: candidate, error)
      }
    }
    throw PreviewServerError(host: host, port: port, failure)
  }

  private init(host: String, port: Int, limits: ServerLimits) async throws {
    let hub = LiveHub()
    let responder = Responder(hosts: HostPolicy(own: host))
    var limits = limits
    limits.connections = min(limits.connections, OpenFileLimit.raise(toHold: limits.connections))
    let roster = ConnectionRoster(limits: limits)
    let group = MultiThreadedEventLoopGroup.singleton
    let bounds = limits
    listener = try await ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
      // The system would take megabytes for a client that takes none of them; a thousand such clients keep it busy.
      .childChannelOption(.socketOption(.so_sndbuf), value: .init(limits.systemBuffer))
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(.writeBufferWaterMark, value: .init(low: 256 << 10, high: 1 << 20))
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          let budget = HeadBudget(limit: bounds.headSize)
          var decoderLimits = NIOHTTPDecoderLimitConfiguration()
          decoderLimits.maxHeaderListSize = bounds.headSize
          decoderLimits.maxHeaderFieldSize = bounds.headSize
          try pipeline.addHandler(budget)
          try pipeline.configureHTTPServerPipeline(
            withErrorHandling: false, withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoderLimits)
          let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
          try pipeline.addHandler(HeadCounter(budget: budget), position: .after(decoder))
          try pipeline.addHandler(
            ConnectionHandler(hub: hub, responder: responder, roster: roster, limits: bounds))
        }
      }
      .bind(host: host, port: port).get()
    self.hub = hub
    self.roster = roster
    self.port = listener.localAddress?.port ?? port
    let beat = TimeAmount(limits.heartbeat)
    heartbeat = listener.eventLoop.scheduleRepeatedTask(initialDelay: beat, delay: beat) { _ in
      hub.beat()
    }
  }

  /// Shows what a build made, and tells the browsers.
  package func publish(_ update: PreviewUpdate) { hub.publish(update) }

  /// Shows what a check found beside what the builds say.
  package func publish(findings: [Diagnostic]) { hub.publish(findings: findings) }

  /// How many streams of events are open: one for each browser.
  package var browserCount: Int { hub.listenerCount }

  package func stop() async {
    heartbeat.cancel()
    try? await listener.close()
    for channel in roster.channels { channel.close(promise: nil) }
  }
}
