/// Finds what a feed makes a reader program load: pictures and whatever else loads in the articles' HTML, which stands in
/// the feed as text, the feed's own icons, and enclosures, which programs for podcasts fetch without being asked.
enum FeedScanner {
  // MARK: RSS and Atom

  /// Elements whose text is an address that is loaded: RSS `<image><url>`, Atom `<icon>` and `<logo>`.
  private static let addressElements = ["icon", "logo", "url"]

  static func scan(xml bytes: [UInt8]) -> MarkupScanner.Findings {
    var findings = MarkupScanner.scan(bytes)
    var offset = 0
    while let open = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) {
      let text = bytes[offset..<open]
      if text.contains(UInt8(ascii: "&")) {
        let html = MarkupText.decode(String(decoding: text, as: UTF8.self))
        if html.utf8.contains(UInt8(ascii: "<")) { add(html: Array(html.utf8), to: &findings) }
      }
      if bytes[open...].starts(with: "<![CDATA[".utf8) {
        let start = open + 9
        let end = endOfData(in: bytes, from: start)
        add(html: Array(bytes[start..<end]), to: &findings)
        offset = min(end + 3, bytes.count)
        continue
      }
      guard let close = bytes[open...].firstIndex(of: UInt8(ascii: ">")) else { break }
      offset = close + 1
      let name = String(decoding: bytes[open + 1..<close], as: UTF8.self)
      if addressElements.contains(name) {
        let end = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        let address = MarkupText.decode(String(decoding: bytes[offset..<end], as: UTF8.self))
        findings.addresses.append(LoadedAddress(text: address, loader: "<\(name)>", range: offset..<end))
      } else if name.hasPrefix("enclosure "), let address = attribute("url", of: name) {
        findings.addresses.append(LoadedAddress(text: address, loader: "<enclosure>", range: nil))
      }
    }
    return findings
  }

  private static func endOfData(in bytes: [UInt8], from start: Int) -> Int {
    var offset = start
    while let bracket = bytes[offset...].firstIndex(of: UInt8(ascii: "]")) {
      if bytes[bracket...].starts(with: "]]>".utf8) { return bracket }
      offset = bracket + 1
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
