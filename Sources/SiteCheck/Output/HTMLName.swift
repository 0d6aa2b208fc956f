/// Names of elements and attributes that rules know, packed into a word so that comparing them is comparing numbers.
///
/// The constants are the ASCII codes of the names; a lazily made constant would cost more than the comparison.
struct HTMLName: Hashable, Sendable {
  fileprivate let packed: UInt64

  private init(packed: UInt64) { self.packed = packed }

  /// The first eight bytes in lower case, of the name that begins at an offset, which goes to its end. No two names that
  /// rules look for share them, but for `aria-label` and `aria-labelledby`, which both give a name.
  @inline(__always)
  init(_ bytes: Span<UInt8>, from offset: inout Int) {
    if let block = ByteBlock(bytes, at: offset) {
      let count = block.letterCount
      if count == 1, block.isHeading {
        self.init(packed: block.packed(2))
        offset += 2
        return
      }
      if count < 8, !Self.mayHold(bytes[offset + count]) {
        self.init(packed: block.packed(count))
        offset += count
        return
      }
    }
    self.init(long: bytes, from: &offset)
  }

  /// As above, byte by byte.
  private init(long bytes: Span<UInt8>, from offset: inout Int) {
    let start = offset
    var packed: UInt64 = 0
    while offset < bytes.count, Self.mayHold(bytes[offset]) {
      if offset - start < 8 {
        let byte = bytes[offset]
        packed = packed << 8 | UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)
      }
      offset += 1
    }
    self.packed = packed
  }

  /// Whether a byte may be part of a name.
  @inline(__always)
  static func mayHold(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
      || byte == UInt8(ascii: "_")
  }

  /// Whether it is one of `h1` to `h6`.
  @inline(__always)
  var isHeading: Bool { packed &- 0x6831 < 6 }

  static var a: HTMLName { HTMLName(packed: 0x61) }
  static var aria: HTMLName { HTMLName(packed: 0x6172_6961_2D6C_6162) }
  static var ariaHidden: HTMLName { HTMLName(packed: 0x6172_6961_2D68_6964) }
  static var alt: HTMLName { HTMLName(packed: 0x616C74) }
  static var audio: HTMLName { HTMLName(packed: 0x61_7564_696F) }
  static var autoplay: HTMLName { HTMLName(packed: 0x6175_746F_706C_6179) }
  static var button: HTMLName { HTMLName(packed: 0x6275_7474_6F6E) }
  static var content: HTMLName { HTMLName(packed: 0x63_6F6E_7465_6E74) }
  static var data: HTMLName { HTMLName(packed: 0x6461_7461) }
  static var `for`: HTMLName { HTMLName(packed: 0x666F72) }
  static var h1: HTMLName { HTMLName(packed: 0x6831) }
  static var h2: HTMLName { HTMLName(packed: 0x6832) }
  static var h3: HTMLName { HTMLName(packed: 0x6833) }
  static var h4: HTMLName { HTMLName(packed: 0x6834) }
  static var h5: HTMLName { HTMLName(packed: 0x6835) }
  static var h6: HTMLName { HTMLName(packed: 0x6836) }
  static var href: HTMLName { HTMLName(packed: 0x6872_6566) }
  static var html: HTMLName { HTMLName(packed: 0x6874_6D6C) }
  static var id: HTMLName { HTMLName(packed: 0x6964) }
  static var iframe: HTMLName { HTMLName(packed: 0x6966_7261_6D65) }
  static var img: HTMLName { HTMLName(packed: 0x696D67) }
  static var input: HTMLName { HTMLName(packed: 0x69_6E70_7574) }
  static var kind: HTMLName { HTMLName(packed: 0x6B69_6E64) }
  static var label: HTMLName { HTMLName(packed: 0x6C_6162_656C) }
  static var lang: HTMLName { HTMLName(packed: 0x6C61_6E67) }
  static var main: HTMLName { HTMLName(packed: 0x6D61_696E) }
  static var meta: HTMLName { HTMLName(packed: 0x6D65_7461) }
  static var muted: HTMLName { HTMLName(packed: 0x6D_7574_6564) }
  static var name: HTMLName { HTMLName(packed: 0x6E61_6D65) }
  static var poster: HTMLName { HTMLName(packed: 0x706F_7374_6572) }
  static var rel: HTMLName { HTMLName(packed: 0x72656C) }
  static var role: HTMLName { HTMLName(packed: 0x726F_6C65) }
  static var script: HTMLName { HTMLName(packed: 0x7363_7269_7074) }
  static var select: HTMLName { HTMLName(packed: 0x7365_6C65_6374) }
  static var src: HTMLName { HTMLName(packed: 0x737263) }
  static var srcset: HTMLName { HTMLName(packed: 0x7372_6373_6574) }
  static var style: HTMLName { HTMLName(packed: 0x73_7479_6C65) }
  static var svg: HTMLName { HTMLName(packed: 0x737667) }
  static var tabindex: HTMLName { HTMLName(packed: 0x7461_6269_6E64_6578) }
  static var table: HTMLName { HTMLName(packed: 0x74_6162_6C65) }
  static var textarea: HTMLName { HTMLName(packed: 0x7465_7874_6172_6561) }
  static var th: HTMLName { HTMLName(packed: 0x7468) }
  static var title: HTMLName { HTMLName(packed: 0x74_6974_6C65) }
  static var track: HTMLName { HTMLName(packed: 0x74_7261_636B) }
  static var type: HTMLName { HTMLName(packed: 0x7479_7065) }
  static var video: HTMLName { HTMLName(packed: 0x76_6964_656F) }
}

/// Which names there may be: a look at it spares a walk through all elements of a page.
struct HTMLNameFilter: Sendable {
  private var bits: UInt64 = 0

  init(_ names: [HTMLName] = []) {
    for name in names { insert(name) }
  }

  @inline(__always)
  private static func bit(_ name: HTMLName) -> UInt64 { 1 << ((name.packed &* 0x9E37_79B9_7F4A_7C15) >> 58) }

  @inline(__always)
  mutating func insert(_ name: HTMLName) { bits |= Self.bit(name) }

  @inline(__always)
  mutating func formUnion(_ other: HTMLNameFilter) { bits |= other.bits }

  @inline(__always)
  func mayContain(_ name: HTMLName) -> Bool { bits & Self.bit(name) != 0 }
}
