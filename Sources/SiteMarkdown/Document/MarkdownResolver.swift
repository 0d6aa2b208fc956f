/// Knows what a document alone can't: addresses of other sources, sizes of images, templates.
package protocol MarkdownResolver {
  /// The address to write for a link or image whose destination is relative or site-absolute; `nil` keeps the
  /// destination as it was written.
  func address(of link: MarkdownLink) -> String?

  /// Whether a link or image whose address is `nil` leads nowhere, so that it is not written: of a link its text stays,
  /// of an image its alternative text.
  func leadsNowhere(_ link: MarkdownLink) -> Bool

  /// Width and height of an image in pixels.
  func size(of image: MarkdownLink) -> (width: Int, height: Int)?

  /// Appends what the component's template makes of it.
  ///
  /// - Parameters:
  ///   - body: HTML of what stands inside; empty for shortcodes.
  ///   - address: the resolved address, for hooks of links and images.
  func render(
    _ component: MarkdownComponent, body: [UInt8], address: String?, into output: inout [UInt8])
}

/// For whom HTML is written.
package enum MarkdownOutput: Sendable, Hashable {
  case page
  /// Headings have no links to themselves, and boxes of tasks are signs.
  case feed
}

extension MarkdownResolver {
  package func leadsNowhere(_ link: MarkdownLink) -> Bool { false }
}

extension MarkdownHTML {
  /// Appends the final bytes of a part of the document.
  package func write(
    _ fragment: MarkdownFragment, for output: MarkdownOutput = .page, resolver: some MarkdownResolver,
    into bytes: inout [UInt8]
  ) {
    bytes.reserveCapacity(bytes.count + fragment.bytes.count + 256)
    if output == .page && !needsResolver {
      bytes.append(contentsOf: self.bytes[fragment.bytes])
      return
    }
    var writer = FragmentWriter(html: self, output: output, resolver: resolver)
    writer.write(fragment, into: &bytes)
  }

  /// Appends the final bytes of the whole document.
  package func write(
    for output: MarkdownOutput = .page, resolver: some MarkdownResolver, into bytes: inout [UInt8]
  ) {
    write(whole, for: output, resolver: resolver, into: &bytes)
  }
}

/// Fills the gaps of a document's HTML.
private struct FragmentWriter<Resolver: MarkdownResolver> {
  let html: MarkdownHTML
  let isPage: Bool
  let resolver: Resolver
  private var position = 0
  private var skipping = false
  /// The end tag of a link that isn't written.
  private var unwanted: Range<Int>?

  init(html: MarkdownHTML, output: MarkdownOutput, resolver: Resolver) {
    self.html = html
    self.resolver = resolver
    isPage = output == .page
  }

  mutating func write(_ fragment: MarkdownFragment, into output: inout [UInt8]) {
    position = fragment.bytes.lowerBound
    /// The components that are open, with what was written before each started.
    var open: [(index: Int, outer: [UInt8])] = []
    for point in html.points[fragment.points] {
      // In what is left out of an image that isn't there.
      if Int(point.offset) < position { continue }
      flush(to: Int(point.offset), into: &output)
      let index = Int(point.index)
      switch point.kind {
      case .address:
        guard !skipping else { continue }
        let link = html.links[index]
        let address = resolver.address(of: link)
        if address == nil, resolver.leadsNowhere(link), leaveOut(link.kind, from: &output) { continue }
        HTMLEscaping.appendAddress(address ?? link.destination, to: &output)
      case .imageSize:
        guard let size = resolver.size(of: html.links[index]) else { continue }
        output.append(contentsOf: " width=\"\(size.width)\" height=\"\(size.height)\"".utf8)
      case .movedID: if !skipping { output.append(contentsOf: html.movedSuffixes[index].utf8) }
      case .pageStart: skipping = !isPage
      case .pageEnd: skipping = false
      case .emptyBox where !isPage: output.append(contentsOf: "\u{2610}".utf8)
      case .tickedBox where !isPage: output.append(contentsOf: "\u{2611}".utf8)
      case .emptyBox, .tickedBox: break
      case .componentStart:
        open.append((index, output))
        output = []
      case .componentEnd:
        guard let (index, outer) = open.popLast() else { continue }
        let body = output
        output = outer
        let component = html.components[index]
        resolver.render(
          component, body: body, address: component.link.map { resolver.address(of: $0) ?? $0.destination },
          into: &output)
      }
    }
    flush(to: fragment.bytes.upperBound, into: &output)
  }

  /// Takes back the tag in which an address should stand now, and passes the rest of it.
  ///
  /// - Returns: false where the tag is none that the writer of Markdown makes itself.
  private mutating func leaveOut(_ kind: MarkdownLink.Kind, from output: inout [UInt8]) -> Bool {
    let bytes = html.bytes
    switch kind {
    case .link:
      let start = Array("<a href=\"".utf8)
      guard unwanted == nil, output.suffix(start.count).elementsEqual(start),
        let tagEnd = bytes[position...].firstIndex(of: UInt8(ascii: ">")),
        let end = Self.endTag(of: bytes, from: tagEnd)
      else { return false }
      output.removeLast(start.count)
      position = tagEnd + 1
      unwanted = end
    case .image:
      let start = Array("<img src=\"".utf8)
      let alt = Array("\" alt=\"".utf8)
      guard output.suffix(start.count).elementsEqual(start), bytes[position...].starts(with: alt),
        let textEnd = bytes[(position + alt.count)...].firstIndex(of: UInt8(ascii: "\"")),
        let tagEnd = bytes[textEnd...].firstIndex(of: UInt8(ascii: ">"))
      else { return false }
      output.removeLast(start.count)
      output += bytes[position + alt.count..<textEnd]
      position = tagEnd + 1
    }
    return true
  }

  /// The `</a>` that closes a link whose tag ends there; a link may hold those of footnotes.
  private static func endTag(of bytes: [UInt8], from start: Int) -> Range<Int>? {
    let (opening, closing) = (Array("<a ".utf8), Array("</a>".utf8))
    var depth = 0
    var offset = start
    while let tag = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) {
      if bytes[tag...].starts(with: opening) { depth += 1 }
      if bytes[tag...].starts(with: closing) {
        if depth == 0 { return tag..<tag + closing.count }
        depth -= 1
      }
      offset = tag + 1
    }
    return nil
  }

  private mutating func flush(to end: Int, into output: inout [UInt8]) {
    if let tag = unwanted, tag.lowerBound < end {
      unwanted = nil
      flush(to: tag.lowerBound, into: &output)
      position = tag.upperBound
    }
    if !skipping && end > position { output.append(contentsOf: html.bytes[position..<end]) }
    position = end
  }
}
