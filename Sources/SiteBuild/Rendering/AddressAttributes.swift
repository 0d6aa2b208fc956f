/// The attributes of a piece of HTML that hold addresses, in their order.
struct AddressAttributes: Sequence, IteratorProtocol {
  enum Kind {
    case address
    /// Several, each with a width or density.
    case candidates
    case style
  }

  struct Attribute {
    let kind: Kind
    /// Without its quotes.
    let value: Range<Int>
    let isQuoted: Bool
  }

  /// Attributes of HTML that hold an address (HTML, index of attributes), older ones, and that of drawings.
  private static let kinds: [String: Kind] = [
    "href": .address, "src": .address, "poster": .address, "cite": .address, "action": .address,
    "formaction": .address, "data": .address, "longdesc": .address, "background": .address, "xlink:href": .address,
    "srcset": .candidates, "imagesrcset": .candidates, "style": .style,
  ]

  private let html: [UInt8]
  private var offset = 0
  private var isInTag = false

  init(_ html: [UInt8]) { self.html = html }

  mutating func next() -> Attribute? {
    while isInTag || enterTag() {
      while offset < html.count, Self.isSpace(html[offset]) || html[offset] == UInt8(ascii: "/") { offset += 1 }
      guard offset < html.count else { return nil }
      if html[offset] == UInt8(ascii: ">") {
        isInTag = false
        continue
      }
      if let attribute = attribute() { return attribute }
    }
    return nil
  }

  /// Goes to the attributes of the next start tag.
  private mutating func enterTag() -> Bool {
    while let open = html[offset...].firstIndex(of: UInt8(ascii: "<")) {
      offset = open + 1
      if html[offset...].starts(with: "!--".utf8) {
        skipComment()
        continue
      }
      guard offset < html.count, Self.isLetter(html[offset]) else { continue }
      while offset < html.count, !Self.endsName(html[offset]) { offset += 1 }
      isInTag = true
      return true
    }
    return false
  }

  private mutating func skipComment() {
    offset += 3
    while let close = html[offset...].firstIndex(of: UInt8(ascii: ">")) {
      offset = close + 1
      if close >= 2, html[close - 1] == UInt8(ascii: "-"), html[close - 2] == UInt8(ascii: "-") { return }
    }
    offset = html.count
  }

  /// Reads an attribute; `nil` where it holds no address.
  private mutating func attribute() -> Attribute? {
    let start = offset
    // An equals sign may start a name, by HTML's rules.
    offset += 1
    while offset < html.count, !Self.endsName(html[offset]), html[offset] != UInt8(ascii: "=") { offset += 1 }
    let name = start..<offset
    var next = offset
    while next < html.count, Self.isSpace(html[next]) { next += 1 }
    guard next < html.count, html[next] == UInt8(ascii: "=") else { return nil }
    next += 1
    while next < html.count, Self.isSpace(html[next]) { next += 1 }
    guard next < html.count else { return nil }
    let quote = html[next]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    let value: Range<Int>
    if isQuoted {
      let end = html[(next + 1)...].firstIndex(of: quote) ?? html.count
      value = next + 1..<end
      offset = Swift.min(end + 1, html.count)
    } else {
      var end = next
      while end < html.count, !Self.isSpace(html[end]), html[end] != UInt8(ascii: ">") { end += 1 }
      value = next..<end
      offset = end
    }
    // No name that is asked for is longer.
    guard name.count <= 11, let kind = Self.kinds[String(decoding: html[name], as: UTF8.self).lowercased()] else {
      return nil
    }
    return Attribute(kind: kind, value: value, isQuoted: isQuoted)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }

  private static func endsName(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
  }
}
