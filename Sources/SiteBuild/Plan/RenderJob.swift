import SiteModel

/// One file that a template renders.
struct RenderJob: Sendable {
  enum Subject: Sendable {
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
  struct Sheet: Sendable, Equatable {
    /// One-based.
    let number: Int
    let count: Int
    /// Which of the page's list it shows.
    let range: Range<Int>
  }

  let outputPath: String
  let template: String
  let language: String
  let subject: Subject
}
