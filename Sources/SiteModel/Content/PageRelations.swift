/// What a page is to the others of its site.
package struct PageRelations: Sendable {
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

  init() {}
}
