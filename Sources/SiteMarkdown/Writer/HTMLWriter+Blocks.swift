extension HTMLWriter {
  mutating func enterParagraph(_ node: CmarkNode) -> Bool {
    let parent = node.parent
    let tight = isInTightList(parent)
    separatePlainText(lines: tight ? 1 : 2)
    if tight { return true }
    if summary == nil, let parent, parent.kind == .document {
      startLine()
      summary = SummaryRange(htmlStart: html.count, pointStart: points.count, plainStart: plain.count)
    }
    startLine()
    html.append("<p>")
    return true
  }

  mutating func exitParagraph(_ node: CmarkNode) {
    let parent = node.parent
    if isInTightList(parent) { return }
    html.append("</p>\n")
    if summary != nil, summary?.htmlEnd == nil, let parent, parent.kind == .document {
      summary?.htmlEnd = html.count
      summary?.pointEnd = points.count
      summary?.plainEnd = plain.count
    }
  }

  private func isInTightList(_ parent: CmarkNode?) -> Bool {
    guard let parent, parent.kind == .item, let list = parent.parent else { return false }
    return list.isTightList
  }

  mutating func enterList(_ node: CmarkNode) {
    startLine()
    guard node.isOrderedList else {
      html.append("<ul>\n")
      return
    }
    let start = node.listStart
    if start == 1 {
      html.append("<ol>\n")
    } else {
      html.append("<ol start=\"")
      html.append(decimal: start)
      html.append("\">\n")
    }
  }

  mutating func writeCodeBlock(_ node: CmarkNode) {
    startLine()
    separatePlainText(lines: 2)
    let info = node.fenceInfo
    if info.isEmpty {
      html.append("<pre><code>")
    } else {
      var end = 0
      while end < info.count, !isSpace(info[end]) { end += 1 }
      html.append("<pre><code class=\"language-")
      HTMLEscaping.append(info[0..<end], to: &html)
      html.append("\">")
    }
    let literal = node.literal
    HTMLEscaping.append(literal, to: &html)
    plain.append(literal)
    html.append("</code></pre>\n")
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }

  mutating func writeHTMLBlock(_ node: CmarkNode) {
    startLine()
    writeRawHTML(node.literal)
    startLine()
  }

  mutating func enterHeading(_ node: CmarkNode) -> Bool {
    startLine()
    separatePlainText(lines: 2)
    let level = node.headingLevel
    html.append("<h")
    html.append(UInt8(ascii: "0") + UInt8(level))
    var id = ""
    if options.extensions.contains(.headingIDs) {
      id = ids.unique(slug(of: InlineText.collect(from: node)))
      html.append(" id=\"")
      addPoint(.idPrefix)
      html.append(id)
      html.append("\"")
    }
    html.append(">")
    openHeading = OpenHeading(
      level: level, id: id, plainStart: plain.count, sourceOffset: 0)
    return true
  }

  mutating func exitHeading() {
    guard let heading = openHeading else { return }
    openHeading = nil
    let title = plain.view(heading.plainStart..<plain.count).string
    if !heading.id.isEmpty && options.extensions.contains(.headingAnchors) { writeAnchor(to: heading.id, title: title) }
    html.append("</h")
    html.append(UInt8(ascii: "0") + UInt8(heading.level))
    html.append(">\n")
    headings.append(
      MarkdownHeading(level: heading.level, id: heading.id, title: title, sourceOffset: heading.sourceOffset))
  }

  /// A link from a heading to itself: shown by the site's style on hover and focus, named for screen readers.
  private mutating func writeAnchor(to id: String, title: String) {
    addPoint(.anchorStart)
    html.append(" <a class=\"heading-anchor\" href=\"#")
    html.append(id)
    html.append("\" aria-label=\"")
    html.append(Phrases.of(options.language).linkToHeading)
    for byte in title.utf8 {
      if let entity = HTMLEscaping.entity(for: byte) { html.append(entity) } else { html.append(byte) }
    }
    html.append("\">#</a>")
    addPoint(.anchorEnd)
  }
}
