/// The host of an address, as far as its name tells where it is.
struct HostName: Sendable, Hashable {
  /// In lower case, without brackets and without a dot at the end.
  let name: String
  /// As the address has it; `nil` where it has none.
  let port: String?

  /// `nil` where there is no host, or one that programs could read differently: then nobody should ask for it.
  init?(of address: String) {
    guard let start = address.firstRange(of: "://")?.upperBound else { return nil }
    let authority = address[start...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.contains(where: { $0 == "\\" || $0.isWhitespace || $0 == "%" }) else { return nil }
    let parts = authority.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count <= 2, let host = parts.last else { return nil }
    if host.hasPrefix("[") {
      guard let end = host.firstIndex(of: "]") else { return nil }
      name = host[host.index(after: host.startIndex)..<end].lowercased()
      port = host[end...].dropFirst(2).isEmpty ? nil : String(host[end...].dropFirst(2))
    } else {
      let pieces = host.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      var name = pieces.first.map { $0.lowercased() } ?? ""
      while name.hasSuffix(".") { name.removeLast() }
      self.name = name
      port = pieces.count > 1 ? String(pieces[1]) : nil
    }
    guard !name.isEmpty else { return nil }
  }

  /// Whether only one network knows the name: it has no dot, or an ending that no name of the public has (RFC 6761,
  /// RFC 6762, RFC 8375, and what ICANN keeps for such uses).
  var isPrivate: Bool {
    if name.contains(":") { return false }
    guard let dot = name.lastIndex(of: ".") else { return !name.allSatisfy(\.isNumber) }
    return Self.privateEndings.contains(name[name.index(after: dot)...]) || name.hasSuffix(".home.arpa")
  }

  private static let privateEndings: Set<Substring> = [
    "local", "localhost", "internal", "intranet", "lan", "home", "corp", "private", "localdomain", "test", "invalid",
    "onion",
  ]
}
