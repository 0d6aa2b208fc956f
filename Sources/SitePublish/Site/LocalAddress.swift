/// Finds links to the machine that a site was built on: what a preview's output has and a public site must not.
///
/// Only links count (`href="http://localhost…`, `<loc>http://127.0.0.1…`): an article may well write about localhost.
enum LocalAddress {
  private static let hosts = ["localhost", "127.0.0.1", "0.0.0.0", "[::1]"].map { Array($0.utf8) }
  private static let schemes = ["http://", "https://"].map { Array($0.utf8) }

  static func isSearched(_ path: String) -> Bool {
    ["html", "xml", "json", "css", "js", "txt", "webmanifest"].contains(SitePath.ending(of: path))
  }

  static func isLinked(in text: [UInt8]) -> Bool {
    let bytes = text.span
    var index = 0
    while index + 3 < bytes.count {
      guard bytes[index] == UInt8(ascii: ":"), bytes[index + 1] == UInt8(ascii: "/"),
        bytes[index + 2] == UInt8(ascii: "/")
      else {
        index += 1
        continue
      }
      if hosts.contains(where: { hostStands(at: index + 3, in: bytes, host: $0) }),
        isLink(endingAt: index + 3, in: bytes)
      {
        return true
      }
      index += 3
    }
    return false
  }

  private static func hostStands(at start: Int, in bytes: Span<UInt8>, host: [UInt8]) -> Bool {
    let end = start + host.count
    guard end <= bytes.count, host.indices.allSatisfy({ bytes[start + $0] | 0x20 == host[$0] | 0x20 }) else {
      return false
    }
    guard end < bytes.count else { return true }
    return ":/\"'<>?# \n)".utf8.contains(bytes[end])
  }

  /// Whether the scheme that ends there starts an attribute, a JSON text, a `url(…)`, an XML element or a line of
  /// `robots.txt`.
  private static func isLink(endingAt end: Int, in bytes: Span<UInt8>) -> Bool {
    for scheme in schemes where end >= scheme.count {
      let start = end - scheme.count
      guard scheme.indices.allSatisfy({ bytes[start + $0] | 0x20 == scheme[$0] | 0x20 }) else { continue }
      guard start > 0 else { return true }
      switch bytes[start - 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "("): return true
      case UInt8(ascii: ">"): return ends(in: ["<loc>", "<link>", "<guid>", "<id>", "<uri>"], at: start, in: bytes)
      case UInt8(ascii: " "): return ends(in: ["Sitemap: "], at: start, in: bytes)
      default: continue
      }
    }
    return false
  }

  private static func ends(in words: [String], at end: Int, in bytes: Span<UInt8>) -> Bool {
    words.contains { word in
      let word = Array(word.utf8)
      return end >= word.count && word.indices.allSatisfy { bytes[end - word.count + $0] == word[$0] }
    }
  }
}
