import SiteModel
import SiteTemplate
import Synchronization

/// What templates see of a site: one view for every page, term and language, made once for a build.
///
/// Views lead to each other in circles, so they don't own the graph; whoever renders holds it.
final class ViewGraph: Sendable {
  let site: Site
  let texts: InterfaceTexts
  let bodies: BodyRenderer
  let assets: AssetTable
  let dates: DateTexts
  private let lazyViews = AtomicLazyReference<Views>()
  /// The graph that the views were made for, and which they need, where it isn't this one.
  private let original: ViewGraph?

  /// The long lists of a language, made once because many pages show them.
  final class LanguageLists: Sendable {
    let articles: Value
    let editions: Value
    let pages: Value

    init(articles: Value, editions: Value, pages: Value) {
      self.articles = articles
      self.editions = editions
      self.pages = pages
    }
  }

  static func make(site: Site, texts: InterfaceTexts, bodies: BodyRenderer, assets: AssetTable) -> ViewGraph {
    let graph = ViewGraph(site: site, texts: texts, bodies: bodies, assets: assets, dates: DateTexts())
    _ = graph.lazyViews.storeIfNil(Views(graph))
    return graph
  }

  /// A graph of the same site with other texts on some of its pages, or rendered by other templates.
  ///
  /// It shares the views: what depends on texts, they ask of the graph of the render that runs.
  func revised(bodies: BodyRenderer) -> ViewGraph {
    let graph = ViewGraph(
      site: site, texts: texts, bodies: bodies, assets: assets, dates: dates, original: original ?? self)
    if let views = lazyViews.load() { _ = graph.lazyViews.storeIfNil(views) }
    return graph
  }

  private init(
    site: Site, texts: InterfaceTexts, bodies: BodyRenderer, assets: AssetTable, dates: DateTexts,
    original: ViewGraph? = nil
  ) {
    self.original = original
    self.assets = assets
    self.dates = dates
    self.site = site
    self.texts = texts
    self.bodies = bodies
  }

  func page(_ id: PageID) -> Value { Value(lazyViews.load().map { .object($0.page(id)) }) }
  func page(_ id: PageID?) -> Value { Value(id.map { page($0) }) }

  func pages(_ ids: some Sequence<PageID>) -> Value {
    guard let views = lazyViews.load() else { return [] }
    return Value(ids.map { .object(views.page($0)) })
  }

  /// What a page lists.
  func children(of id: PageID) -> Value { lazyViews.load()?.children(of: id) ?? [] }

  func pages(of id: TermID) -> Value { lazyViews.load()?.pages(of: id) ?? [] }

  /// One sheet of a page whose list is paginated.
  func sheet(_ number: Int, of id: PageID) -> Value {
    guard number > 1, let views = lazyViews.load() else { return page(id) }
    return .object(PageView(id, self, terms: views.terms, sheet: number))
  }

  func terms(_ ids: some Sequence<TermID>) -> Value {
    guard let views = lazyViews.load() else { return [] }
    return Value(ids.map { .object(views.terms[$0.index]) })
  }

  func term(_ id: TermID) -> Value { Value(lazyViews.load().map { .object($0.terms[id.index]) }) }

  /// The view of a member of `Site.taxonomyIndexes`.
  func taxonomy(at index: Int) -> Value { Value(lazyViews.load().map { .object($0.taxonomies[index]) }) }

  func site(_ language: String) -> Value { Value(lazyViews.load()?.sites[language].map { .object($0) }) }

  func lists(_ language: String) -> LanguageLists? { lazyViews.load()?.lists(language) }

  /// The finished HTML of a page's Markdown.
  func html(of id: PageID, for use: BodyRenderer.Use) -> [UInt8] {
    bodies.html(
      of: id, for: use, host: RenderHost(graph: self, language: site[id].language, page: id))
  }

  /// The address, from the host's root, of a path in the site.
  func url(_ address: String) -> Value { Value(site.configuration.baseURL.address(of: address)) }

  func permalink(_ address: String) -> Value { Value(site.configuration.baseURL.permalink(of: address)) }
}
