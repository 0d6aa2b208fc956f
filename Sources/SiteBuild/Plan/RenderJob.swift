import SiteModel

/// One file that a template renders.
package struct RenderJob: Sendable {
  package enum Subject: Sendable {
    /// A page, or one sheet of it where its list is paginated.
    case page(PageID, sheet: Sheet?)
    case feed(Feed)
    /// An old address that leads to a page.
    case redirect(to: PageID)
    /// The sitemap, with these pages.
    case sitemap([PageID])
    /// `robots.txt`: a file of the whole site.
    case robots
  }

  /// A part of a paginated list.
  package struct Sheet: Sendable {
    /// One-based.
    package let number: Int
    package let count: Int
    /// Which of the page's list it shows.
    package let range: Range<Int>
  }

  package let outputPath: String
  package let template: String
  package let language: String
  package let subject: Subject
}
