import SiteModel

/// One file that a template renders.
///
/// A class, because jobs are handed around by the thousand.
final class RenderJob: Sendable {
  enum Subject: Sendable {
    /// A page, or one sheet of it where its list is paginated.
    case page(PageID, sheet: Sheet?)
    indirect case feed(Feed)
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
  /// The place of the last page that it shows, right behind which it is rendered.
  let turn: Int

  init(outputPath: String, template: String, language: String, subject: Subject, turn: Int) {
    self.outputPath = outputPath
    self.template = template
    self.language = language
    self.subject = subject
    self.turn = turn
  }

  /// What the job asks for, in terms that are the same in every build.
  func fingerprint(in site: SiteFingerprints) -> UInt64 {
    var maker = Fingerprinter()
    maker.add(template)
    maker.add(language)
    switch subject {
    case .page(let page, let sheet):
      maker.add(0)
      maker.add(site.pages[page.index].identity)
      if let sheet {
        for number in [sheet.number, sheet.count, sheet.range.lowerBound, sheet.range.upperBound] { maker.add(number) }
      }
    case .redirect(let page):
      maker.add(1)
      maker.add(site.pages[page.index].identity)
    case .sitemap(let pages):
      maker.add(2)
      for page in pages { maker.add(site.pages[page.index].identity) }
    case .feed(let feed):
      maker.add(3)
      for text in [feed.format.rawValue, feed.title, feed.address, feed.homeAddress] { maker.add(text) }
      for page in feed.pages { maker.add(site.pages[page.index].identity) }
    case .robots: maker.add(4)
    }
    return maker.finish()
  }

  /// The page whose own file it is, or the first of its files where its list is paginated.
  var firstFileOf: PageID? {
    guard case .page(let page, let sheet) = subject, sheet?.number ?? 1 == 1 else { return nil }
    return page
  }
}
