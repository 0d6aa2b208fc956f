package import SiteDiagnostics

package enum PageKind: String, Sendable, CaseIterable {
  case home, section, edition, article, page, taxonomy, term
  case notFound = "404"

  package var template: String { rawValue + ".html" }
}

/// A page's place in `Site.pages`.
package struct PageID: Sendable, Hashable, Comparable {
  package var index: Int
  package init(_ index: Int) { self.index = index }
  package static func < (left: PageID, right: PageID) -> Bool { left.index < right.index }
}

/// One page of the site: from a source file, or made where a folder has none.
package struct Page: Sendable {
  /// What it is by itself, whatever others there are.
  @usableFromInline let own: ParsedPage
  /// From the site's root, with a slash at both ends: `/en/ausgaben/2025-12/`.
  package let address: String

  init(_ own: ParsedPage, at address: String) {
    self.own = own
    self.address = address
  }

  // Inlined, so that who asks for one of them doesn't get hold of the rest.
  @inlinable package var kind: PageKind { own.kind }
  @inlinable package var language: String { own.language }
  /// What translations share.
  @inlinable package var key: String { own.key }
  /// The Markdown file's path below `Content`; `nil` for pages that no file stands behind.
  @inlinable package var source: String? { own.source }
  @inlinable package var metadata: PageMetadata { own.metadata }
  /// The whole file as it was read, where there was room to keep it.
  @inlinable package var text: SourceText? { own.text }
  // The fields that lists and plans ask every page for, without the rest of its front matter.
  @inlinable package var title: String { own.metadata.title }
  @inlinable package var date: SiteDate? { own.metadata.date }
  @inlinable package var updated: SiteDate? { own.metadata.updated }
  @inlinable package var weight: Int? { own.metadata.weight }
  @inlinable package var template: String? { own.metadata.template }
  @inlinable package var isHiddenFromIndexes: Bool { own.metadata.isHiddenFromIndexes }
  var aliases: [String] { own.metadata.aliases }
  var termReferences: [PageMetadata.TermReference] { own.metadata.terms }
  /// The key of the folder it lies in; `nil` for home.
  var folder: String? { own.folder }

  /// The page of the folder it lies in; `nil` for home.
  package internal(set) var parent: PageID?
  /// The edition that an article belongs to.
  package internal(set) var edition: PageID?
  /// What a home, a section or an edition lists, in reading order.
  package internal(set) var children: [PageID] = []
  package internal(set) var translations: [PageID] = []
  package internal(set) var previous: PageID?
  package internal(set) var next: PageID?
  package internal(set) var terms: [TermID] = []
  /// What a page of kind `term` is about.
  package internal(set) var term: TermID?
  /// What a page of kind `taxonomy` lists, in `Site.taxonomyIndexes`.
  package internal(set) var taxonomyIndex: Int?

  /// The address of a sheet of its list, counted from 1.
  package func sheetAddress(_ number: Int) -> String { number == 1 ? address : "\(address)page/\(number)/" }

  /// Where the output file lies, below the output folder.
  package var outputPath: String {
    let path = Substring(address.utf8.dropFirst())
    if kind == .notFound { return String(path) }
    let name = "index.html"
    var whole = ""
    whole.reserveCapacity(path.utf8.count + name.utf8.count)
    whole += path
    whole += name
    return whole
  }
}

/// A term's place in `Site.terms`.
package struct TermID: Sendable, Hashable {
  package var index: Int
  package init(_ index: Int) { self.index = index }
}

/// One entry of a taxonomy in one language: a tag, a place.
package struct Term: Sendable {
  /// Index into the configuration's taxonomies.
  package let taxonomy: Int
  package let language: String
  package let name: String
  package let slug: String
  package let address: String
  /// Newest first.
  package internal(set) var pages: [PageID] = []
}

/// The index of a taxonomy in one language.
package struct TaxonomyIndex: Sendable {
  package let taxonomy: Int
  package let language: String
  package let address: String
  /// In the alphabetical order of the language.
  package let terms: [TermID]
}
