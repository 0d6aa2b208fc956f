/// The digest of a file's content as it stands in the file's name: 48 bits of it, which is plenty to tell versions apart.
struct Fingerprint: Sendable, Hashable, CustomStringConvertible {
  static let length = 12

  let description: String

  init(of bytes: [UInt8]) {
    description = String(ContentHasher.digest(of: bytes).description.prefix(Self.length))
  }

  /// Puts the digest before the last extension of an address's last part: `css/site.0f3b….css`.
  ///
  /// What follows `?` or `#` stays.
  func inserted(intoAddress address: String) -> String {
    let end = address.firstIndex { $0 == "?" || $0 == "#" } ?? address.endIndex
    return inserted(intoPath: String(address[..<end])) + address[end...]
  }

  /// The same for the path of a file.
  func inserted(intoPath path: String) -> String {
    let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let dot = path[name...].lastIndex(of: ".") ?? path.endIndex
    return "\(path[..<dot]).\(description)\(path[dot...])"
  }
}
