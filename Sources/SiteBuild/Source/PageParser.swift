import SiteDiagnostics
import SiteMarkdown
import SiteModel

/// Reads what Markdown files say of their pages: each on its own, so that any number can be read at once.
struct PageParser: Sendable {
  let folder: SourceFolder
  let configuration: SiteConfiguration
  let clock: SiteClock
  let outline: ContentOutline
  /// Whether there will be a next build to compare with.
  let takesFingerprints: Bool
  let allowance: TextAllowance
  /// Whether somebody will ask for the places of fields.
  var keepsFrontMatter = false

  /// `nil` where the page can't be part of the site; then an error says why.
  func parse(_ file: RelativePath, _ path: ContentPath) -> ParsedPages.File {
    let (source, stamp, problems) = folder.stampedText(file)
    guard let source else { return ParsedPages.File(path: path, page: nil, diagnostics: problems) }
    let (frontMatter, syntax) = FrontMatter.parse(source)
    guard let frontMatter else { return ParsedPages.File(path: path, page: nil, diagnostics: syntax) }
    let kind = outline.kind(of: path)
    let (metadata, fields) = FrontMatterReader.read(
      frontMatter, of: source, configuration: configuration, clock: clock,
      needsDate: kind == .edition || kind == .article)
    return ParsedPages.File(
      path: path,
      page: ParsedPage(
        path: path, kind: kind, metadata: metadata, text: allowance.takes(source.bytes.count) ? source : nil,
        frontMatter: keepsFrontMatter ? frontMatter.entries : nil),
      diagnostics: syntax + fields,
      fingerprints: takesFingerprints
        ? ParsedPages.Fingerprints(source.bytes, bodyStart: frontMatter.bodyStart) : nil,
      stamp: takesFingerprints ? stamp : nil)
  }
}
