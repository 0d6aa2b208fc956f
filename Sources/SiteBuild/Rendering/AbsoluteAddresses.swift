import SiteMarkdown

/// Makes the addresses in a page's content absolute, for readers that have no page to start from: feeds and mail.
///
/// Works on finished HTML, so that addresses in raw HTML and in what components wrote are caught too. Values are decoded
/// before they are judged, as browsers do (HTML, 13.2.5): a protected mail address is a mail address. Those that are
/// absolute stay byte for byte.
struct AbsoluteAddresses {
  /// Scheme and host: addresses that begin with `/` start there.
  private let origin: String
  /// The page's own address: all other relative addresses start there.
  private let base: String

  static func rewrite(_ html: [UInt8], origin: String, base: String) -> [UInt8] {
    AbsoluteAddresses(origin: origin, base: base).rewrite(html)
  }

  private func rewrite(_ html: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(html.count + html.count / 8)
    var copied = 0
    for attribute in AddressAttributes(html) {
      let written = String(decoding: html[attribute.value], as: UTF8.self)
      let value = CharacterReferences.decode(written)
      let changed =
        switch attribute.kind {
        case .address: absolute(value[...])
        case .candidates: candidates(value)
        case .style: style(value)
        }
      if changed == value { continue }
      output += html[copied..<attribute.value.lowerBound]
      if !attribute.isQuoted { output.append(UInt8(ascii: "\"")) }
      Self.append(changed, to: &output)
      if !attribute.isQuoted { output.append(UInt8(ascii: "\"")) }
      copied = attribute.value.upperBound
    }
    return output + html[copied...]
  }

  // MARK: Values

  private func absolute(_ value: Substring) -> String {
    let address = Self.trimmed(value)
    if AddressText.isExternal(address) {
      guard address.utf8.first == UInt8(ascii: "/") else { return String(value) }
      return AddressText.completed("\(origin.prefix { $0 != "/" })\(address)")
    }
    switch address.utf8.first {
    case UInt8(ascii: "/"): return AddressText.completed(origin + address)
    case nil, UInt8(ascii: "#"), UInt8(ascii: "?"): return AddressText.completed(base + address)
    default: break
    }
    var folder = base.hasSuffix("/") ? base.dropLast() : base[...]
    var rest = address
    while rest.hasPrefix("../") || rest.hasPrefix("./") {
      let isUp = rest.hasPrefix("..")
      rest = rest.dropFirst(isUp ? 3 : 2)
      if isUp, folder.utf8.count > origin.utf8.count, let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
      }
    }
    return AddressText.completed(folder + "/" + rest)
  }

  /// The addresses of a `srcset`.
  private func candidates(_ value: String) -> String {
    let bytes = Array(value.utf8)
    return SourceSet.candidates(in: bytes.span, 0..<bytes.count).map { candidate in
      let address = absolute(Substring(decoding: bytes[candidate.address], as: UTF8.self))
      return candidate.descriptor.isEmpty
        ? address : address + " " + String(decoding: bytes[candidate.descriptor], as: UTF8.self)
    }.joined(separator: ", ")
  }

  /// The addresses of a style.
  private func style(_ value: String) -> String {
    let bytes = Array(value.utf8)
    var output: [UInt8] = []
    var copied = 0
    for found in StyleAddresses.all(in: bytes) {
      let address = absolute(found.text[...])
      if address == found.text { continue }
      output += bytes[copied..<found.range.lowerBound]
      // Brackets and quotes would end it.
      for byte in address.utf8 {
        switch byte {
        case UInt8(ascii: "("): output += Array("%28".utf8)
        case UInt8(ascii: ")"): output += Array("%29".utf8)
        case UInt8(ascii: "'"): output += Array("%27".utf8)
        default: output.append(byte)
        }
      }
      copied = found.range.upperBound
    }
    return String(decoding: output + bytes[copied...], as: UTF8.self)
  }

  /// Without the blanks around it, which mean nothing in an address (URL standard, 4.4).
  private static func trimmed(_ text: Substring) -> Substring {
    var bytes = text.utf8
    while let byte = bytes.first, byte <= 0x20 { bytes.removeFirst() }
    while let byte = bytes.last, byte <= 0x20 { bytes.removeLast() }
    return Substring(bytes)
  }

  private static func append(_ value: String, to output: inout [UInt8]) {
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "&"): output += "&amp;".utf8
      case UInt8(ascii: "\""): output += "&quot;".utf8
      case UInt8(ascii: "'"): output += "&#x27;".utf8
      case UInt8(ascii: "<"): output += "&lt;".utf8
      case UInt8(ascii: ">"): output += "&gt;".utf8
      default: output.append(byte)
      }
    }
  }
}
