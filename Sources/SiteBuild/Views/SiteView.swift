import SiteModel
import SiteTemplate

/// The site in one language as templates see it.
final class SiteView: TemplateObject {
  enum Field: Int, ViewField {
    case title, description, url, baseURL, language, languages, editions, articles, pages, taxonomies, navigation,
      publisher, extra, feeds, updated
  }

  private static let sharedShape = Field.shape

  private let language: String
  /// Its place in the configuration.
  private let languageIndex: Int
  private let graph: GraphReference
  private let title: Value
  private let description: Value
  private let url: Value
  private let baseURL: Value
  private let publisher: Value
  private let extra: Value
  private let updated: Value
  /// What is put together of many parts and shown on every page, by the fields' places: made once.
  private let made = LazyTable<HeldValue>(count: Field.allCases.count)

  init(_ languageIndex: Int, _ graph: ViewGraph) {
    let site = graph.site
    let language = site.configuration.languages[languageIndex].code
    let configuration = site.configuration
    let codes = configuration.languageCodes
    self.language = language
    self.languageIndex = languageIndex
    self.graph = GraphReference(graph)
    title = Value(configuration.title[language])
    description = Value(configuration.description[language])
    url = graph.url(site.home(language).map { site[$0].address } ?? "/")
    baseURL = Value(configuration.baseURL.text)
    publisher = Value(configuration.publisher.resolved(for: language, among: codes))
    extra = Value(configuration.extra.resolved(for: language, among: codes))
    updated = Value(site.newestDate(language).map { Value($0.description) })
  }

  var shape: Shape { Self.sharedShape }
  let shapeID = sharedShape.id
  var typeName: String { "site" }
  var printed: Text { title.text ?? .empty }

  func value(at index: Int) -> Value {
    guard let field = Field(rawValue: index) else { return .undefined }
    note(field)
    switch field {
    case .title: return title
    case .description: return description
    case .url: return url
    case .baseURL: return baseURL
    case .language: return graph { Value($0.site.configuration.defaultLanguage.code) }
    case .languages: return once(index) { languages($0) }
    case .editions: return graph { $0.lists(language)?.editions ?? [] }
    case .articles: return graph { $0.lists(language)?.articles ?? [] }
    case .pages: return graph { $0.lists(language)?.pages ?? [] }
    case .taxonomies: return once(index) { taxonomies($0) }
    case .navigation: return once(index) { navigation($0) }
    case .feeds: return once(index) { feeds($0) }
    case .publisher: return publisher
    case .extra: return extra
    case .updated: return updated
    }
  }

  /// The rest is the configuration's, after whose change nothing is kept.
  private func note(_ field: Field) {
    let part: Dependency.LanguagePart
    switch field {
    case .title, .description, .baseURL, .language, .publisher, .extra: return
    case .editions: part = .editions
    case .articles: part = .articles
    case .pages: part = .pages
    case .updated: part = .updated
    case .url, .languages, .taxonomies, .navigation, .feeds: part = .frame
    }
    RenderTrace.note(.part(part, of: languageIndex))
  }

  private func once(_ field: Int, _ make: (ViewGraph) -> Value) -> Value {
    made.element(field) { graph { HeldValue(make($0)) } }.value
  }

  /// Those that have a page.
  private func languages(_ graph: ViewGraph) -> Value {
    let site = graph.site
    return Value(
      site.configuration.languages.compactMap { entry in
        guard let home = site.home(entry.code) else { return nil }
        return [
          "code": Value(entry.code), "name": Value(entry.name), "dir": Value(entry.direction.rawValue),
          "url": graph.url(site[home].address),
          "default": .bool(entry.code == site.configuration.defaultLanguage.code),
          "current": .bool(entry.code == language),
        ]
      })
  }

  private func taxonomies(_ graph: ViewGraph) -> Value {
    let site = graph.site
    return Value(
      site.taxonomyIndexes.indices.filter { site.taxonomyIndexes[$0].language == language }.map { index in
        (site.configuration.taxonomies[site.taxonomyIndexes[index].taxonomy].key, graph.taxonomy(at: index))
      })
  }

  private func feeds(_ graph: ViewGraph) -> Value {
    Value(graph.site.siteFeeds(language).map { FeedView.summary(of: $0, graph) })
  }

  private func navigation(_ graph: ViewGraph) -> Value {
    Value(
      graph.site.configuration.menus.map { menu in
        (menu.name, Value(menu.items.compactMap { entry($0, graph) }))
      })
  }

  private func entry(_ item: SiteConfiguration.NavigationItem, _ graph: ViewGraph) -> Value? {
    guard let target = graph.site.target(of: item, language: language) else { return nil }
    return [
      "title": Value(item.title?[language] ?? target.title),
      "url": target.isWritten ? Value(graph.site.address(ofWritten: target.address)) : graph.url(target.address),
    ]
  }
}
