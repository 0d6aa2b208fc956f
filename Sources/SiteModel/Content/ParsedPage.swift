package import SiteDiagnostics
package import SiteMarkdown

/// What a source file says of itself, knowing nothing of the others: its front matter and what its path tells; or what
/// takes its place for a page that no file stands behind. The Markdown below is parsed when somebody wants to see it.
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
  /// The whole file as it was read, where there was room to keep it.
  package let text: SourceText?
  /// The front matter with the places of its keys and values, where somebody will ask for those.
  package let frontMatter: [YAMLNode.Entry]?
  /// The key of the folder that it lies in; `nil` for the start page.
  let folder: String?
  /// Where its page lies: see ``Page/address``. Worked out here, where any number of pages are read at once.
  package let address: String

  package convenience init(
    path: ContentPath, kind: PageKind, metadata: consuming PageMetadata, text: SourceText? = nil,
    frontMatter: [YAMLNode.Entry]? = nil, configuration: borrowing SiteConfiguration
  ) {
    self.init(
      kind: kind, language: path.language, key: path.key, source: path.path, metadata: consume metadata, text: text,
      frontMatter: frontMatter, folder: path.isIndex ? ContentOutline.parent(of: path.folder) : path.folder,
      address: nil, configuration)
  }

  /// For a page that sitegen makes itself.
  ///
  /// - Parameter address: where its key doesn't tell it.
  convenience init(
    kind: PageKind, language: String, key: String, metadata: consuming PageMetadata, address: String? = nil,
    configuration: borrowing SiteConfiguration
  ) {
    self.init(
      kind: kind, language: language, key: key, source: nil, metadata: consume metadata, text: nil,
      frontMatter: nil, folder: ContentOutline.parent(of: key), address: address, configuration)
  }

  private init(
    kind: PageKind, language: String, key: String, source: String?, metadata: PageMetadata,
    text: SourceText?, frontMatter: [YAMLNode.Entry]?, folder: String?, address: String?,
    _ configuration: borrowing SiteConfiguration
  ) {
    self.kind = kind
    self.language = language
    self.key = key
    self.source = source
    self.metadata = metadata
    self.text = text
    self.frontMatter = frontMatter
    self.folder = folder
    let prefix = configuration.addressPrefix(of: language)
    self.address =
      if let address {
        address
      } else if kind == .notFound {
        prefix + "/404.html"
      } else if let url = metadata.url {
        url
      } else {
        PageAddress.page(
          metadata.slug ?? PageSlug.slug(of: key.folderAndName.name), in: folder, prefix: prefix)
      }
  }
}
