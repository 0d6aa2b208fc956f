internal import SiteDiagnostics

extension HTMLWriter {
  mutating func writeDocument(_ root: CmarkNode) {
    writeChildren(of: root)
    closeContainers()
    closeRawHTML()
    writeFootnotes()
    reportDroppedLinks()
    if !tables.isEmpty { reportSurplusCells() }
    reportUnusedDefinitions(root)
  }

  /// What was written, as a value.
  consuming func finish() -> MarkdownDocument {
    let html = MarkdownHTML(
      bytes: html.array, points: points, links: links,
      movedSuffixes: reservedTargets.map { wanted in
        ids.moved[wanted].map { String($0.dropFirst(wanted.count)) } ?? ""
      }, components: components, needsResolver: needsResolver)
    var summary: MarkdownSummary?
    if let range = self.summary, let end = range.htmlEnd {
      summary = MarkdownSummary(
        html: MarkdownFragment(bytes: range.htmlStart..<end, points: range.pointStart..<range.pointEnd),
        plainBytes: plain.view(range.plainStart..<range.plainEnd).array, isExplicit: range.isExplicit)
    }
    let notes = footnotes.order.map { index in
      let footnote = footnotes.definitions[index]
      return MarkdownFootnote(
        label: footnote.label, number: footnote.number, references: footnote.references,
        sourceOffset: bodyOffset + footnote.range.lowerBound)
    }
    return MarkdownDocument(
      html: html, headings: headings, anchors: ids.all, movedIDs: ids.moved, footnotes: notes,
      plainBytes: options.keepsPlainText ? plain.array : [], wordCount: wordCount, summary: summary,
      diagnostics: diagnostics, unreadLinks: unreadLinks)
  }

  private var wordCount: Int { plain.view(0..<plain.count).wordCount }
}
