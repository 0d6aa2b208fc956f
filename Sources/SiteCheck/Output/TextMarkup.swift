package import SiteDiagnostics
package import SiteMarkdown

/// Finds in an author's Markdown what became a tag of the page: it isn't written there as it stands in the page.
package struct TextMarkup {
  private let document: MarkdownDocument
  private let source: SourceText
  private let address: (MarkdownLink) -> String?

  /// - Parameter address: where a link leads in the page.
  package init(_ document: MarkdownDocument, source: SourceText, address: @escaping (MarkdownLink) -> String?) {
    self.document = document
    self.source = source
    self.address = address
  }

  /// The bytes of the source that became a tag, an attribute or an address.
  func range(of text: [UInt8]) -> Range<Int>? {
    guard let first = text.first else { return nil }
    let markup = String(decoding: text, as: UTF8.self)
    if first == UInt8(ascii: "<") {
      let name = markup.dropFirst().prefix { $0.isLetter || $0.isNumber }
      if name.first == "h", let id = Self.value(of: "id", in: markup), let found = heading(id) { return found }
      if name == "a", let href = Self.value(of: "href", in: markup) {
        return href.hasPrefix("#") && markup.contains("heading-anchor")
          ? heading(String(href.dropFirst())) : link(href, .link)
      }
      return name == "img" ? Self.value(of: "src", in: markup).flatMap { link($0, .image) } : nil
    }
    if markup.hasPrefix("id=") { return Self.value(of: "id", in: " " + markup).flatMap(heading) }
    return link(markup, nil)
  }

  private func heading(_ id: String) -> Range<Int>? {
    guard let heading = document.headings.first(where: { $0.id == id }) else { return nil }
    let end = source.bytes[heading.sourceOffset...].firstIndex(of: 0x0A) ?? source.bytes.count
    return heading.sourceOffset..<end
  }

  private func link(_ written: String, _ kind: MarkdownLink.Kind?) -> Range<Int>? {
    let wanted = written.replacing("&amp;", with: "&")
    let link = document.links.first { link in
      (kind == nil || link.kind == kind) && (address(link) == wanted || link.destination == wanted)
    }
    return link.map { document.place(of: $0, in: source).destination }
  }

  private static func value(of attribute: String, in tag: String) -> String? {
    guard let start = tag.firstRange(of: " \(attribute)=\"") else { return nil }
    return String(tag[start.upperBound...].prefix { $0 != "\"" })
  }
}
