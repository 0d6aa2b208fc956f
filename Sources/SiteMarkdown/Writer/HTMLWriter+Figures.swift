extension HTMLWriter {
  /// Whether a paragraph holds nothing but an image, and attributes for it.
  @inline(__always)
  func isFigure(_ node: CmarkNode) -> Bool {
    guard extensions.contains(.figures), let image = node.firstChild, image.kind == .image else { return false }
    guard let next = image.next else { return true }
    guard scan.hasAttributes, next.next == nil, next.kind == .text else { return false }
    let text = next.literal
    return Attributes.parse(text, at: 0)?.end == text.count
  }

  /// `![alt](src "caption"){credit="…"}`
  mutating func writeFigure(_ image: CmarkNode) {
    var attributes = cutAttributes(after: image)
    let credit = attributes?.remove("credit")
    startLine()
    html.append("<figure>\n")
    writeImage(image, attributes: attributes, showsTitle: false)
    html.append(UInt8(ascii: "\n"))
    let title = scan.restoring(image.title, body: body)
    if !title.isEmpty || credit != nil {
      html.append("<figcaption>")
      unsafe title.withUnsafeBufferPointer { unsafe writeText(ByteView($0)) }
      if var credit {
        html.append(title.isEmpty ? "<span class=\"credit\">" : " <span class=\"credit\">")
        typography.startBlock()
        if !title.isEmpty { plain.append(UInt8(ascii: " ")) }
        credit.withUTF8 { unsafe writeText(ByteView($0)) }
        html.append("</span>")
      }
      html.append("</figcaption>\n")
    }
    html.append("</figure>\n")
  }
}
