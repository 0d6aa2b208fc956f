/// The `ETag` of some bytes: the same for the same bytes, also after a restart.
struct ContentTag: Equatable {
  /// With its quotes.
  let text: String

  /// 64-bit FNV-1a: tells versions of one file apart; nothing here must withstand an attacker.
  init(_ bytes: [UInt8], badge: String?) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for byte in (badge ?? "").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    text = "\"\(String(repeating: "0", count: 16 - digits.count))\(digits)\""
  }

  /// Whether an `If-None-Match` names this tag; a weak one counts too (RFC 9110, 13.1.2).
  func isNamed(in header: String) -> Bool {
    header.split(separator: ",").contains { item in
      let item = Request.trimmed(item)
      return item == "*" || item == text || item == "W/" + text
    }
  }
}
