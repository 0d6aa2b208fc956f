package import SiteDiagnostics
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
///
/// A class, because pages are handed around by the thousand.
package final class Page: Sendable {
  /// What it is by itself, whatever others there are.
  @usableFromInline let own: ParsedPage
  /// What it is to others.
  @usableFromInline let relations: PageRelations

  init(_ own: ParsedPage, _ relations: PageRelations) {
    self.own = own
    self.relations = relations
  }

  // Inlined, so that who asks for one of them doesn't get hold of the rest.
  @inlinable package var kind: PageKind { own.kind }
  @inlinable package var language: String { own.language }
  /// What translations share.
  @inlinable package var key: String { own.key }
  /// From the site's root, with a slash at both ends: `/en/ausgaben/2025-12/`.
  @inlinable package var address: String { own.address }
  /// The Markdown file's path below `Content`; `nil` for pages that no file stands behind.
  @inlinable package var source: String? { own.source }
  @inlinable package var metadata: PageMetadata { own.metadata }
  /// The whole file as it was read, where there was room to keep it.
  @inlinable package var text: SourceText? { own.text }
  /// The front matter with its places, where it was kept.
  @inlinable package var frontMatter: [YAMLNode.Entry]? { own.frontMatter }
  // The fields that lists and plans ask every page for, without the rest of its front matter.
  @inlinable package var title: String { own.metadata.title }
  @inlinable package var date: SiteDate? { own.metadata.date }
  @inlinable package var updated: SiteDate? { own.metadata.updated }
  @inlinable package var summary: String? { own.metadata.summary }
  @inlinable package var authors: [String] { own.metadata.authors }
  @inlinable package var image: PageMetadata.Image? { own.metadata.image }
  @inlinable package var weight: Int? { own.metadata.weight }
  @inlinable package var template: String? { own.metadata.template }
  @inlinable package var isHiddenFromIndexes: Bool { own.metadata.isHiddenFromIndexes }

  @inlinable package var parent: PageID? { relations.parent }
  @inlinable package var edition: PageID? { relations.edition }
  @inlinable package var children: [PageID] { relations.children }
  @inlinable package var translations: [PageID] { relations.translations }
  @inlinable package var previous: PageID? { relations.previous }
  @inlinable package var next: PageID? { relations.next }
  @inlinable package var terms: [TermID] { relations.terms }
  @inlinable package var term: TermID? { relations.term }
  @inlinable package var taxonomyIndex: Int? { relations.taxonomyIndex }

  /// The address of a sheet of its list, counted from 1.
  package func sheetAddress(_ number: Int) -> String { number == 1 ? address : "\(address)page/\(number)/" }

  /// Where the output file lies, below the output folder.
  package var outputPath: String {
    let path = Substring(address.utf8.dropFirst())
    return kind == .notFound ? String(path) : String(joining: [path, "index.html"])
  }
}
