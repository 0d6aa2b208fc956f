import SiteModel
import SiteTemplate

/// A feed as templates see it.
enum FeedView {
  static func value(of feed: Feed, _ graph: ViewGraph) -> Value {
    let site = graph.site
    for page in feed.pages { RenderTrace.note(.page(page, .front)) }
    let newest = feed.pages.compactMap { site[$0].updated ?? site[$0].date }.max()
    return Value([
      ("title", Value(feed.title)), ("description", Value(site.configuration.description[feed.language])),
      ("url", graph.url(feed.address)), ("permalink", graph.permalink(feed.address)),
      ("home", graph.permalink(feed.homeAddress)), ("language", Value(feed.language)),
      ("updated", Value(newest.map { Value($0.description) })), ("pages", graph.pages(feed.pages)),
      ("type", Value(feed.format.mediaType)),
    ])
  }

  /// What a page needs to point to a feed.
  static func summary(of feed: Feed, _ graph: ViewGraph) -> Value {
    [
      "title": Value(feed.title), "url": graph.url(feed.address), "type": Value(feed.format.mediaType),
      "language": Value(feed.language),
    ]
  }
}
