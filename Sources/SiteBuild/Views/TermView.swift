import SiteModel
import SiteTemplate

/// A term as templates see it: one tag, one place.
final class TermView: TemplateObject {
  enum Field: Int, ViewField {
    case name, slug, url, permalink, count, pages, feed, title, taxonomy
  }

  private static let sharedShape = Field.shape

  let id: TermID
  private let graph: GraphReference
  private let name: Value
  private let url: Value

  init(_ id: TermID, _ graph: ViewGraph) {
    self.id = id
    self.graph = GraphReference(graph)
    name = Value(graph.site[id].name)
    url = graph.url(graph.site[id].address)
  }

  var shape: Shape { Self.sharedShape }
  let shapeID = sharedShape.id
  var typeName: String { "term" }

  var printed: Text {
    RenderTrace.note(.term(id, .front))
    return name.text ?? .empty
  }

  func value(at index: Int) -> Value {
    guard let field = Field(rawValue: index) else { return .undefined }
    RenderTrace.note(.term(id, field == .pages || field == .count ? .list : .front))
    switch field {
    case .name, .title: return name
    case .url: return url
    case .pages: return graph { $0.pages(of: id) }
    case .count: return .int(graph { $0.site.terms[id.index].pages.count })
    default: return graph { rareValue(of: field, $0.site[id], $0) }
    }
  }

  private func rareValue(of field: Field, _ term: Term, _ graph: ViewGraph) -> Value {
    switch field {
    case .name, .title, .url, .pages, .count: return .undefined
    case .slug: return Value(term.slug)
    case .permalink: return graph.permalink(term.address)
    case .feed: return Value(graph.site.feed(of: id).map { graph.url($0.address) })
    case .taxonomy:
      return Value(
        graph.site.taxonomyIndexes.firstIndex { $0.taxonomy == term.taxonomy && $0.language == term.language }
          .map { graph.taxonomy(at: $0) })
    }
  }
}

/// A taxonomy in one language as templates see it.
final class TaxonomyView: TemplateObject {
  enum Field: Int, ViewField {
    case key, title, url, permalink, terms
  }

  private static let sharedShape = Field.shape

  /// Into `Site.taxonomyIndexes`.
  private let index: Int
  private let graph: GraphReference

  init(_ index: Int, _ graph: ViewGraph) {
    self.index = index
    self.graph = GraphReference(graph)
  }

  var shape: Shape { Self.sharedShape }
  let shapeID = sharedShape.id
  var typeName: String { "taxonomy" }

  func value(at index: Int) -> Value {
    Field(rawValue: index).map { field in graph { value(of: field, $0) } } ?? .undefined
  }

  private func value(of field: Field, _ graph: ViewGraph) -> Value {
    let taxonomy = graph.site.taxonomyIndexes[index]
    let options = graph.site.configuration.taxonomies[taxonomy.taxonomy]
    switch field {
    case .key: return Value(options.key)
    case .title: return Value(options.title[taxonomy.language])
    case .url: return graph.url(taxonomy.address)
    case .permalink: return graph.permalink(taxonomy.address)
    case .terms:
      RenderTrace.note(.taxonomy(index))
      return graph.terms(taxonomy.terms)
    }
  }
}
