/// A feed: which pages it carries, and where it lies.
package struct Feed: Sendable {
  package let format: SiteConfiguration.FeedFormat
  package let language: String
  package let title: String
  /// From the site's root: `/themen/indien/index.xml`.
  package let address: String
  /// The page that lists the same.
  package let homeAddress: String
  /// Newest first, as many as a feed holds.
  package let pages: [PageID]
}

extension SiteConfiguration.FeedFormat {
  package var mediaType: String {
    switch self {
    case .rss: "application/rss+xml"
    case .atom: "application/atom+xml"
    case .json: "application/feed+json"
    }
  }

  package var fileName: String {
    switch self {
    case .rss: "index.xml"
    case .atom: "atom.xml"
    case .json: "feed.json"
    }
  }

  package var template: String {
    switch self {
    case .rss: "feeds/rss.xml"
    case .atom: "feeds/atom.xml"
    case .json: "feeds/feed.json"
    }
  }
}

extension Site {
  /// The feeds of a language's newest articles.
  package func siteFeeds(_ language: String) -> [Feed] {
    guard let part = parts[language] else { return [] }
    return feeds(title: configuration.title[language], language: language, home: self[part.home].address) {
      part.articles
    }
  }

  /// The feeds of one term; none where the taxonomy has them switched off.
  package func feeds(of id: TermID) -> [Feed] {
    let term = self[id]
    guard configuration.taxonomies[term.taxonomy].hasFeeds else { return [] }
    let title = "\(term.name) – \(configuration.title[term.language])"
    return feeds(title: title, language: term.language, home: term.address) { term.pages }
  }

  package func feed(of id: TermID) -> Feed? { feeds(of: id).first }

  /// The feeds of an edition's articles; none where the site has them switched off.
  package func feeds(ofEdition id: PageID) -> [Feed] {
    guard configuration.feeds.hasEditionFeeds else { return [] }
    let page = self[id]
    let title = "\(page.title) – \(configuration.title[page.language])"
    return feeds(title: title, language: page.language, home: page.address) { page.children }
  }

  /// The feeds of what this page lists: an edition's own ones, a term's; none otherwise.
  package func feeds(listing id: PageID) -> [Feed] {
    if let term = self[id].term { return feeds(of: term) }
    return self[id].kind == .edition ? feeds(ofEdition: id) : []
  }

  /// Where every feed of the site lies.
  package var feedAddresses: [String] {
    parts.keys.flatMap { siteFeeds($0).map(\.address) }
      + pages.indices.flatMap { feeds(listing: PageID($0)).map(\.address) }
  }

  private func feeds(title: String, language: String, home: String, pages: () -> [PageID]) -> [Feed] {
    let newest = Array(pages().prefix(configuration.feeds.limit))
    return configuration.feeds.formats.map { format in
      Feed(
        format: format, language: language, title: title, address: home + format.fileName, homeAddress: home,
        pages: newest)
    }
  }
}
