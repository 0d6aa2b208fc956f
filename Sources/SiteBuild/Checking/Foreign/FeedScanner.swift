/// Finds what a feed makes a reader program load: pictures and whatever else loads in the articles' HTML, which stands in
/// the feed as text, the feed's own icons, and enclosures, which programs for podcasts fetch without being asked.
enum FeedScanner {
  // MARK: RSS and Atom

  /// Elements whose text is an address that is loaded: RSS `<image><url>`, Atom `<icon>` and `<logo>`.
  private static let addressElements = ["icon", "logo", "url"].map { Array($0.utf8) }

  static func scan(xml: [UInt8]) -> MarkupScanner.Findings {
    var findings = MarkupScanner.scan(xml)
    let bytes = xml.span
    var offset = 0
    while let open = ByteSearch.first(UInt8(ascii: "<"), in: bytes, from: offset) {
      if ByteSearch.first(UInt8(ascii: "&"), in: bytes, from: offset, to: open) != nil {
        let html = MarkupText.decode(bytes, offset..<open)
        if html.contains(UInt8(ascii: "<")) { add(html: html, to: &findings) }
      }
      if open + 1 < bytes.count, bytes[open + 1] == UInt8(ascii: "!"), xml[open...].starts(with: "<![CDATA[".utf8) {
        let end = endOfData(in: bytes, from: open + 9)
        add(html: Array(xml[min(open + 9, end)..<end]), to: &findings)
        offset = min(end + 3, bytes.count)
        continue
      }
      guard let close = ByteSearch.first(UInt8(ascii: ">"), in: bytes, from: open) else { break }
      offset = close + 1
      // The names are short, and `enclosure` is the one that has attributes.
      guard close - open <= 5 || bytes[open + 1] == UInt8(ascii: "e") else { continue }
      // In a sitemap `<url>` holds elements.
      if bytes[open + 1] == UInt8(ascii: "u"), close + 1 < bytes.count,
        bytes[close + 1] <= 0x20 || bytes[close + 1] == UInt8(ascii: "<")
      {
        continue
      }
      let tag = xml[open + 1..<close]
      if addressElements.contains(where: tag.elementsEqual) {
        let end = ByteSearch.first(UInt8(ascii: "<"), in: bytes, from: offset) ?? bytes.count
        let text = String(decoding: MarkupText.decode(bytes, offset..<end), as: UTF8.self)
        let name = String(decoding: tag, as: UTF8.self)
        findings.addresses.append(LoadedAddress(text: text, loader: "<\(name)>", range: offset..<end))
      } else if tag.starts(with: "enclosure ".utf8),
        let address = attribute("url", of: String(decoding: tag, as: UTF8.self))
      {
        findings.addresses.append(LoadedAddress(text: address, loader: "<enclosure>", range: nil))
      }
    }
    return findings
  }

  /// Where `]]>` stands, or the end.
  private static func endOfData(in bytes: Span<UInt8>, from start: Int) -> Int {
    var offset = start
    while let close = ByteSearch.first(UInt8(ascii: ">"), in: bytes, from: offset) {
      if close - start >= 2, bytes[close - 1] == UInt8(ascii: "]"), bytes[close - 2] == UInt8(ascii: "]") {
        return close - 2
      }
      offset = close + 1
    }
    return bytes.count
  }

  private static func attribute(_ name: String, of tag: String) -> String? {
    for quote in ["\"", "'"] {
      guard let start = tag.firstRange(of: " \(name)=\(quote)") else { continue }
      return MarkupText.decode(String(tag[start.upperBound...].prefix { String($0) != quote }))
    }
    return nil
  }

  private static func add(html: [UInt8], to findings: inout MarkupScanner.Findings) {
    let inner = MarkupScanner.scan(html)
    findings.addresses += inner.addresses.map { LoadedAddress(text: $0.text, loader: $0.loader, range: nil) }
  }

  // MARK: JSON Feed

  /// Members whose value is an address that is loaded (JSON Feed 1.1).
  private static let addressMembers: Set<String> = ["icon", "favicon", "image", "banner_image", "avatar"]

  static func scan(json bytes: [UInt8]) -> MarkupScanner.Findings {
    var findings = MarkupScanner.Findings()
    var key = ""
    var isInAttachments = false
    for token in JSONStrings(bytes) {
      switch token {
      case .key(let name):
        key = name
        if name == "attachments" { isInAttachments = true }
      case .string(let text, let range):
        let isEnclosure = isInAttachments && key == "url"
        if addressMembers.contains(key) || isEnclosure {
          findings.addresses.append(LoadedAddress(text: text, loader: key, range: range))
        } else if text.utf8.contains(UInt8(ascii: "<")) {
          add(html: Array(text.utf8), to: &findings)
        }
      case .endOfList: isInAttachments = false
      }
    }
    return findings
  }
}
