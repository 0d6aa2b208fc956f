import NIOCore
import Synchronization

/// All open connections, so that there are never more than the process can bear.
///
/// When one too many comes, the one that has been waiting longest without a request goes: whoever opens connections and
/// says nothing only ever crowds out itself and its like.
final class ConnectionRoster: Sendable {
  private struct Entry {
    let channel: any Channel
    /// When it came or had its last answer, counted in events; `nil` while a request is being answered.
    var waitingSince: Int?
  }

  private struct Content {
    var entries: [ObjectIdentifier: Entry] = [:]
    var events = 0
  }

  private let content = Mutex(Content())
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  func add(_ channel: any Channel) {
    let crowdedOut = content.withLock { content -> (any Channel)? in
      content.events += 1
      var oldest: Entry?
      if content.entries.count >= limit {
        oldest = content.entries.values.filter { $0.waitingSince != nil }
          .min { ($0.waitingSince ?? .max) < ($1.waitingSince ?? .max) }
        if let oldest { content.entries[ObjectIdentifier(oldest.channel)] = nil }
      }
      content.entries[ObjectIdentifier(channel)] = Entry(channel: channel, waitingSince: content.events)
      return oldest?.channel ?? (content.entries.count > limit ? channel : nil)
    }
    crowdedOut?.close(promise: nil)
  }

  func setWaiting(_ isWaiting: Bool, _ channel: any Channel) {
    content.withLock { content in
      content.events += 1
      content.entries[ObjectIdentifier(channel)]?.waitingSince = isWaiting ? content.events : nil
    }
  }

  func remove(_ channel: any Channel) {
    _ = content.withLock { $0.entries.removeValue(forKey: ObjectIdentifier(channel)) }
  }

  var channels: [any Channel] { content.withLock { $0.entries.values.map(\.channel) } }
}
