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
