import SiteDigest

/// One source of a policy's directive (Content Security Policy, Level 3, 2.3.1).
///
/// There are no others than those that are made here. What a page says of itself gets into a header as a digest, or as
/// the scheme, host and port of an address in the letters that these have; so no text can end a directive, a header, or
/// a line of a server's configuration.
struct PolicySource: Sendable, Hashable, Comparable {
  let text: String

  private init(_ text: String) { self.text = text }

  static let own = PolicySource("'self'")
  static let none = PolicySource("'none'")
  static let data = PolicySource("data:")
  static let unsafeHashes = PolicySource("'unsafe-hashes'")
  static let unsafeInline = PolicySource("'unsafe-inline'")

  /// The digest of a script, style, handler or attribute.
  static func hash(of bytes: some Sequence<UInt8>) -> PolicySource {
    PolicySource("'\(SHA256.integrity(of: bytes))'")
  }

  /// One that was noted down: a digest or a host. `nil` where it is neither, whoever wrote it there.
  init?(recorded text: String) {
    guard Self.isHash(text) || Self.isHost(text) else { return nil }
    self.text = text
  }

  /// Scheme, host and port of an address that begins with `http://` or `https://`, or host and port of one that begins
  /// with two slashes. `nil` where the host's name has other letters than `a-z0-9.-`, or in brackets those of an IPv6 address.
  init?(hostOf address: String) {
    let lower = address.lowercased()
    let scheme = Self.schemes.first { lower.hasPrefix($0) } ?? ""
    let host = lower.utf8.dropFirst(scheme.utf8.count).prefix { byte in
      byte != UInt8(ascii: "/") && byte != UInt8(ascii: "?") && byte != UInt8(ascii: "#")
    }
    guard !scheme.isEmpty, let name = String(Substring(host).utf8) else { return nil }
    let text = (scheme == "//" ? "" : scheme) + (name.hasSuffix(":") ? String(name.dropLast()) : name)
    guard Self.isHost(text) else { return nil }
    self.text = text
  }

  private static let schemes = ["https://", "http://", "//"]

  /// `'sha256-…'`, with the 43 letters of Base64 that a digest has, and the one that fills them up.
  private static func isHash(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 53, text.hasPrefix("'sha256-"), text.hasSuffix("='") else { return false }
    return bytes[8..<51].allSatisfy { byte in
      isLetter(byte | 0x20) || isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
    }
  }

  private static func isHost(_ text: String) -> Bool {
    let scheme = schemes.dropLast().first { text.hasPrefix($0) } ?? ""
    var rest = Array(text.utf8.dropFirst(scheme.utf8.count))[...]
    if let colon = rest.lastIndex(of: UInt8(ascii: ":")), rest.last != UInt8(ascii: "]") {
      let port = rest[(colon + 1)...]
      guard (1...5).contains(port.count), port.allSatisfy(isDigit) else { return false }
      rest = rest[..<colon]
    }
    if rest.first == UInt8(ascii: "["), rest.last == UInt8(ascii: "]") {
      return rest.count > 3
        && rest.dropFirst().dropLast().allSatisfy { byte in
          isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte) || byte == UInt8(ascii: ":")
            || byte == UInt8(ascii: ".")
        }
    }
    return !rest.isEmpty && rest.count <= 253
      && rest.allSatisfy { byte in
        isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  static func < (first: PolicySource, second: PolicySource) -> Bool { first.text < second.text }
}
