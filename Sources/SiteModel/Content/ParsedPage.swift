package import SiteMarkdown

/// A source file after it was read and parsed, on its own and knowing nothing of the others; or what takes its place for
/// a page that no file stands behind.
///
/// A class, because pages are handed around by the thousand and this is most of what they hold.
package final class ParsedPage: Sendable {
  package let kind: PageKind
  package let language: String
  /// What translations share.
  package let key: String
  /// The path below `Content`; `nil` where no file stands behind it.
  package let source: String?
  package let metadata: PageMetadata
  package let body: MarkdownDocument
  /// The key of the folder that it lies in; `nil` for the start page.
  let folder: String?
  /// What its own name gives to its address. Worked out here, where any number of pages are read at once.
  let slug: String

  package convenience init(path: ContentPath, kind: PageKind, metadata: PageMetadata, body: MarkdownDocument) {
    self.init(
      kind: kind, language: path.language, key: path.key, source: path.path, metadata: metadata, body: body,
      folder: path.isIndex ? ContentOutline.parent(of: path.folder) : path.folder)
  }

  /// For a page that sitegen makes itself.
  convenience init(kind: PageKind, language: String, key: String, metadata: PageMetadata) {
    self.init(
      kind: kind, language: language, key: key, source: nil, metadata: metadata, body: .empty,
      folder: ContentOutline.parent(of: key))
  }

  private init(
    kind: PageKind, language: String, key: String, source: String?, metadata: PageMetadata, body: MarkdownDocument,
    folder: String?
  ) {
    self.kind = kind
    self.language = language
    self.key = key
    self.source = source
    self.metadata = metadata
    self.body = body
    self.folder = folder
    slug = metadata.slug ?? SiteMarkdown.slug(of: key.folderAndName.name)
  }

  /// The same with another text below the same front matter.
  func replacing(body: MarkdownDocument) -> ParsedPage {
    ParsedPage(
      kind: kind, language: language, key: key, source: source, metadata: metadata, body: body, folder: folder)
  }
}
