import SiteModel
import SiteTemplate

/// The views of a site, each made when somebody looks at it: a build that renders three pages anew needs few of them.
///
/// They are made for the graph that is named, and lead back to it; of views that are there already nobody gets hold of it.
final class Views: Sendable {
  private let pages: LazyTable<PageView>
  private let terms: LazyTable<TermView>
  private let taxonomies: LazyTable<TaxonomyView>
  // By the languages' places in the configuration.
  private let sites: LazyTable<SiteView>
  private let lists: LazyTable<LanguageLists>
  private let childrenOfPages: LazyTable<HeldValue>
  private let pagesOfTerms: LazyTable<HeldValue>
  private let languages: [String: Int]

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

  private static let nothing = Value([Value]())

  init(of site: Site) {
    pages = LazyTable(count: site.pages.count)
    terms = LazyTable(count: site.terms.count)
    taxonomies = LazyTable(count: site.taxonomyIndexes.count)
    let codes = site.configuration.languages.map(\.code)
    sites = LazyTable(count: codes.count)
    lists = LazyTable(count: codes.count)
    childrenOfPages = LazyTable(count: site.pages.count)
    pagesOfTerms = LazyTable(count: site.terms.count)
    languages = Dictionary(zip(codes, codes.indices)) { first, _ in first }
  }

  func page(_ id: PageID, for graph: @autoclosure () -> ViewGraph) -> PageView {
    pages.element(id.index) { PageView(id, graph()) }
  }

  func term(_ id: TermID, for graph: @autoclosure () -> ViewGraph) -> TermView {
    terms.element(id.index) { TermView(id, graph()) }
  }

  func taxonomy(_ index: Int, for graph: @autoclosure () -> ViewGraph) -> TaxonomyView {
    taxonomies.element(index) { TaxonomyView(index, graph()) }
  }

  func site(_ language: String, for graph: @autoclosure () -> ViewGraph) -> SiteView? {
    languages[language].map { index in sites.element(index) { SiteView(index, graph()) } }
  }

  /// What a page lists.
  func children(of id: PageID, for graph: ViewGraph) -> Value {
    if let term = graph.site[id].term { return pages(of: term, for: graph) }
    if graph.site[id].children.isEmpty { return Self.nothing }
    return childrenOfPages.element(id.index) { HeldValue(list(graph.site[id].children, for: graph)) }.value
  }

  func pages(of id: TermID, for graph: @autoclosure () -> ViewGraph) -> Value {
    pagesOfTerms.element(id.index) {
      let graph = graph()
      return HeldValue(list(graph.site[id].pages, for: graph))
    }.value
  }

  func lists(_ language: String, for graph: ViewGraph) -> LanguageLists? {
    guard let index = languages[language], let part = graph.site.parts[language] else { return nil }
    return lists.element(index) {
      LanguageLists(
        articles: list(part.articles, for: graph), editions: list(part.editions, for: graph),
        pages: list(part.all, for: graph))
    }
  }

  func list(_ pages: some Sequence<PageID>, for graph: ViewGraph) -> Value {
    Value(pages.map { .object(page($0, for: graph)) })
  }
}
