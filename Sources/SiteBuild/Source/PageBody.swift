import SiteDiagnostics
import SiteMarkdown

/// What stands below a page's front matter, read and parsed.
final class PageBody: Sendable {
  /// The whole file.
  let source: SourceText
  let document: MarkdownDocument
  /// What is wrong with the text, whatever else there is on the site.
  let diagnostics: [Diagnostic]

  init(source: SourceText, document: MarkdownDocument, diagnostics: [Diagnostic]) {
    self.source = source
    self.document = document
    self.diagnostics = diagnostics
  }

  /// About how many bytes it takes in memory.
  var size: Int { source.bytes.count + 2 * document.html.byteCount }

  /// Of a page that no file stands behind.
  static let empty = PageBody(source: SourceText(path: "", bytes: []), document: .empty, diagnostics: [])
}
