/// Addresses that lead to the reader's own computer or house network, where the writer's is not: mostly copied from the
/// preview.
package enum LocalAddress {
  /// The path behind the host, from its slash on; `nil` where the address leads to a host that all readers share.
  ///
  /// - Parameter address: begins with `http:` or `https:`, in any case of letters.
  package static func path(in address: String) -> String? {
    guard let slashes = address.firstRange(of: "://"), slashes.lowerBound != address.startIndex,
      ["http", "https"].contains(address[..<slashes.lowerBound].lowercased())
    else { return nil }
    let rest = address[slashes.upperBound...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    guard isLocal(host.lowercased()) else { return nil }
    let path = rest.dropFirst(authority.count)
    return path.hasPrefix("/") ? String(path) : "/" + path
  }

  /// Whether an address with a scheme may be one that this or ``TypedAddress`` has a word to say of; false for nearly
  /// all, after a look at a few bytes.
  package static func deservesALook(_ address: String) -> Bool {
    let bytes = address.utf8.span
    let letters = bytes.count < 5 ? 0 : bytes[0] | 0x20
    guard letters == UInt8(ascii: "h") || letters == UInt8(ascii: "m") else {
      return bytes.count > 0 && bytes[0] != 0x2F
    }
    if address.hasPrefix("mailto:") { return false }
    let start = address.hasPrefix("https://") ? 8 : 7
    guard start == 8 || address.hasPrefix("http://"), bytes.count > start, bytes[start] != UInt8(ascii: "/") else {
      return true
    }
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "/"), bytes[end] != UInt8(ascii: ":"),
      bytes[end] != UInt8(ascii: "?"), bytes[end] != UInt8(ascii: "#"), bytes[end] != UInt8(ascii: "@")
    { end += 1 }
    // `localhost`, a number, `[::1]`, `….local`, `….lan`, `….arpa`; `https://https://…`.
    guard end > start + 2 else { return true }
    let last = (bytes[end - 2] | 0x20, bytes[end - 1] | 0x20)
    switch last {
    case (UInt8(ascii: "s"), UInt8(ascii: "t")), (UInt8(ascii: "a"), UInt8(ascii: "l")),
      (UInt8(ascii: "a"), UInt8(ascii: "n")), (UInt8(ascii: "p"), UInt8(ascii: "a")),
      (UInt8(ascii: "t"), UInt8(ascii: "p")), (UInt8(ascii: "p"), UInt8(ascii: "s")):
      return true
    default:
      return (48...57).contains(bytes[end - 1]) || bytes[start] == UInt8(ascii: "[")
        || end < bytes.count && bytes[end] == UInt8(ascii: "@")
    }
  }

  /// - Parameter host: in lower case, with its port.
  private static func isLocal(_ host: String) -> Bool {
    if host.hasPrefix("[") {
      let address = host.dropFirst().prefix { $0 != "]" }
      return address == "::1" || address == "::" || address.hasPrefix("fe80:") || address.hasPrefix("fc")
        || address.hasPrefix("fd") || address.hasPrefix("::ffff:127.")
    }
    let name = host.prefix { $0 != ":" }
    if name == "localhost" || [".localhost", ".local", ".lan", ".home.arpa"].contains(where: name.hasSuffix) {
      return true
    }
    let numbers = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard numbers.count == 4, let first = numbers[0], let second = numbers[1], !numbers.contains(nil) else {
      return false
    }
    switch (first, second) {
    // RFC 1122, RFC 1918, RFC 3927.
    case (127, _), (0, _), (10, _), (192, 168), (169, 254), (172, 16...31): return true
    default: return false
    }
  }
}
