/// What a page's front matter says, checked.
package struct PageMetadata: Sendable, Hashable {
  package struct Image: Sendable, Hashable {
    /// As written: a path beside the page, a path in the site that begins with `/`, or an absolute address.
    package var src: String
    package var alt: String?
    package var credit: String?
    package var caption: String?

    package init(src: String, alt: String? = nil, credit: String? = nil, caption: String? = nil) {
      self.src = src
      self.alt = alt
      self.credit = credit
      self.caption = caption
    }
  }

  package struct TermReference: Sendable, Hashable {
    /// Index into the configuration's taxonomies.
    package var taxonomy: Int
    package var name: String

    package init(taxonomy: Int, name: String) {
      self.taxonomy = taxonomy
      self.name = name
    }
  }

  package var title = ""
  package var date: SiteDate?
  package var updated: SiteDate?
  package var publishDate: SiteDate?
  package var expiryDate: SiteDate?
  package var summary: String?
  package var slug: String?
  /// The whole address, where it doesn't follow from the file's path: begins and ends with a slash.
  package var url: String?
  package var aliases: [String] = []
  package var terms: [TermReference] = []
  package var authors: [String] = []
  package var image: Image?
  package var weight: Int?
  package var template: String?
  package var isDraft = false
  package var isHiddenFromIndexes = false
  /// `check:`, the rules that mean something else on this page.
  package var ruleSettings: [RuleSetting] = []
  package var extra = DataValue.mapping([])

  package init() {}
}
