internal import SiteDiagnostics

extension HTMLWriter {
  /// Writes a reference if a footnote of that label is defined.
  ///
  /// - Returns: where it ends in the text.
  mutating func writeFootnoteReference(at offset: Int, in text: ByteView) -> Int? {
    guard let (label, end) = FootnoteList.label(at: offset, in: text) else { return nil }
    guard let index = footnotes.index(of: label) else {
      report(
        .warning, "markdown.undefined-footnote", "the footnote `[^\(label.string)]` is not defined",
        at: text[offset..<end], hint: "add a paragraph `[^\(label.string)]: …`")
      return nil
    }
    if case .none = openLink { writeReference(to: index) } else { waitingReferences.append(index) }
    return end
  }

  /// References that stood in the text of a link that has ended.
  mutating func writeWaitingReferences() {
    let references = waitingReferences
    waitingReferences = []
    for index in references { writeReference(to: index) }
  }

  private mutating func writeReference(to index: Int) {
    if footnotes.current == nil { footnotes.refer(to: index, ids: &ids) }
    let reference = footnotes.write(index)
    let footnote = footnotes.definitions[index]
    html.append("<sup class=\"footnote-ref\"><a href=\"#")
    appendEscapedAddress(footnote.id)
    html.append(UInt8(ascii: "\""))
    writeID(Self.referenceID(footnote, reference))
    html.append(" data-footnote-ref=\"\" role=\"doc-noteref\" aria-label=\"")
    html.append(phrases.footnote)
    html.append(decimal: footnote.number)
    html.append("\">")
    html.append(decimal: footnote.number)
    html.append("</a></sup>")
  }

  private static func referenceID(_ footnote: FootnoteList.Definition, _ reference: Int) -> String {
    reference == 1 ? footnote.referenceID : "\(footnote.referenceID)-\(reference)"
  }

  /// The footnotes that something refers to, at the end of the document.
  mutating func writeFootnotes() {
    guard !footnotes.isEmpty else { return }
    var position = 0
    while position < footnotes.order.count {
      countReferences(in: footnotes.definitions[footnotes.order[position]].item)
      position += 1
    }
    reportUnusedFootnotes()
    guard !footnotes.order.isEmpty else { return }
    startLine()
    html.append("<section class=\"footnotes\" data-footnotes=\"\" role=\"doc-endnotes\" aria-label=\"")
    html.append(phrases.footnotes)
    html.append("\">\n<ol>\n")
    for index in footnotes.order { writeFootnote(index) }
    html.append("</ol>\n</section>\n")
  }

  private mutating func writeFootnote(_ index: Int) {
    let footnote = footnotes.definitions[index]
    html.append("<li")
    writeID(footnote.id)
    html.append(">\n")
    footnotes.current = index
    footnoteNeedsBackLinks = true
    writeChildren(of: footnote.item)
    if footnoteNeedsBackLinks {
      writeBackLinks(footnotes.definitions[index])
      html.append(UInt8(ascii: "\n"))
    }
    footnotes.current = nil
    html.append("</li>\n")
  }

  /// Ends the last paragraph of a footnote with the links back to where it is referred to.
  mutating func writeBackLinks(after paragraph: CmarkNode) {
    guard let index = footnotes.current, paragraph.next == nil,
      paragraph.parent == footnotes.definitions[index].item
    else { return }
    html.append(UInt8(ascii: " "))
    writeBackLinks(footnotes.definitions[index])
  }

  private mutating func writeBackLinks(_ footnote: FootnoteList.Definition) {
    footnoteNeedsBackLinks = false
    for reference in 1...max(1, footnote.references) {
      if reference > 1 { html.append(UInt8(ascii: " ")) }
      html.append("<a href=\"#")
      appendEscapedAddress(Self.referenceID(footnote, reference))
      html.append("\" class=\"footnote-backref\" data-footnote-backref=\"\" role=\"doc-backlink\" aria-label=\"")
      html.append(phrases.backToReference)
      html.append(decimal: footnote.number)
      if reference > 1 {
        html.append(UInt8(ascii: "-"))
        html.append(decimal: reference)
      }
      html.append("\">↩")
      if reference > 1 {
        html.append("<sup class=\"footnote-ref\">")
        html.append(decimal: reference)
        html.append("</sup>")
      }
      html.append("</a>")
    }
  }

  /// References within footnotes: they must be known before the footnotes that they refer to are written.
  private mutating func countReferences(in item: CmarkNode) {
    guard var node = item.firstChild else { return }
    while true {
      if node.kind == .text { countReferences(in: node.literal) }
      if let child = node.firstChild {
        node = child
        continue
      }
      while node.next == nil {
        guard let parent = node.parent, parent != item else { return }
        node = parent
      }
      guard let next = node.next else { return }
      node = next
    }
  }

  private mutating func countReferences(in text: ByteView) {
    var offset = 0
    while let found = text.firstIndex(of: UInt8(ascii: "["), from: offset) {
      if !(found >= 4 && Marker.isSentinel(at: found - 4, in: text)),
        let (label, _) = FootnoteList.label(at: found, in: text), let index = footnotes.index(of: label)
      {
        footnotes.refer(to: index, ids: &ids)
      }
      offset = found + 1
    }
  }

  private mutating func reportUnusedFootnotes() {
    for (index, footnote) in footnotes.definitions.enumerated() where footnote.number == 0 {
      if footnotes.isDuplicate(index) {
        report(
          .warning, "markdown.duplicate-footnote", "the footnote `[^\(footnote.label)]` is defined twice",
          at: footnote.range, hint: "the first definition counts; give this one another label")
      } else {
        report(
          .warning, "markdown.unused-footnote",
          "nothing refers to the footnote `[^\(footnote.label)]`, it is left out", at: footnote.range)
      }
    }
  }
}
