/// Whose addresses are the site's own: its scheme and host.
struct SiteOrigin: Sendable {
  /// `https://www.example.org`, in lower case.
  private let text: String
  private let authority: Substring

  init(_ origin: String) {
    text = origin.lowercased()
    authority = text[(text.firstIndex(of: "/") ?? text.endIndex)...].drop { $0 == "/" }
  }

  /// Whether loading the address asks another host than the site's own, as browsers read addresses (URL standard, 4.4):
  /// they strip spaces and line breaks, and take backslashes for slashes.
  func isForeign(_ address: String) -> Bool {
    var bytes = address.utf8.filter { $0 > 0x20 || $0 == 0x20 }
    while bytes.first == 0x20 { bytes.removeFirst() }
    for offset in bytes.indices where bytes[offset] == UInt8(ascii: "\\") { bytes[offset] = UInt8(ascii: "/") }
    let plain = String(decoding: bytes, as: UTF8.self).lowercased()
    guard let scheme = Self.scheme(plain) else {
      return plain.hasPrefix("//") && host(plain) != authority
    }
    guard Self.networkSchemes.contains(String(scheme)) else { return false }
    let rest = plain[scheme.endIndex...].dropFirst()
    return "\(scheme)://\(host(String(rest)))" != text
  }

  /// Those of which a browser asks a host; `data:`, `mailto:` and their like ask none.
  private static let networkSchemes: Set<String> = ["http", "https", "ws", "wss", "ftp"]

  private static func scheme(_ address: String) -> Substring? {
    guard let colon = address.firstIndex(of: ":") else { return nil }
    let scheme = address[..<colon]
    guard let first = scheme.utf8.first, (97...122).contains(first) else { return nil }
    let isScheme = scheme.utf8.allSatisfy { byte in
      (97...122).contains(byte) || (48...57).contains(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E
    }
    return isScheme ? scheme : nil
  }

  /// Between the slashes and the path; with a port, and a user, who is never the site's own.
  private func host(_ address: String) -> Substring {
    let rest = address.drop { $0 == "/" }
    return rest[..<(rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex)]
  }
}
