package import SiteDiagnostics

extension MarkdownDocument {
  /// Converts the part of a source that follows its front matter.
  ///
  /// A pure function of its arguments: it may run on many threads at once. Any bytes give a document.
  package init(_ source: SourceText, from bodyOffset: Int = 0, options: MarkdownOptions) {
    let start = min(max(0, bodyOffset), source.bytes.count)
    self = unsafe source.bytes.withUnsafeBufferPointer { buffer in
      let body = unsafe ByteView(buffer)[start..<buffer.count]
      let tree = CmarkTree { $0.feed(body) }
      var writer = HTMLWriter(source: source, bodyOffset: start, options: options)
      writer.writeChildren(of: tree.root)
      return writer.finish()
    }
  }

  /// What an empty text becomes.
  package static let empty = MarkdownDocument(SourceText(path: "", bytes: []), options: .commonMark)

  init(
    html: MarkdownHTML, headings: [MarkdownHeading], anchors: [String], footnotes: [MarkdownFootnote],
    plainText: String, summary: MarkdownSummary?, diagnostics: [Diagnostic]
  ) {
    self.html = html
    self.headings = headings
    self.links = html.links
    self.anchors = anchors
    self.footnotes = footnotes
    self.plainText = plainText
    self.summary = summary
    self.diagnostics = diagnostics
  }
}

extension HTMLWriter {
  /// What was written, as a value.
  consuming func finish() -> MarkdownDocument {
    let html = MarkdownHTML(
      bytes: html.array, points: points, links: links, components: components, needsResolver: needsResolver)
    var summary: MarkdownSummary?
    if let range = self.summary, let end = range.htmlEnd {
      summary = MarkdownSummary(
        html: MarkdownFragment(bytes: range.htmlStart..<end, points: range.pointStart..<range.pointEnd),
        plainText: plain.view(range.plainStart..<range.plainEnd).string, isExplicit: range.isExplicit)
    }
    return MarkdownDocument(
      html: html, headings: headings, anchors: ids.all, footnotes: [],
      plainText: plain.view(0..<plain.count).string, summary: summary, diagnostics: diagnostics)
  }
}
