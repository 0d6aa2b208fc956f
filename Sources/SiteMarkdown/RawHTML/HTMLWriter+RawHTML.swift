internal import SiteDiagnostics

extension HTMLWriter {
  mutating func writeHTMLBlock(_ node: CmarkNode) {
    let line = node.startLine
    rawHTML.isInPhrase = false
    if scan.hasDirectives {
      if let fence = scan.fences[line] {
        writeFence(fence)
        return
      }
      // What fills an empty first line of a footnote.
      if scan.footnotes[line] != nil, node.literal.hasPrefix("<![CDATA[]]>") { return }
    }
    let literal = node.literal
    if isMoreMark(literal) {
      startLine()
      endSummaryExplicitly()
      if options.rawHTML == .allowList { return }
    }
    var text: [UInt8]
    switch CheckMark.content(of: literal) {
    case .nothing: return
    case .rest(let rest): text = rest
    case .untouched: text = literal.array
    }
    startLine()
    noteBlockLines(node)
    if !extensions.isEmpty { checkHTMLBlock(literal) }
    let expands = scan.hasMarkers && options.rawHTML != .escape && !Self.isVerbatim(literal)
    if expands, literal.firstIndex(of: Marker.lead) != nil {
      unsafe text.withUnsafeBufferPointer { unsafe writeExpanded(ByteView($0)) }
      startLine()
      return
    }
    text = scan.restoring(text, body: body)
    unsafe text.withUnsafeBufferPointer { buffer in
      let text = unsafe ByteView(buffer)
      switch options.rawHTML {
      case .pass:
        noteIDs(in: text)
        html.append(text)
      case .escape:
        html.append("<pre>")
        HTMLEscaping.append(text, to: &html)
        html.append("</pre>")
      case .allowList: writeFiltered(text)
      }
    }
    startLine()
  }

  mutating func writeInlineHTML(_ node: CmarkNode) {
    let literal = node.literal
    if isMoreMark(literal) { endSummaryExplicitly() }
    if case .nothing = CheckMark.content(of: literal) { return }
    switch options.rawHTML {
    case .pass where !scan.hasMarkers:
      noteIDs(in: literal)
      html.append(literal)
    case .escape where !scan.hasMarkers: HTMLEscaping.append(literal, to: &html)
    default:
      let text = scan.restoring(literal, body: body)
      unsafe text.withUnsafeBufferPointer { buffer in
        let text = unsafe ByteView(buffer)
        switch options.rawHTML {
        case .pass:
          noteIDs(in: text)
          html.append(text)
        case .escape: HTMLEscaping.append(text, to: &html)
        case .allowList: writeFiltered(text)
        }
      }
    }
  }

  /// Takes note of the places that HTML which is written as it is gives a name: links may lead there.
  private mutating func noteIDs(in text: ByteView) {
    var offset = 0
    while offset < text.count, let start = text.firstIndex(of: UInt8(ascii: "<"), from: offset) {
      offset = start + 1
      if text[start..<text.count].hasPrefix("<!--") {
        offset = text.firstRange(of: "-->", from: start + 2)?.upperBound ?? text.count
        continue
      }
      guard let tag = RawTag(text, at: start) else { continue }
      offset = tag.end
      if tag.isEnd { continue }
      for (name, value) in tag.attributes where name == "id" || (name == "name" && tag.name == "a") {
        if let value, !value.isEmpty { ids.note(value.string) }
      }
      // What stands in these is no markup.
      if ["script", "style", "textarea", "title"].contains(tag.name) {
        let end = Array("</\(tag.name)".utf8)
        offset =
          unsafe end.withUnsafeBufferPointer { unsafe text[offset..<text.count].firstIndex(of: ByteView($0)) }
          .map { $0 + offset } ?? text.count
      }
    }
  }

  /// `<!-- more -->`
  private func isMoreMark(_ text: ByteView) -> Bool {
    guard extensions.rawValue != 0, text.hasPrefix("<!--"), text.count < 40 else { return false }
    return text.string.filter { !$0.isWhitespace } == "<!--more-->"
  }

  /// Writes what is harmless as HTML, the rest as text.
  mutating func writeFiltered(_ text: ByteView) {
    var offset = 0
    var start = 0
    while offset < text.count {
      let byte = text[offset]
      guard byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") else {
        offset += 1
        continue
      }
      html.append(text, start..<offset)
      plain.append(text, start..<offset)
      if byte == UInt8(ascii: ">") {
        html.append("&gt;")
        plain.append(byte)
        offset += 1
      } else if text[offset..<text.count].hasPrefix("<!--") {
        offset = text.firstRange(of: "-->", from: offset + 2)?.upperBound ?? text.count
      } else if let tag = RawTag(text, at: offset), writeTag(tag, in: text, at: offset) {
        offset = tag.end
      } else {
        html.append("&lt;")
        plain.append(byte)
        offset += 1
      }
      start = offset
    }
    html.append(text, start..<text.count)
    plain.append(text, start..<text.count)
  }

  /// - Returns: whether the tag was dealt with; if not, it is text.
  private mutating func writeTag(_ tag: RawTag, in text: ByteView, at offset: Int) -> Bool {
    guard RawHTMLFilter.allows(tag.name) else {
      if rawHTML.reported.insert(tag.name).inserted {
        report(
          .warning, "markdown.html-not-allowed", "the HTML element `\(tag.name)` isn't allowed, it is shown as text",
          at: text[offset..<tag.end], hint: RawHTMLFilter.hint(for: tag))
      }
      return false
    }
    if rawHTML.isInPhrase, RawHTMLFilter.isBlock(tag.name) {
      if !tag.isEnd { reportBlock(tag, text[offset..<tag.end]) }
      return true
    }
    if tag.isEnd {
      guard rawHTML.isOpen(tag.name) else {
        reportEndTag(tag, text[offset..<tag.end])
        return true
      }
      while let element = rawHTML.pop() {
        writeEndTag(element.name)
        if element.name == tag.name { break }
        reportNotClosed(element)
      }
      return true
    }
    if tag.name == "a", linkDepth > 0 || rawHTML.isOpen("a") {
      reportRawLink(text[offset..<tag.end])
      return true
    }
    reportAttributes(of: tag, text[offset..<tag.end])
    html.append(UInt8(ascii: "<"))
    html.append(string: tag.name)
    var seen: Set<String> = []
    for (name, value) in tag.attributes where RawHTMLFilter.allowsAttribute(name, of: tag.name) {
      // `name` is how anchors were set before every element could have an id.
      let name = name == "name" ? "id" : name
      if seen.insert(name).inserted { writeAttribute(name, value, of: tag) }
    }
    if RawHTMLFilter.isVoid(tag.name) {
      html.append(" />")
    } else {
      html.append(UInt8(ascii: ">"))
      rawHTML.push(tag.name, at: place(of: text[offset..<tag.end]))
    }
    return true
  }

  private mutating func writeEndTag(_ name: String) {
    html.append("</")
    html.append(string: name)
    html.append(UInt8(ascii: ">"))
  }

  private mutating func writeAttribute(_ name: String, _ value: ByteView?, of tag: RawTag) {
    guard let value else {
      html.append(UInt8(ascii: " "))
      html.append(string: name)
      html.append("=\"\"")
      return
    }
    switch name {
    case "href": writeAddress(value, kind: .link, name: " href=\"")
    case "src" where tag.name == "img":
      let words = tag.attributes.first { $0.name == "alt" }?.value?.string ?? ""
      writeAddress(value, kind: .image, name: " src=\"", text: CharacterReferences.decode(words))
    case "src": writeAddress(value, kind: .link, name: " src=\"", isLoaded: true)
    case "poster": writeAddress(value, kind: .link, name: " poster=\"", isLoaded: true)
    case "srcset": writeSourceSet(value)
    case "cite": writeAddress(value, kind: .link, name: " cite=\"")
    case "id":
      html.append(" id=\"")
      ids.note(value.string)
      appendQuoted(value)
    default:
      html.append(UInt8(ascii: " "))
      html.append(string: name)
      html.append("=\"")
      appendQuoted(value)
    }
  }

  /// An address in raw HTML is judged and resolved like one in Markdown: by what it is once references are decoded.
  ///
  /// - Parameters:
  ///   - text: the alternative text of a picture.
  ///   - isLoaded: whether it must be that of a file, and not of a place on the page.
  mutating func writeAddress(
    _ value: ByteView, kind: MarkdownLink.Kind, name: StaticString, text: String = "", isLoaded: Bool = false
  ) {
    let decoded = Array(CharacterReferences.decode(value.string).utf8)
    unsafe decoded.withUnsafeBufferPointer { buffer in
      let address = unsafe ByteView(buffer)
      if LinkSafety.isDangerous(address, in: kind) {
        drop(kind, value)
        return
      }
      html.append(name)
      let target = LinkTarget(address, siteOrigin: options.siteOrigin)
      if target == .site || target == .fragment && (isLoaded || kind == .image) {
        addPoint(.address, addLink(kind, address, title: .empty, text: text))
        html.append(UInt8(ascii: "\""))
      } else {
        appendQuoted(value, reservedTarget: target == .fragment ? value : nil)
      }
    }
  }

  /// A value without its quotes, and the closing quote.
  private mutating func appendQuoted(_ value: ByteView, reservedTarget: ByteView? = nil) {
    for offset in 0..<value.count {
      switch value[offset] {
      case UInt8(ascii: "\""): html.append("&quot;")
      case UInt8(ascii: "<"): html.append("&lt;")
      case UInt8(ascii: ">"): html.append("&gt;")
      default: html.append(value[offset])
      }
    }
    if let reservedTarget { noteReservedTarget(reservedTarget) }
    html.append(UInt8(ascii: "\""))
  }

  /// Closes raw elements that were opened within the block of text that ends.
  mutating func closeInlineHTML() {
    while rawHTML.open.count > rawHTML.blockStart, let element = rawHTML.pop() {
      writeEndTag(element.name)
      reportNotClosed(element)
    }
  }

  /// Closes raw elements at the end of the document.
  mutating func closeRawHTML() {
    rawHTML.blockStart = 0
    if rawHTML.open.isEmpty { return }
    closeInlineHTML()
    startLine()
  }
}
