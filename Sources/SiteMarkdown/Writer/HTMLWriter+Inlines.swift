extension HTMLWriter {
  mutating func writeText(_ text: ByteView) {
    HTMLEscaping.append(text, to: &html)
    plain.append(text)
  }

  mutating func writeSoftBreak() {
    html.append(UInt8(ascii: "\n"))
    plain.append(UInt8(ascii: " "))
  }

  mutating func writeCode(_ text: ByteView) {
    html.append("<code>")
    HTMLEscaping.append(text, to: &html)
    html.append("</code>")
    plain.append(text)
  }

  mutating func writeRawHTML(_ text: ByteView) {
    switch options.rawHTML {
    case .pass: html.append(text)
    case .escape, .allowList: HTMLEscaping.append(text, to: &html)
    }
  }

  mutating func enterLink(_ node: CmarkNode) {
    let url = node.url
    if options.extensions.contains(.links), LinkSafety.isDangerous(url, in: .link) {
      openLink = .dropped
      return
    }
    openLink = .written
    html.append("<a href=\"")
    writeAddress(url, kind: .link, node: node)
    writeTitle(node.title)
    html.append("\">")
  }

  mutating func exitLink() {
    if case .written = openLink { html.append("</a>") }
    openLink = .none
  }

  mutating func writeImage(_ node: CmarkNode) {
    let url = node.url
    if options.extensions.contains(.links), LinkSafety.isDangerous(url, in: .image) { return }
    html.append("<img src=\"")
    let index = writeAddress(url, kind: .image, node: node)
    html.append("\" alt=\"")
    let alt = InlineText.collect(from: node)
    unsafe alt.withUnsafeBufferPointer { unsafe HTMLEscaping.append(ByteView($0), to: &html) }
    writeTitle(node.title)
    html.append("\"")
    if let index {
      addPoint(.imageSize, index)
      html.append(" loading=\"lazy\"")
    }
    html.append(" />")
  }

  private mutating func writeTitle(_ title: ByteView) {
    guard !title.isEmpty else { return }
    html.append("\" title=\"")
    HTMLEscaping.append(title, to: &html)
  }

  /// Writes an address, or leaves a gap for it where only the site knows it.
  ///
  /// - Returns: the index of the link, where links are judged.
  @discardableResult
  private mutating func writeAddress(_ url: ByteView, kind: MarkdownLink.Kind, node: CmarkNode) -> Int? {
    guard options.extensions.contains(.links) else {
      HTMLEscaping.appendAddress(url, to: &html)
      return nil
    }
    let index = links.count
    links.append(
      MarkdownLink(
        kind: kind, destination: url.string, text: String(decoding: InlineText.collect(from: node), as: UTF8.self),
        title: node.title.string, lines: 1...1, ordinal: 0))
    if LinkSafety.isAbsolute(url) {
      HTMLEscaping.appendAddress(url, to: &html)
    } else {
      addPoint(.address, index)
    }
    return index
  }
}
