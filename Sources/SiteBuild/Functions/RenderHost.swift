import SiteModel

/// What the site's filters and functions know of the page that is being rendered.
final class RenderHost: Sendable {
  let graph: ViewGraph
  let language: String
  var assets: AssetTable { graph.assets }
  /// `nil` for pages that are made from the site, and for feeds.
  let page: PageID?

  init(graph: ViewGraph, language: String, page: PageID?) {
    self.graph = graph
    self.language = language
    self.page = page
  }
}
