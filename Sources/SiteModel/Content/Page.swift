package import SiteMarkdown

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
  package let kind: PageKind
  package let language: String
  /// What translations share.
  package let key: String
  /// The Markdown file's path below `Content`; `nil` for pages that no file stands behind.
  package let source: String?
  package let metadata: PageMetadata
  package internal(set) var body: MarkdownDocument
  /// From the site's root, with a slash at both ends: `/en/ausgaben/2025-12/`.
  package let address: String

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
    kind == .notFound ? String(address.dropFirst()) : String(address.dropFirst()) + "index.html"
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
