import SiteModel
import SiteTemplate
import Synchronization

/// The views of a graph, each made when somebody looks at it: a build that renders three pages anew needs few of them.
///
/// A class, because it is set once, after the graph that the views point back to exists.
final class Views: Sendable {
  let terms: [TermView]
  let taxonomies: [TaxonomyView]
  let sites: [String: SiteView]
  private unowned let graph: ViewGraph
  private let blocks: [Slot<Block>]
  // What pages, terms and languages list, by the places of these in the site.
  private let childrenOfPages: [Slot<List>?]
  private let pagesOfTerms: [Slot<List>]
  private let listsOfLanguages: [String: Slot<ViewGraph.LanguageLists>]

  /// A place for something that is made once. Of several tasks that make it at the same time, one's is taken.
  private final class Slot<Element: AnyObject & Sendable>: Sendable {
    private let reference = AtomicLazyReference<Element>()

    func element(orMade make: () -> Element) -> Element { reference.load() ?? reference.storeIfNil(make()) }
  }

  /// The views of some pages that follow each other.
  private final class Block: Sendable {
    let pages: [PageView]
    init(_ pages: [PageView]) { self.pages = pages }
  }

  private final class List: Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }

  private static let blockSize = 32
  private static let nothing = Value([Value]())

  init(_ graph: ViewGraph) {
    let site = graph.site
    self.graph = graph
    terms = site.terms.indices.map { TermView(TermID($0), graph) }
    taxonomies = site.taxonomyIndexes.indices.map { TaxonomyView($0, graph) }
    sites = Dictionary(
      uniqueKeysWithValues: site.configuration.languages.enumerated().map { ($1.code, SiteView($0, graph)) })
    blocks = stride(from: 0, to: site.pages.count, by: Self.blockSize).map { _ in Slot() }
    childrenOfPages = site.pages.map { $0.children.isEmpty ? nil : Slot() }
    pagesOfTerms = site.terms.map { _ in Slot() }
    listsOfLanguages = site.parts.mapValues { _ in Slot() }
  }

  func page(_ id: PageID) -> PageView {
    let block = id.index / Self.blockSize
    return blocks[block].element {
      let start = block * Self.blockSize
      let end = min(start + Self.blockSize, graph.site.pages.count)
      return Block((start..<end).map { PageView(PageID($0), graph, terms: terms) })
    }.pages[id.index % Self.blockSize]
  }

  /// What a page lists.
  func children(of id: PageID) -> Value {
    if let term = graph.site[id].term { return pages(of: term) }
    let children = graph.site[id].children
    return childrenOfPages[id.index]?.element { List(list(children)) }.value ?? Self.nothing
  }

  func pages(of id: TermID) -> Value {
    pagesOfTerms[id.index].element { List(list(graph.site[id].pages)) }.value
  }

  func lists(_ language: String) -> ViewGraph.LanguageLists? {
    guard let part = graph.site.parts[language] else { return nil }
    return listsOfLanguages[language]?.element {
      ViewGraph.LanguageLists(articles: list(part.articles), editions: list(part.editions), pages: list(part.all))
    }
  }

  private func list(_ pages: [PageID]) -> Value { Value(pages.map { .object(page($0)) }) }
}
