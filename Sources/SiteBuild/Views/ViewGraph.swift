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

  /// The views themselves; a class, because they are set once, after the graph that they point back to exists.
  private final class Views: Sendable {
    let pages: [PageView]
    let terms: [TermView]
    let taxonomies: [TaxonomyView]
    let sites: [String: SiteView]
    let lists: [String: LanguageLists]
    /// What each page lists, by its place in `Site.pages`, and each term by its own.
    let children: [Value]
    let pagesOfTerms: [Value]

    init(_ graph: ViewGraph, jobs: Int) async {
      let site = graph.site
      let terms = site.terms.indices.map { TermView(TermID($0), graph) }
      let pages = await concurrently(Array(site.pages.indices), jobs: jobs) {
        PageView(PageID($0), graph, terms: terms)
      }
      self.pages = pages
      self.terms = terms
      let list = { (ids: [PageID]) in ids.isEmpty ? Self.nothing : Value(ids.map { .object(pages[$0.index]) }) }
      pagesOfTerms = site.terms.map { list($0.pages) }
      let ofTerms = pagesOfTerms
      children = site.pages.map { page in page.term.map { ofTerms[$0.index] } ?? list(page.children) }
      taxonomies = site.taxonomyIndexes.indices.map { TaxonomyView($0, graph) }
      sites = Dictionary(
        uniqueKeysWithValues: site.configuration.languages.enumerated().map { ($1.code, SiteView($0, graph)) })
      lists = site.parts.mapValues { part in
        LanguageLists(
          articles: Value(part.articles.map { .object(pages[$0.index]) }),
          editions: Value(part.editions.map { .object(pages[$0.index]) }),
          pages: Value(part.all.map { .object(pages[$0.index]) }))
      }
    }

    private static let nothing = Value([Value]())
  }

  /// The long lists of a language, made once because many pages show them.
  struct LanguageLists: Sendable {
    let articles: Value
    let editions: Value
    let pages: Value
  }

  /// The graph with all its views, which `jobs` tasks make.
  static func make(
    site: Site, texts: InterfaceTexts, bodies: BodyRenderer, assets: AssetTable, jobs: Int
  ) async -> ViewGraph {
    let graph = ViewGraph(site: site, texts: texts, bodies: bodies, assets: assets, dates: DateTexts())
    _ = graph.lazyViews.storeIfNil(await Views(graph, jobs: jobs))
    return graph
  }

  /// A graph of the same site with other texts on some of its pages, or rendered by other templates.
  ///
  /// It shares the views: what depends on texts, they ask of the graph of the render that runs.
  func revised(site: Site, bodies: BodyRenderer) -> ViewGraph {
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

  func page(_ id: PageID) -> Value { Value(lazyViews.load().map { .object($0.pages[id.index]) }) }
  func page(_ id: PageID?) -> Value { Value(id.map { page($0) }) }

  func pages(_ ids: some Sequence<PageID>) -> Value {
    guard let views = lazyViews.load() else { return [] }
    return Value(ids.map { .object(views.pages[$0.index]) })
  }

  /// What a page lists.
  func children(of id: PageID) -> Value { lazyViews.load()?.children[id.index] ?? [] }

  func pages(of id: TermID) -> Value { lazyViews.load()?.pagesOfTerms[id.index] ?? [] }

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

  func lists(_ language: String) -> LanguageLists? { lazyViews.load()?.lists[language] }

  /// The finished HTML of a page's Markdown.
  func html(of id: PageID, for use: BodyRenderer.Use) -> [UInt8] {
    bodies.html(
      of: id, for: use, host: RenderHost(graph: self, language: site[id].language, page: id))
  }

  /// The address, from the host's root, of a path in the site.
  func url(_ address: String) -> Value { Value(site.configuration.baseURL.address(of: address)) }

  func permalink(_ address: String) -> Value { Value(site.configuration.baseURL.permalink(of: address)) }
}
