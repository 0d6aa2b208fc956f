import SiteDiagnostics
import SiteMarkdown
import SiteModel

/// Reads and parses Markdown files: each on its own, so that any number can be parsed at once.
struct PageParser: Sendable {
  let folder: SourceFolder
  let configuration: SiteConfiguration
  let clock: SiteClock
  let outline: ContentOutline
  let hooks: Set<RenderHook>
  /// Whether there will be a next build to compare with.
  let takesFingerprints: Bool

  /// `nil` where the page can't be part of the site; then an error says why.
  func parse(_ file: RelativePath, _ path: ContentPath) -> ParsedPages.File {
    let (source, problems) = folder.text(file)
    guard let source else { return ParsedPages.File(path: path, page: nil, diagnostics: problems) }
    let (frontMatter, syntax) = FrontMatter.parse(source)
    guard let frontMatter else { return ParsedPages.File(path: path, page: nil, diagnostics: syntax) }
    let kind = outline.kind(of: path)
    let (metadata, fields) = FrontMatterReader.read(
      frontMatter, of: source, configuration: configuration, clock: clock,
      needsDate: kind == .edition || kind == .article)
    var options = configuration.markdown.options(
      language: path.language, origin: configuration.baseURL.origin, hooks: hooks)
    options.keepsPlainText = false
    let body = MarkdownDocument(source, from: frontMatter.bodyStart, options: options)
    return ParsedPages.File(
      path: path, page: ParsedPage(path: path, kind: kind, metadata: metadata, body: body),
      diagnostics: syntax + fields + body.diagnostics,
      fingerprints: takesFingerprints
        ? ParsedPages.Fingerprints(source.bytes, bodyStart: frontMatter.bodyStart) : nil)
  }
}
