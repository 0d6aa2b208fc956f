package import SiteDiagnostics

extension MarkdownDocument {
  /// Converts the part of a source that follows its front matter.
  ///
  /// A pure function of its arguments: it may run on many threads at once. Any bytes give a document: what isn't UTF-8
  /// is reported, and shown as U+FFFD.
  package init(_ source: SourceText, from bodyOffset: Int = 0, options: MarkdownOptions) {
    let start = min(max(0, bodyOffset), source.bytes.count)
    let (invalid, isDoubtful) = unsafe source.bytes.withUnsafeBufferPointer { bytes in
      let body = unsafe ByteView(bytes).dropFirst(start)
      let check = UTF8Check(body)
      return (check.firstInvalidByte.map { $0 + start }, ControlCharacterCheck.isNeeded(for: body, check))
    }
    guard let invalid else {
      let check = isDoubtful && !options.extensions.isEmpty
      self.init(
        valid: source, from: start, options: options,
        diagnostics: check ? ControlCharacterCheck.diagnostics(of: source, from: start, options: options) : [])
      return
    }
    let repaired = Array(String(decoding: source.bytes[start...], as: UTF8.self).utf8)
    self.init(
      valid: SourceText(path: source.path, bytes: source.bytes[..<start] + repaired), from: start, options: options,
      diagnostics: [
        ForeignEncoding(of: source.bytes)?.diagnostic("markdown.invalid-utf8", in: source, at: invalid)
          ?? .error(
            "markdown.invalid-utf8", "the text is not UTF-8 from here on",
            at: source.location(of: invalid..<invalid + 1), hint: "save the file with the encoding UTF-8")
      ])
  }

  /// - Parameter diagnostics: what is known to be wrong with it already.
  init(valid source: SourceText, from start: Int, options: MarkdownOptions, diagnostics: [Diagnostic] = []) {
    self = unsafe source.bytes.withUnsafeBufferPointer { buffer in
      let body = unsafe ByteView(buffer)[start..<buffer.count]
      let parsed = ParsedTree(body, extensions: options.extensions)
      let tables = TableSet(in: parsed.tree.root, scan: parsed.scan, body: body)
      var writer = HTMLWriter(
        source: source, body: body, scan: parsed.scan, footnotes: parsed.footnotes, tables: tables, options: options)
      writer.diagnostics = diagnostics
      writer.writeDocument(parsed.tree.root)
      return writer.finish()
    }
  }

  /// What an empty text becomes.
  package static let empty = MarkdownDocument(SourceText(path: "", bytes: []), options: .commonMark)
}
