extension HTMLWriter {
  // MARK: Paragraphs

  mutating func enterParagraph(_ node: CmarkNode) -> Bool {
    noteBlockLines(node)
    typography.startBlock()
    shownMarks.startBlock()
    rawHTML.blockStart = rawHTML.open.count
    let parent = node.parent
    if !tables.isEmpty, let table = tables.table(startingAt: blockLines.lowerBound) {
      writeTable(table)
      return false
    }
    if isTerm(node, parent) {
      enterTerm(node)
      return true
    }
    let tight = isInTightList(parent)
    rawHTML.isInPhrase = !tight
    separatePlainText(lines: tight ? 1 : 2)
    let isAtTop = parent?.kind == .document
    if isAtTop && summary == nil && openContainers.isEmpty && !isFigure(node) { startSummary() }
    if !tight {
      if writeWithoutParagraph(node, isAtTop: isAtTop) { return false }
      startLine()
      html.append("<p>")
    }
    if extensions.contains(.taskLists), parent?.kind == .item { writeTaskBox(node) }
    return true
  }

  mutating func exitParagraph(_ node: CmarkNode) {
    closeInlineHTML()
    if !shownMarks.isEmpty { tellLosses(in: node) }
    if isInTerm {
      isInTerm = false
      html.append("</dt>\n")
      return
    }
    let parent = node.parent
    if isInTightList(parent) { return }
    if footnotes.current != nil { writeBackLinks(after: node) }
    html.append("</p>\n")
    if summary != nil, summary?.htmlEnd == nil, let parent, parent.kind == .document { endSummary(isExplicit: false) }
  }

  /// Writes a paragraph that holds nothing but an image or a shortcode: those are blocks of their own.
  private mutating func writeWithoutParagraph(_ node: CmarkNode, isAtTop: Bool) -> Bool {
    guard let child = node.firstChild else { return false }
    if isFigure(node) {
      writeFigure(child)
      return true
    }
    if scan.hasMarkers, child.next == nil, child.kind == .text, let index = loneShortcode(child.literal) {
      startLine()
      writeShortcode(index, isBlock: true)
      startLine()
      return true
    }
    return false
  }

  private func loneShortcode(_ text: ByteView) -> Int? {
    guard let placeholder = Marker.placeholder(at: 0, in: text), placeholder.end == text.count else { return nil }
    return placeholder.value < scan.shortcodes.count ? placeholder.value : nil
  }

  @inline(__always)
  func isInTightList(_ parent: CmarkNode?) -> Bool {
    guard let parent, parent.kind == .item, let list = parent.parent else { return false }
    if let current = footnotes.current, footnotes.definitions[current].item == parent { return false }
    return list.isTightList
  }

  // MARK: Summary

  private mutating func startSummary() {
    startLine()
    summary = SummaryRange(htmlStart: html.count, pointStart: points.count, plainStart: plain.count)
  }

  mutating func endSummary(isExplicit: Bool) {
    summary?.htmlEnd = html.count
    summary?.pointEnd = points.count
    summary?.plainEnd = plain.count
    summary?.isExplicit = isExplicit
  }

  /// `<!-- more -->`: everything before it is the summary.
  mutating func endSummaryExplicitly() {
    guard summary?.isExplicit != true, openContainers.isEmpty else { return }
    summary = SummaryRange()
    endSummary(isExplicit: true)
  }

  // MARK: Lists

  mutating func enterList(_ node: CmarkNode) -> Bool {
    if scan.hasDirectives {
      if isDefinitionList(node) { return true }
      if footnotes.ownsList(node) { return false }
    }
    startLine()
    guard node.isOrderedList else {
      html.append("<ul>\n")
      return true
    }
    if !extensions.isEmpty { checkNumbers(of: node) }
    let start = node.listStart
    if start == 1 {
      html.append("<ol>\n")
    } else {
      html.append("<ol start=\"")
      html.append(decimal: start)
      html.append("\">\n")
    }
    return true
  }

  mutating func exitList(_ node: CmarkNode) {
    if scan.hasDirectives && isDefinitionList(node) {
      exitDefinitionList(node)
      return
    }
    html.append(node.isOrderedList ? "</ol>\n" : "</ul>\n")
  }

  mutating func enterItem(_ node: CmarkNode) -> Bool {
    startLine()
    if scan.hasDirectives, let list = node.parent {
      if isDefinitionList(list) {
        html.append("<dd>")
        return true
      }
      if footnotes.owns(node) { return false }
    }
    html.append("<li>")
    return true
  }

  mutating func exitItem(_ node: CmarkNode) {
    if scan.hasDirectives, let list = node.parent, isDefinitionList(list) {
      html.append("</dd>\n")
    } else {
      html.append("</li>\n")
    }
  }

  /// `[ ] text` or `[x] text` at the start of an item.
  private mutating func writeTaskBox(_ node: CmarkNode) {
    guard node.previous == nil, let child = node.firstChild, child.kind == .text else { return }
    let text = child.literal
    guard text.at(0) == UInt8(ascii: "["), text.at(2) == UInt8(ascii: "]"), isBlank(text.at(3)) else { return }
    switch text.at(1) {
    case UInt8(ascii: " "): writeBox("<input type=\"checkbox\" disabled=\"\" />", isTicked: false)
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      writeBox("<input type=\"checkbox\" checked=\"\" disabled=\"\" />", isTicked: true)
    default: return
    }
    plain.append(text, 0..<4)
    cut(child, to: 4..<text.count)
  }

  /// Readers of feeds take controls out, so that those get a sign.
  private mutating func writeBox(_ element: StaticString, isTicked: Bool) {
    addPoint(isTicked ? .tickedBox : .emptyBox)
    addPoint(.pageStart)
    html.append(element)
    addPoint(.pageEnd)
    html.append(UInt8(ascii: " "))
  }

  // MARK: Quotes and code

  mutating func enterBlockQuote() {
    startLine()
    if options.hooks.contains(.blockquote) {
      startHook(.blockquote)
    } else {
      html.append("<blockquote>\n")
    }
  }

  mutating func exitBlockQuote() {
    startLine()
    if options.hooks.contains(.blockquote) {
      endHook()
    } else {
      html.append("</blockquote>\n")
    }
  }

  mutating func writeCodeBlock(_ node: CmarkNode) {
    startLine()
    if !extensions.isEmpty { checkCode(node) }
    separatePlainText(lines: 2)
    if scan.hasMarkers {
      let info = scan.restoring(node.fenceInfo, body: body)
      let code = scan.restoring(node.literal, body: body)
      unsafe info.withUnsafeBufferPointer { info in
        unsafe code.withUnsafeBufferPointer { code in
          unsafe writeCodeBlock(ByteView(code), info: ByteView(info), node: node)
        }
      }
    } else {
      writeCodeBlock(node.literal, info: node.fenceInfo, node: node)
    }
  }

  private mutating func writeCodeBlock(_ code: ByteView, info: ByteView, node: CmarkNode) {
    let language = info[0..<(unsafe info.buffer.firstIndex(where: Self.isSpace) ?? info.count)]
    let isHooked = options.hooks.contains(.code)
    if isHooked {
      noteBlockLines(node)
      startHook(
        .code,
        [
          ("language", .string(language.string)), ("info", .string(info.string)), ("code", .string(code.string)),
        ])
    }
    if info.isEmpty {
      html.append("<pre><code>")
    } else {
      html.append("<pre><code class=\"language-")
      HTMLEscaping.append(language, to: &html)
      html.append("\">")
    }
    HTMLEscaping.append(code, to: &html)
    plain.append(code)
    html.append("</code></pre>\n")
    if isHooked { endHook() }
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }
}
