/// Which names the preview answers to.
///
/// A page on the web can let a name of its own point to this machine and then read what the preview sends (DNS
/// rebinding). It can't do so with a number or with `localhost`.
struct HostPolicy: Sendable {
  /// The host that the server was told to listen at.
  let own: String

  /// - Parameter authority: the value of `Host`: a name or number, and perhaps a port.
  func allows(_ authority: String) -> Bool {
    guard let host = Self.host(of: authority) else { return false }
    return host == "localhost" || host.hasSuffix(".localhost") || host == own.lowercased() || Self.isNumeric(host)
  }

  /// The host in small letters; `nil` where it isn't a host with or without a port.
  private static func host(of authority: String) -> String? {
    let isPort = { (text: Substring) in
      text.isEmpty || (text.first == ":" && text.count <= 6 && text.dropFirst().utf8.allSatisfy(isDigit))
    }
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]"), isPort(authority[authority.index(after: end)...]) else {
        return nil
      }
      return authority[...end].lowercased()
    }
    let name = authority.prefix { $0 != ":" }
    guard !name.isEmpty, isPort(authority[name.endIndex...]) else { return nil }
    let isPlain = name.utf8.allSatisfy { byte in
      isDigit(byte) || (97...122).contains(byte | 0x20) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }
    guard isPlain else { return nil }
    return (name.hasSuffix(".") ? name.dropLast() : name).lowercased()
  }

  private static func isNumeric(_ host: String) -> Bool {
    if host.hasPrefix("[") {
      let number = host.dropFirst().dropLast()
      return number.contains(":")
        && number.utf8.allSatisfy { isDigit($0) || (97...102).contains($0) || $0 == 0x3A || $0 == 0x2E }
    }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { part in part.utf8.allSatisfy(isDigit) && UInt8(part) != nil }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
