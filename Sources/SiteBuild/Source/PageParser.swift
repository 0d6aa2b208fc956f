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

  /// Where a page lies, and what that says of it.
  typealias Place = (file: RelativePath, path: ContentPath)

  /// A file without a page can't be part of the site; then an error says why.
  func parse(_ file: RelativePath, _ path: ContentPath) -> ParsedPages.File { parse([(file, path)])[0] }

  /// Each step for all of them before the next.
  func parse(_ places: [Place]) -> [ParsedPages.File] {
    let texts = places.map { folder.stampedText($0.file) }
    let frontMatters = texts.map { text in text.0.map { FrontMatter.parse($0) } }
    return places.indices.map { index in
      let (source, stamp, problems) = texts[index]
      let path = places[index].path
      guard let source, let (frontMatter, syntax) = frontMatters[index] else {
        return ParsedPages.File(path: path, page: nil, diagnostics: problems)
      }
      guard let frontMatter else { return ParsedPages.File(path: path, page: nil, diagnostics: syntax) }
      return read(frontMatter, syntax, of: source, stamp, path)
    }
  }

  private func read(
    _ frontMatter: FrontMatter, _ syntax: [Diagnostic], of source: SourceText, _ stamp: FileStamp?, _ path: ContentPath
  ) -> ParsedPages.File {
    let kind = outline.kind(of: path)
    let (metadata, fields) = FrontMatterReader.read(
      frontMatter, of: source, configuration: configuration, clock: clock,
      needsDate: kind == .edition || kind == .article)
    let page = ParsedPage(
      path: path, kind: kind, metadata: consume metadata, text: allowance.takes(source.bytes.count) ? source : nil,
      frontMatter: keepsFrontMatter ? frontMatter.entries : nil, configuration: configuration)
    let aliases =
      page.metadata.aliases.isEmpty
      ? [] : FrontMatterReader.ownAliases(in: frontMatter, of: source, address: page.address)
    return ParsedPages.File(
      path: path, page: page, diagnostics: syntax + fields + aliases,
      fingerprints: takesFingerprints
        ? ParsedPages.Fingerprints(source.bytes, bodyStart: frontMatter.bodyStart) : nil,
      stamp: takesFingerprints ? stamp : nil)
  }
}
