import NIOCore
import NIOHTTP1
import SiteDiagnostics
import Synchronization

/// What the preview holds, and the browsers that want to hear of changes. A browser hears of how things stand and then
/// of every change after that, in order and without a gap.
final class LiveHub: Sendable {
  private struct Content {
    var state = PreviewState()
    var listeners: [ObjectIdentifier: any Channel] = [:]
  }

  private let content = Mutex(Content())
  /// Another one after each start of the server, so that browsers know that they missed something.
  private let server: String
  private static let listenerLimit = 128

  init() {
    server = String(UInt64.random(in: .min ... .max), radix: 16)
  }

  var state: PreviewState { content.withLock { $0.state } }

  var listenerCount: Int { content.withLock { $0.listeners.count } }

  var hasRoom: Bool { listenerCount < Self.listenerLimit }

  func publish(_ update: PreviewUpdate) {
    content.withLock { content in
      content.state.take(update)
      let text = LiveEvent.build(content.state, update)
      for channel in content.listeners.values { Self.send(text, to: channel) }
    }
  }

  /// Tells what a check found, which takes longer than a build.
  func publish(findings: [Diagnostic]) {
    content.withLock { content in
      content.state.take(findings: findings)
      let text = LiveEvent.findings(content.state)
      for channel in content.listeners.values { Self.send(text, to: channel) }
    }
  }

  /// The head of the answer must have been written.
  func add(_ channel: any Channel) {
    content.withLock { content in
      content.listeners[ObjectIdentifier(channel)] = channel
      Self.send(LiveEvent.hello(server: server, content.state), to: channel)
    }
  }

  func remove(_ channel: any Channel) {
    _ = content.withLock { $0.listeners.removeValue(forKey: ObjectIdentifier(channel)) }
  }

  func beat() {
    content.withLock { content in
      for channel in content.listeners.values { Self.send(LiveEvent.heartbeat, to: channel) }
    }
  }

  /// Only puts the work into the channel's queue, so that it may be called with the lock held.
  ///
  /// Who doesn't read is let go: it comes back and hears how things stand then.
  private static func send(_ text: String, to channel: any Channel) {
    channel.eventLoop.execute {
      guard channel.isWritable else {
        channel.close(promise: nil)
        return
      }
      let part = HTTPServerResponsePart.body(.byteBuffer(channel.allocator.buffer(string: text)))
      channel.writeAndFlush(part, promise: nil)
    }
  }
}
