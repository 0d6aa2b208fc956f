import SitePreview
import Synchronization

/// A file that counts what is read of it.
final class SampleFile: StoredFile {
  private let content: [UInt8]?
  private let read = Mutex(0)
  private let changes = Mutex(0)

  /// - Parameter bytes: `nil` for a file that is gone.
  init(bytes: [UInt8]?) { content = bytes }

  var bytesRead: Int { read.withLock { $0 } }

  var size: Int { content?.count ?? 0 }

  func change() { changes.withLock { $0 += 1 } }

  func version() -> StoredVersion? {
    let changes = changes.withLock { $0 }
    return content.map { StoredVersion(size: $0.count, mark: "\($0.count) \(changes)") }
  }

  func bytes(_ range: Range<Int>, of version: StoredVersion) -> [UInt8]? {
    guard version == self.version() else { return nil }
    read.withLock { $0 += range.count }
    return content.map { Array($0[range]) }
  }
}
