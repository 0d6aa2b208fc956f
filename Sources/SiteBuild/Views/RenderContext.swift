import SiteModel
import SiteTemplate

/// The variables at the top of a template.
final class RenderContext: TemplateObject {
  enum Field: Int, ViewField {
    case site, page, lang, dir, edition, section, pages, taxonomy, term, paginator, feed
  }

  private static let sharedShape = Field.shape

  private let graph: ViewGraph
  private let language: String
  /// `nil` for what no single page stands behind: feeds, the sitemap.
  private let page: Value?
  private let id: PageID?
  /// `nil` where they are what the page lists.
  private let pages: Value?
  private let paginator: Value?
  private let feed: Value?

  init(
    graph: ViewGraph, language: String, id: PageID? = nil, page: Value? = nil, pages: Value? = nil,
    paginator: Value? = nil, feed: Value? = nil
  ) {
    self.graph = graph
    self.language = language
    self.id = id
    self.page = page
    self.pages = pages
    self.paginator = paginator
    self.feed = feed
  }

  var shape: Shape { Self.sharedShape }
  let shapeID = sharedShape.id
  var typeName: String { "context" }

  func value(at index: Int) -> Value {
    guard let field = Field(rawValue: index) else { return .undefined }
    switch field {
    case .site: return graph.site(language)
    case .page: return page ?? .undefined
    case .lang: return Value(language)
    case .dir: return Value(WritingDirection(languageCode: language).rawValue)
    case .edition:
      note(.relations)
      return graph.page(id.flatMap { graph.site.pages[$0.index].edition })
    case .section:
      note(.relations)
      return graph.page(id.flatMap { graph.site.pages[$0.index].parent })
    case .pages:
      note(.list)
      return pages ?? Value(id.map { graph.children(of: $0) })
    case .taxonomy:
      note(.relations)
      return Value(taxonomyIndex.map { graph.taxonomy(at: $0) })
    case .term: return Value(id.flatMap { graph.site[$0].term }.map { graph.term($0) })
    case .paginator:
      note(.list)
      return paginator ?? .undefined
    case .feed: return feed ?? .undefined
    }
  }

  /// What a feed or the sitemap lists is part of the job itself.
  private func note(_ aspect: Dependency.Aspect) {
    if let id { RenderTrace.note(.page(id, aspect)) }
  }

  private var taxonomyIndex: Int? {
    guard let id else { return nil }
    return graph.site[id].taxonomyIndex ?? graph.site[id].parent.flatMap { graph.site[$0].taxonomyIndex }
  }
}
