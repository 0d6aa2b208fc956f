/// Makes the addresses in a page's content absolute, for readers that have no page to start from: feeds and mail.
///
/// Works on finished HTML, so that addresses in raw HTML and in what components wrote are caught too.
enum AbsoluteAddresses {
  /// Attributes that hold an address (HTML, 4.x): one, or in `srcset` a list of them.
  private static let attributes: Set<String> = ["href", "src", "poster", "cite", "action", "data", "srcset"]

  /// - Parameters:
  ///   - origin: scheme and host: addresses that begin with `/` start there.
  ///   - base: the page's own address: all other relative addresses start there.
  static func rewrite(_ html: [UInt8], origin: String, base: String) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(html.count + html.count / 8)
    var copied = 0
    var offset = 0
    while let open = html[offset...].firstIndex(of: UInt8(ascii: "<")) {
      offset = open + 1
      guard offset < html.count, isLetter(html[offset]) else { continue }
      while offset < html.count, isNameByte(html[offset]) { offset += 1 }
      // Within a tag: names, and values in quotes.
      while offset < html.count, html[offset] != UInt8(ascii: ">") {
        guard isNameByte(html[offset]) else {
          offset += 1
          continue
        }
        let nameStart = offset
        while offset < html.count, isNameByte(html[offset]) { offset += 1 }
        let name = nameStart..<offset
        guard offset + 1 < html.count, html[offset] == UInt8(ascii: "=") else { continue }
        let quote = html[offset + 1]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { continue }
        let start = offset + 2
        guard let end = html[start...].firstIndex(of: quote) else { return output + html[copied...] }
        offset = end + 1
        let attribute = String(decoding: html[name], as: UTF8.self).lowercased()
        guard attributes.contains(attribute) else { continue }
        let value = String(decoding: html[start..<end], as: UTF8.self)
        output += html[copied..<start]
        if attribute == "srcset" {
          output +=
            value.split(separator: ",").map { absolute(trimmed($0), origin: origin, base: base) }
            .joined(separator: ", ").utf8
        } else {
          output += absolute(Substring(value), origin: origin, base: base).utf8
        }
        copied = end
      }
    }
    return output + html[copied...]
  }

  private static func absolute(_ address: Substring, origin: String, base: String) -> String {
    if address.hasPrefix("//") { return (origin.hasPrefix("https") ? "https:" : "http:") + address }
    if address.hasPrefix("/") { return origin + address }
    if address.isEmpty || hasScheme(address) { return String(address) }
    if address.hasPrefix("#") || address.hasPrefix("?") { return base + address }
    var folder = base.hasSuffix("/") ? base.dropLast() : base[...]
    var rest = address
    while rest.hasPrefix("../") || rest.hasPrefix("./") {
      let isUp = rest.hasPrefix("..")
      rest = rest.dropFirst(isUp ? 3 : 2)
      if isUp, folder.utf8.count > origin.utf8.count, let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
      }
    }
    return folder + "/" + rest
  }

  private static func hasScheme(_ address: Substring) -> Bool {
    guard let colon = address.firstIndex(of: ":"), let first = address.utf8.first, isLetter(first) else { return false }
    return !address[..<colon].contains { $0 == "/" || $0 == "?" || $0 == "#" }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " || $0 == "\n" }
    while text.last == " " || text.last == "\n" { text.removeLast() }
    return text
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
  }
}
