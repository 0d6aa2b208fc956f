internal import SiteDiagnostics

extension HTMLWriter {
  mutating func enterLink(_ node: CmarkNode) {
    if isWithinLink(linkDepth > 1) {
      reportLinkInLink(node)
      return
    }
    guard extensions.contains(.links) else {
      openLink = .written
      html.append("<a href=\"")
      HTMLEscaping.appendAddress(node.url, to: &html)
      writeTitle(node.title)
      html.append("\">")
      return
    }
    let attributes = cutAttributes(after: node)
    if scan.hasMarkers {
      let url = scan.restoring(node.url, body: body)
      let title = scan.restoring(node.title, body: body)
      unsafe url.withUnsafeBufferPointer { url in
        unsafe title.withUnsafeBufferPointer { title in
          unsafe startLink(ByteView(url), title: ByteView(title), attributes: attributes)
        }
      }
    } else {
      startLink(node.url, title: node.title, attributes: attributes)
    }
  }

  /// Writes the start tag of a link, judged by where it leads.
  mutating func startLink(_ url: ByteView, title: ByteView, attributes: Attributes?) {
    if LinkSafety.isDangerous(url, in: .link) {
      openLink = .dropped
      drop(.link, url)
      return
    }
    let index = addLink(.link, url, title: title, text: "")
    if options.hooks.contains(.link) {
      startHook(.link, [("title", .string(title.string))])
      components[components.count - 1].link = links[index]
      openLink = .component(components.count - 1, textStart: plain.count)
      return
    }
    html.append("<a href=\"")
    openLink = .written
    linkTextStart = plain.count
    switch LinkTarget(url, siteOrigin: options.siteOrigin) {
    case .mail where extensions.contains(.mailProtection):
      openLink = .mail
      appendProtected(url)
      writeTitle(title)
      html.append(UInt8(ascii: "\""))
    case .external:
      HTMLEscaping.appendAddress(url, to: &html)
      writeTitle(title)
      html.append("\" rel=\"external noopener\"")
    case .fragment:
      html.append(UInt8(ascii: "#"))
      HTMLEscaping.appendAddress(url.dropFirst(1), to: &html)
      noteReservedTarget(url)
      writeTitle(title)
      html.append(UInt8(ascii: "\""))
    case .mail, .absolute:
      HTMLEscaping.appendAddress(url, to: &html)
      writeTitle(title)
      html.append(UInt8(ascii: "\""))
    case .site:
      addPoint(.address, index)
      writeTitle(title)
      html.append(UInt8(ascii: "\""))
    }
    if let attributes {
      if let id = attributes.id { writeID(ids.unique(id)) }
      writeAttributes(attributes, for: .link)
    }
    html.append(UInt8(ascii: ">"))
  }

  /// Ends a link of the tree, unless it stands in another one: then it was never begun.
  mutating func exitLink(_ node: CmarkNode) {
    if extensions.isEmpty {
      html.append("</a>")
    } else if linkDepth == 0, !rawHTML.isOpen("a") {
      exitLink()
    }
  }

  /// Whether a link can't be written because the text is one already. CommonMark alone writes it nevertheless.
  private func isWithinLink(_ isInner: Bool) -> Bool { !extensions.isEmpty && (isInner || rawHTML.isOpen("a")) }

  private mutating func reportLinkInLink(_ node: CmarkNode) {
    let address = Array("<".utf8) + InlineText.collect(from: node) + Array(">".utf8)
    let block = blockRange
    let found = unsafe address.withUnsafeBufferPointer { unsafe body[block].firstIndex(of: ByteView($0)) }
    let range = found.map { block.lowerBound + $0..<block.lowerBound + $0 + address.count }
    report(
      .warning, "markdown.link-in-link", "this link stands in another one: it leads nowhere by itself",
      at: range ?? block.lowerBound..<min(block.upperBound, block.lowerBound + 1),
      hint: range == nil
        ? "put it outside of the other one" : "remove the angle brackets, or put it outside of the other one",
      fix: range.map { ($0, Array(address.dropFirst().dropLast())) })
  }

  /// Leaves room behind a link's target for what makes another id of it.
  mutating func noteReservedTarget(_ url: ByteView) {
    guard !options.reservedIDs.isEmpty else { return }
    let target = url.dropFirst(1).string
    guard options.reservedIDs.contains(target) else { return }
    addPoint(.movedID, reservedTargets.count)
    reservedTargets.append(target)
  }

  mutating func exitLink() {
    switch openLink {
    case .none, .dropped: break
    case .written, .mail:
      html.append("</a>")
      if extensions.contains(.links), !links.isEmpty {
        links[links.count - 1 - imagesInLink].text = plain.view(linkTextStart..<plain.count).string
      }
    case .component(let component, let textStart):
      let text = plain.view(textStart..<plain.count).string
      components[component].link?.text = text
      endHook([("text", .string(text))])
    }
    imagesInLink = 0
    openLink = .none
    if !waitingReferences.isEmpty { writeWaitingReferences() }
  }

  mutating func writeImage(_ node: CmarkNode) {
    typography.before = TypographyState.someLetter
    guard extensions.contains(.links) else {
      html.append("<img src=\"")
      HTMLEscaping.appendAddress(node.url, to: &html)
      html.append("\" alt=\"")
      HTMLEscaping.append(InlineText.collect(from: node), to: &html)
      writeTitle(node.title)
      html.append("\" />")
      return
    }
    writeImage(node, attributes: cutAttributes(after: node), showsTitle: true)
  }

  /// An image; a figure shows the title itself.
  mutating func writeImage(_ node: CmarkNode, attributes: Attributes?, showsTitle: Bool) {
    let alt = scan.restoring(InlineText.collect(from: node), body: body)
    let url = scan.restoring(node.url, body: body)
    let title = scan.restoring(node.title, body: body)
    unsafe url.withUnsafeBufferPointer { url in
      unsafe title.withUnsafeBufferPointer { title in
        let (url, title) = unsafe (ByteView(url), ByteView(title))
        if LinkSafety.isDangerous(url, in: .image) {
          drop(.image, url)
          HTMLEscaping.append(alt, to: &html)
          return
        }
        let index = addLink(.image, url, title: title, text: String(decoding: alt, as: UTF8.self))
        if options.hooks.contains(.image) {
          let arguments = [("alt", links[index].text), ("title", title.string)].map {
            ($0.0, MarkdownComponent.Value.string($0.1))
          }
          startHook(.image, arguments)
          components[components.count - 1].link = links[index]
          endHook((attributes?.pairs ?? []).map { ($0.name, .string($0.value)) })
          return
        }
        writeImageTag(url, index: index, alt: alt, title: showsTitle ? title : .empty, attributes: attributes)
      }
    }
  }

  private mutating func writeImageTag(
    _ url: ByteView, index: Int, alt: [UInt8], title: ByteView, attributes: Attributes?
  ) {
    html.append("<img src=\"")
    let target = LinkTarget(url, siteOrigin: options.siteOrigin)
    if target == .site { addPoint(.address, index) } else { HTMLEscaping.appendAddress(url, to: &html) }
    html.append("\" alt=\"")
    HTMLEscaping.append(alt, to: &html)
    writeTitle(title)
    html.append(UInt8(ascii: "\""))
    let names = attributes?.pairs.map(\.name) ?? []
    if target == .site && !names.contains("width") && !names.contains("height") { addPoint(.imageSize, index) }
    if !names.contains("loading") { html.append(" loading=\"lazy\"") }
    if let attributes {
      if let id = attributes.id { writeID(ids.unique(id)) }
      writeAttributes(attributes, for: .image)
    }
    html.append(" />")
  }

  private mutating func writeTitle(_ title: ByteView) {
    guard !title.isEmpty else { return }
    html.append("\" title=\"")
    HTMLEscaping.append(title, to: &html)
  }

  mutating func addLink(_ kind: MarkdownLink.Kind, _ url: ByteView, title: ByteView, text: String) -> Int {
    if kind == .image, case .written = openLink { imagesInLink += 1 }
    links.append(
      MarkdownLink(
        kind: kind, destination: url.string, text: text, title: title.string, block: sourceRange(blockRange),
        index: links.count))
    return links.count - 1
  }

  /// Notes an address that is left out; it is reported when the document is done.
  mutating func drop(_ kind: MarkdownLink.Kind, _ url: ByteView) {
    droppedLinks.append(
      MarkdownLink(
        kind: kind, destination: url.string, text: "", title: "", block: sourceRange(blockRange),
        index: droppedLinks.count))
  }

  mutating func reportDroppedLinks() {
    for link in droppedLinks.prefix(Self.diagnosticLimit) {
      let place = LinkFinder.place(of: link, among: droppedLinks, in: source)
      diagnostics.append(DroppedLink(link.destination).diagnostic(at: source.location(of: place.destination)))
    }
  }

  /// Writes text as numbers of characters: browsers read it, simple harvesters of addresses don't.
  mutating func appendProtected(_ text: ByteView) {
    var offset = 0
    var isHex = false
    while offset < text.count {
      let scalar = Scalars.first(in: text.dropFirst(offset))
      html.append(isHex ? "&#x" : "&#")
      if scalar < 0x80 {
        html.append(code: UInt8(scalar), isHex: isHex)
      } else {
        html.append(UInt(scalar), radix: isHex ? 16 : 10)
      }
      html.append(UInt8(ascii: ";"))
      isHex.toggle()
      offset += scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
    }
  }
}

/// Where an address leads, as far as a document alone can tell.
enum LinkTarget: Equatable {
  /// Another host.
  case external
  case mail
  /// A place in the same page.
  case fragment
  /// Complete in itself: the site's own absolute address, or another scheme.
  case absolute
  /// A source, a file, or an address of the site: to be resolved.
  case site

  init(_ address: ByteView, siteOrigin: String?) {
    if address.at(0) == UInt8(ascii: "#") {
      self = .fragment
    } else if address.hasPrefix("//") {
      self = .external
    } else {
      self = Self.byScheme(of: address, siteOrigin: siteOrigin)
    }
  }

  private static func byScheme(of address: ByteView, siteOrigin: String?) -> LinkTarget {
    guard let (scheme, _) = SchemeName.read(address), !scheme.isDrive else { return .site }
    if scheme == .mailto { return .mail }
    // What looks like another scheme may be the name of a file: `Interview: Teil 2.pdf`.
    guard scheme == .http || scheme == .https else { return scheme.isCommon ? .absolute : .site }
    guard let siteOrigin, !siteOrigin.isEmpty else { return .external }
    let text = address.string
    guard text.hasPrefix(siteOrigin) else { return .external }
    let rest = text.dropFirst(siteOrigin.count).first
    return rest == nil || rest == "/" || rest == "?" || rest == "#" ? .absolute : .external
  }
}
