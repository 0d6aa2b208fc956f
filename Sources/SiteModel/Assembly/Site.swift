/// The whole site as a value: every page with its address and its neighbours. Templates see it through views.
package struct Site: Sendable {
  package let configuration: SiteConfiguration
  package let clock: SiteClock
  package internal(set) var pages: [Page] = []
  package internal(set) var terms: [Term] = []
  package internal(set) var taxonomyIndexes: [TaxonomyIndex] = []
  package internal(set) var parts: [String: LanguagePart] = [:]
  package internal(set) var redirects: [Redirect] = []
  package internal(set) var omissions: [Omission] = []
  /// From a page's path without language to its translations, the page itself among them.
  package internal(set) var pagesByKey: [String: [PageID]] = [:]
  /// From a page's address to the page.
  var pagesByAddress: [String: PageID] = [:]
  var order = ReadingOrder([])
  /// Files that pages bring along: from the path below `Content` to the address.
  package internal(set) var files: [String: String] = [:]
  /// Those of them that wait for their page, by path: it is left out, and they go out only where another page refers to
  /// them. With the path below `Content` of the page's file.
  package internal(set) var withheldFiles: [String: String] = [:]
  private(set) var filesByAddress: [String: String] = [:]

  /// What the site is in one language.
  package struct LanguagePart: Sendable {
    package internal(set) var home: PageID
    /// Newest first.
    package internal(set) var editions: [PageID] = []
    /// Newest first.
    package internal(set) var articles: [PageID] = []
    /// All pages with a source file, by path.
    package internal(set) var all: [PageID] = []
    package internal(set) var notFound: PageID?
  }

  package struct Redirect: Sendable, Hashable {
    /// The old address, from the site's root.
    package var from: String
    package var to: PageID

    /// `/alt/` is answered by `alt/index.html`, `/alt.html` by itself.
    package var outputPath: String {
      let path = from.dropFirst()
      if path.hasSuffix("/") { return path + "index.html" }
      let last = path.split(separator: "/").last ?? ""
      return last.contains(".") ? String(path) : path + "/index.html"
    }
  }

  // Inlined, so that who asks for a page's title doesn't get hold of all its parts.
  @inlinable package subscript(id: PageID) -> Page { pages[id.index] }
  @inlinable package subscript(id: TermID) -> Term { terms[id.index] }

  package func page(key: String, language: String) -> PageID? {
    pagesByKey[key]?.first { self[$0].language == language }
  }

  /// The page that another one translates: the one in the site's first language, where a file stands behind it.
  package func original(of page: Page) -> (source: String, metadata: PageMetadata)? {
    guard page.source != nil, page.language != configuration.defaultLanguage.code,
      let id = self.page(key: page.key, language: configuration.defaultLanguage.code), let source = self[id].source
    else { return nil }
    return (source, self[id].metadata)
  }

  package func sourceOfFile(at address: String) -> String? { filesByAddress[address] }

  mutating func addFile(_ source: String, at address: String) {
    files[source] = address
    filesByAddress[address] = source
  }

  package func taxonomyIndex(_ taxonomy: Int, language: String) -> TaxonomyIndex? {
    taxonomyIndexes.first { $0.taxonomy == taxonomy && $0.language == language }
  }

  /// The page that readers of `language` find at the start of the site.
  package func home(_ language: String) -> PageID? { parts[language]?.home }
}
