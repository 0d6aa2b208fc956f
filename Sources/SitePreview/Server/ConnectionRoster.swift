import NIOCore
import Synchronization

/// All open connections, so that there are never more than the process can bear, nor more bytes on their way.
///
/// When one too many comes, the one goes whose client has owed something longest: a request, or to take the answer.
/// Whoever opens connections and says or takes nothing only ever crowds out itself and its like.
final class ConnectionRoster: Sendable {
  private struct Entry {
    let channel: any Channel
    /// Since when it is the client's turn, counted in events; `nil` while it is the server's.
    var clientsTurn: Int?
    /// Of an answer that the client has not taken yet.
    var untakenBytes = 0
  }

  private struct Content {
    var entries: [ObjectIdentifier: Entry] = [:]
    var events = 0
    var untakenBytes = 0

    mutating func remove(_ id: ObjectIdentifier) {
      untakenBytes -= entries.removeValue(forKey: id)?.untakenBytes ?? 0
    }

    /// Takes out the connection that goes first of those that meet a condition.
    mutating func removeOldest(where isMeant: (Entry) -> Bool = { _ in true }) -> (any Channel)? {
      let oldest = entries.filter { $0.value.clientsTurn != nil && isMeant($0.value) }
        .min { ($0.value.clientsTurn ?? .max) < ($1.value.clientsTurn ?? .max) }
      guard let oldest else { return nil }
      remove(oldest.key)
      return oldest.value.channel
    }
  }

  private let content = Mutex(Content())
  private let limits: ServerLimits

  init(limits: ServerLimits) { self.limits = limits }

  func add(_ channel: any Channel) {
    let crowdedOut = content.withLock { content -> (any Channel)? in
      content.events += 1
      let isFull = content.entries.count >= limits.connections
      let oldest = isFull ? content.removeOldest() : nil
      if isFull, oldest == nil { return channel }
      content.entries[ObjectIdentifier(channel)] = Entry(channel: channel, clientsTurn: content.events)
      return oldest
    }
    crowdedOut?.close(promise: nil)
  }

  /// The client has to take so many bytes, or to ask for something.
  func setClientsTurn(_ channel: any Channel, untakenBytes: Int = 0) {
    let crowdedOut = content.withLock { content -> [any Channel] in
      content.events += 1
      update(channel, &content, clientsTurn: content.events, untakenBytes)
      var crowdedOut: [any Channel] = []
      while content.untakenBytes > limits.untakenBytes,
        let oldest = content.removeOldest(where: { $0.untakenBytes > 0 && $0.channel !== channel })
      {
        crowdedOut.append(oldest)
      }
      return crowdedOut
    }
    for channel in crowdedOut { channel.close(promise: nil) }
  }

  /// The server has to answer.
  func setServersTurn(_ channel: any Channel) {
    content.withLock { update(channel, &$0, clientsTurn: nil, 0) }
  }

  private func update(_ channel: any Channel, _ content: inout Content, clientsTurn: Int?, _ untakenBytes: Int) {
    let id = ObjectIdentifier(channel)
    guard let entry = content.entries[id] else { return }
    content.untakenBytes += untakenBytes - entry.untakenBytes
    content.entries[id] = Entry(channel: channel, clientsTurn: clientsTurn, untakenBytes: untakenBytes)
  }

  func remove(_ channel: any Channel) {
    content.withLock { $0.remove(ObjectIdentifier(channel)) }
  }

  var channels: [any Channel] { content.withLock { $0.entries.values.map(\.channel) } }
}
