internal import SiteDiagnostics

extension HTMLWriter {
  mutating func enterHeading(_ node: CmarkNode) -> Bool {
    noteBlockLines(node)
    typography.startBlock()
    shownMarks.startBlock()
    rawHTML.isInPhrase = true
    rawHTML.blockStart = rawHTML.open.count
    startLine()
    separatePlainText(lines: 2)
    let level = node.headingLevel
    if level <= 2 && !extensions.isEmpty { checkUnderline(of: node) }
    let start = Int(scan.lineStarts[min(blockLines.lowerBound, scan.lineStarts.count) - 1])
    if options.hooks.contains(.heading) { startHook(.heading) }
    html.append("<h")
    html.append(UInt8(ascii: "0") + UInt8(level))
    openHeading = OpenHeading(
      level: level, tagEnd: html.count, pointCount: points.count, plainStart: plain.count,
      sourceOffset: bodyOffset + start, attributes: cutAttributes(fromEndOf: node))
    html.append(">")
    return true
  }

  /// Attributes at the end of a heading's text, which is then not written.
  private mutating func cutAttributes(fromEndOf node: CmarkNode) -> Attributes? {
    guard extensions.contains(.attributes), let child = node.lastChild, child.kind == .text else { return nil }
    let text = child.literal
    guard text.at(text.count - 1) == UInt8(ascii: "}") else { return nil }
    guard let brace = unsafe text.buffer.lastIndex(of: UInt8(ascii: "{")),
      // A brace right after a bracket belongs to the span.
      text.at(brace - 1) != UInt8(ascii: "]"),
      !(brace >= 4 && Marker.isSentinel(at: brace - 4, in: text)),
      let attributes = Attributes.parse(text, at: brace), attributes.end == text.count
    else { return nil }
    var end = brace
    while end > 0, isBlank(text[end - 1]) { end -= 1 }
    cut(child, to: 0..<end)
    return attributes
  }

  mutating func exitHeading(_ node: CmarkNode) {
    guard let heading = openHeading else { return }
    openHeading = nil
    closeInlineHTML()
    if !shownMarks.isEmpty { tellLosses(in: node) }
    var titleStart = heading.plainStart
    while Self.isSpace(plain.at(titleStart)) { titleStart += 1 }
    let title = plain.view(titleStart..<plain.count)
    let id = headingID(heading.attributes, title)
    let titleText = title.string
    writeHeadingAttributes(heading, id: id)
    if !id.isEmpty && extensions.contains(.headingAnchors) && !options.hooks.contains(.heading) {
      writeAnchor(to: id, title: titleText)
    }
    html.append("</h")
    html.append(UInt8(ascii: "0") + UInt8(heading.level))
    html.append(">\n")
    if options.hooks.contains(.heading) {
      endHook([("level", .integer(heading.level)), ("id", .string(id)), ("text", .string(titleText))])
    }
    headings.append(
      MarkdownHeading(level: heading.level, id: id, title: titleText, sourceOffset: heading.sourceOffset))
  }

  private mutating func headingID(_ attributes: Attributes?, _ title: ByteView) -> String {
    if let wanted = attributes?.id {
      if ids.insert(wanted) { return wanted }
      let text = Array(("{#" + wanted).utf8)
      let isOfTemplate = ids.isReserved(wanted)
      unsafe text.withUnsafeBufferPointer {
        unsafe report(
          .warning, "markdown.duplicate-id",
          isOfTemplate
            ? "the id `\(wanted)` is one of the page's template" : "the id `\(wanted)` is already taken in this page",
          at: ByteView($0),
          hint: isOfTemplate ? "give the heading another one" : "give each heading an id of its own")
      }
      return ids.unique(wanted)
    }
    guard extensions.contains(.headingIDs) else { return "" }
    let slug = slug(of: title)
    return ids.unique(slug.isEmpty ? phrases.section : slug)
  }

  /// Puts id and attributes into the start tag, now that the text is known: a heading is short, moving it is cheap.
  private mutating func writeHeadingAttributes(_ heading: OpenHeading, id: String) {
    guard !id.isEmpty || heading.attributes != nil else { return }
    let contentEnd = html.count
    let contentPoints = points.count
    if !id.isEmpty { writeID(id) }
    if let attributes = heading.attributes { writeAttributes(attributes, for: .heading) }
    let (content, tag) = (contentEnd - heading.tagEnd, html.count - contentEnd)
    html.rotate(from: heading.tagEnd, middle: contentEnd)
    for index in heading.pointCount..<contentPoints { points[index].offset += Int32(tag) }
    for index in contentPoints..<points.count { points[index].offset -= Int32(content) }
    if heading.pointCount < contentPoints {
      points.append(contentsOf: points[heading.pointCount..<contentPoints])
      points.removeSubrange(heading.pointCount..<contentPoints)
    }
  }

  mutating func writeID(_ id: String) {
    html.append(" id=\"")
    appendEscaped(id)
    html.append(UInt8(ascii: "\""))
  }

  mutating func appendEscaped(_ text: String) {
    var text = text
    text.withUTF8 { unsafe HTMLEscaping.append(ByteView($0), to: &html) }
  }

  /// A link from a heading to itself: shown by the site's style on hover and focus, named for screen readers.
  private mutating func writeAnchor(to id: String, title: String) {
    addPoint(.pageStart)
    html.append(" <a class=\"heading-anchor\" href=\"#")
    appendEscapedAddress(id)
    html.append("\" aria-label=\"")
    html.append(phrases.linkToHeading)
    appendEscaped(title)
    html.append("\">#</a>")
    addPoint(.pageEnd)
  }

  mutating func appendEscapedAddress(_ text: String) {
    var text = text
    text.withUTF8 { unsafe HTMLEscaping.appendAddress(ByteView($0), to: &html) }
  }
}
