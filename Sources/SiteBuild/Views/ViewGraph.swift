import SiteModel
import SiteTemplate

/// What templates see of a site: one view for every page, term and language, made once for a build.
///
/// Views lead to each other in circles, so they don't own the graph; whoever renders holds it.
final class ViewGraph: Sendable {
  let site: Site
  let texts: InterfaceTexts
  let bodies: BodyRenderer
  let assets: AssetTable
  let dates: DateTexts
  private let views: Views
  /// The graph that the views were made for, and which they need, where it isn't this one.
  private let original: ViewGraph?

  convenience init(site: Site, texts: InterfaceTexts, bodies: BodyRenderer, assets: AssetTable) {
    self.init(site: site, texts: texts, bodies: bodies, assets: assets, dates: DateTexts(), views: Views(of: site))
  }

  /// A graph of the same site with other texts on some of its pages, or rendered by other templates.
  ///
  /// It shares the views: what depends on texts, they ask of the graph of the render that runs.
  func revised(bodies: BodyRenderer) -> ViewGraph {
    ViewGraph(
      site: site, texts: texts, bodies: bodies, assets: assets, dates: dates, views: views, original: owner)
  }

  private init(
    site: Site, texts: InterfaceTexts, bodies: BodyRenderer, assets: AssetTable, dates: DateTexts, views: Views,
    original: ViewGraph? = nil
  ) {
    self.original = original
    self.assets = assets
    self.dates = dates
    self.site = site
    self.texts = texts
    self.bodies = bodies
    self.views = views
  }

  private var owner: ViewGraph { original ?? self }

  func page(_ id: PageID) -> Value { .object(views.page(id, for: owner)) }
  func page(_ id: PageID?) -> Value { Value(id.map { page($0) }) }

  func pages(_ ids: some Sequence<PageID>) -> Value { views.list(ids, for: owner) }

  /// What a page lists.
  func children(of id: PageID) -> Value { views.children(of: id, for: owner) }

  func pages(of id: TermID) -> Value { views.pages(of: id, for: owner) }

  /// One sheet of a page whose list is paginated.
  func sheet(_ number: Int, of id: PageID) -> Value {
    number > 1 ? .object(PageView(id, owner, sheet: number)) : page(id)
  }

  func terms(_ ids: some Sequence<TermID>) -> Value { Value(ids.map { term($0) }) }

  func term(_ id: TermID) -> Value { .object(views.term(id, for: owner)) }

  /// The view of a member of `Site.taxonomyIndexes`.
  func taxonomy(at index: Int) -> Value { .object(views.taxonomy(index, for: owner)) }

  func site(_ language: String) -> Value { Value(views.site(language, for: owner).map { .object($0) }) }

  func lists(_ language: String) -> Views.LanguageLists? { views.lists(language, for: owner) }

  /// The finished HTML of a page's Markdown.
  func html(of id: PageID, for use: BodyRenderer.Use) -> [UInt8] {
    bodies.html(
      of: id, for: use, host: RenderHost(graph: self, language: site[id].language, page: id))
  }

  /// The address, from the host's root, of a path in the site.
  func url(_ address: String) -> Value { Value(site.configuration.baseURL.address(of: address)) }

  func permalink(_ address: String) -> Value { Value(site.configuration.baseURL.permalink(of: address)) }
}
