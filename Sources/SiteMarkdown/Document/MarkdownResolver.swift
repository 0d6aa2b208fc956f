/// Knows what a document alone can't: addresses of other sources, sizes of images, templates.
package protocol MarkdownResolver {
  /// The address to write for a link or image whose destination is relative or site-absolute; `nil` keeps the
  /// destination as it was written.
  func address(of link: MarkdownLink) -> String?

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
      flush(to: Int(point.offset), into: &output)
      let index = Int(point.index)
      switch point.kind {
      case .address:
        guard !skipping else { continue }
        let link = html.links[index]
        HTMLEscaping.appendAddress(resolver.address(of: link) ?? link.destination, to: &output)
      case .imageSize:
        guard let size = resolver.size(of: html.links[index]) else { continue }
        output.append(contentsOf: " width=\"\(size.width)\" height=\"\(size.height)\"".utf8)
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

  private mutating func flush(to end: Int, into output: inout [UInt8]) {
    if !skipping && end > position { output.append(contentsOf: html.bytes[position..<end]) }
    position = end
  }
}
