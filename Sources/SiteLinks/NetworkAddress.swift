/// A numeric address of a host, four or sixteen bytes.
struct NetworkAddress: Sendable, Hashable {
  let bytes: [UInt8]

  /// Whether it belongs to a network that is not the public one, or to this machine (the registries of special addresses,
  /// RFC 6890): what it answers is nobody else's business.
  var isPrivate: Bool {
    if bytes.count == 4 { return Self.isPrivate(bytes[...]) }
    guard bytes.count == 16 else { return true }
    // Addresses that stand for one of the older kind.
    let zeros = bytes.prefix { $0 == 0 }.count
    if zeros >= 10, bytes[10] == bytes[11], bytes[10] == 0xFF || bytes[10] == 0 { return Self.isPrivate(bytes[12...]) }
    if bytes.starts(with: [0x00, 0x64, 0xFF, 0x9B]) { return Self.isPrivate(bytes[12...]) }
    if bytes.starts(with: [0x20, 0x02]) { return Self.isPrivate(bytes[2..<6]) }
    // All that is public lies in 2000::/3, but for documents (2001:db8::/32, 3fff::/20) and tunnels (2001::/23).
    return bytes[0] & 0xE0 != 0x20 || bytes.starts(with: [0x20, 0x01, 0x0D, 0xB8]) || bytes.starts(with: [0x3F, 0xFF])
      || (bytes.starts(with: [0x20, 0x01]) && bytes[2] < 2)
  }

  private static func isPrivate(_ bytes: ArraySlice<UInt8>) -> Bool {
    let parts = Array(bytes)
    switch (parts[0], parts[1], parts[2]) {
    case (0, _, _), (10, _, _), (127, _, _), (224..., _, _): return true
    case (100, 64...127, _), (169, 254, _), (172, 16...31, _), (192, 168, _), (198, 18...19, _): return true
    case (192, 0, 0), (192, 0, 2), (198, 51, 100), (203, 0, 113), (192, 88, 99): return true
    default: return false
    }
  }

  /// As curl takes it.
  var text: String {
    if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
    let groups = stride(from: 0, to: bytes.count - 1, by: 2).map { offset in
      String(UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1]), radix: 16)
    }
    return "[\(groups.joined(separator: ":"))]"
  }
}
