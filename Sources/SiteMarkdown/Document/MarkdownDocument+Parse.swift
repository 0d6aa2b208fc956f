package import SiteDiagnostics

extension MarkdownDocument {
  /// Converts the part of a source that follows its front matter.
  ///
  /// A pure function of its arguments: it may run on many threads at once. Any bytes give a document.
  package init(_ source: SourceText, from bodyOffset: Int = 0, options: MarkdownOptions) {
    let start = min(max(0, bodyOffset), source.bytes.count)
    self = unsafe source.bytes.withUnsafeBufferPointer { buffer in
      let body = unsafe ByteView(buffer)[start..<buffer.count]
      let parsed = ParsedTree(body, extensions: options.extensions)
      let tables = TableSet(in: parsed.tree.root, scan: parsed.scan, body: body)
      var writer = HTMLWriter(
        source: source, body: body, scan: parsed.scan, footnotes: parsed.footnotes, tables: tables, options: options)
      writer.writeDocument(parsed.tree.root)
      return writer.finish()
    }
  }

  /// What an empty text becomes.
  package static let empty = MarkdownDocument(SourceText(path: "", bytes: []), options: .commonMark)
}
