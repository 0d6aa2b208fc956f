import SiteDiagnostics
import Synchronization

/// The pages that name a host in their texts. All of them are read when somebody asks first, and never again: a site
/// may show a thousand pictures of another host, and has ten thousand pages.
final class PagesByHost: Sendable {
  private let files: [RelativePath]
  private let folder: SourceFolder
  private let table = Mutex<[String: [RelativePath]]?>(nil)

  /// Of so many pages with one host, one will do.
  private static let limit = 16

  init(pages: [RelativePath], folder: SourceFolder) {
    files = pages
    self.folder = folder
  }

  func pages(naming host: String) -> [RelativePath] {
    table.withLock { table in
      let known = table ?? read()
      table = known
      return known[host] ?? []
    }
  }

  private func read() -> [String: [RelativePath]] {
    var table: [String: [RelativePath]] = [:]
    for file in files {
      guard let bytes = folder.text(file).0?.bytes else { continue }
      for host in Self.hosts(in: bytes) where table[host, default: []].count < Self.limit {
        table[host, default: []].append(file)
      }
    }
    return table
  }

  /// What follows two slashes.
  private static func hosts(in bytes: [UInt8]) -> Set<String> {
    var hosts: Set<String> = []
    var offset = 0
    while let slash = ByteSearch.first(UInt8(ascii: "/"), in: bytes.span, from: offset) {
      offset = slash + 1
      guard offset < bytes.count, bytes[offset] == UInt8(ascii: "/") else { continue }
      let start = offset + 1
      offset = start
      while offset < bytes.count, isHostByte(bytes[offset]) { offset += 1 }
      if offset > start { hosts.insert(String(decoding: bytes[start..<offset], as: UTF8.self)) }
    }
    return hosts
  }

  /// A letter, digit or mark of a host's name, its port or who logs in there.
  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "%"), 0x80...:
      true
    default: false
    }
  }
}
