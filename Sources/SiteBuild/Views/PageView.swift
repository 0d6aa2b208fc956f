import SiteMarkdown
import SiteModel
import SiteTemplate

/// A page as templates see it. `Documentation/template-data.md` describes the fields to designers.
final class PageView: TemplateObject {
  enum Field: String, CaseIterable {
    case title, kind, url, permalink, lang, date, updated, summary, content
    case feedContent = "feed_content"
    case headings, words, minutes, authors, tags,
      terms, image, edition, section, ancestors, pages, previous, next, related, translations, alternates, weight,
      draft, noindex, source, extra, slug, aliases
  }

  private static let fields = Field.allCases
  private static let sharedShape = Shape(fields: fields.map(\.rawValue))

  let id: PageID
  unowned let graph: ViewGraph
  // The fields that lists of pages show, made once.
  private let title: Value
  private let url: Value
  private let date: Value

  private let sheet: Int

  /// `sheet`: which part of a paginated list it is, counted from 1; each has an address of its own.
  init(_ id: PageID, _ graph: ViewGraph, sheet: Int = 1) {
    self.sheet = sheet
    self.id = id
    self.graph = graph
    let page = graph.site[id]
    title = Value(page.metadata.title)
    url = graph.url(page.sheetAddress(sheet))
    date = Value(page.metadata.date.map { Value($0.description) })
  }

  var shape: Shape { Self.sharedShape }
  var typeName: String { "page" }
  var printed: Text { title.text ?? .empty }

  func value(at field: Int) -> Value {
    let field = Self.fields[field]
    switch field {
    case .title: return title
    case .url: return url
    case .date: return date
    default: return value(of: field, graph.site[id], graph)
    }
  }

  private func value(of field: Field, _ page: Page, _ graph: ViewGraph) -> Value {
    let metadata = page.metadata
    switch field {
    case .title, .url, .date: return .undefined
    case .kind: return Value(page.kind.rawValue)
    case .permalink: return graph.permalink(page.sheetAddress(sheet))
    case .lang: return Value(page.language)
    case .updated: return Value(metadata.updated.map { Value($0.description) })
    case .summary: return Value((metadata.summary ?? page.body.summary?.plainText).map { Value($0) })
    case .content: return Value(markup: graph.html(of: id, for: .page))
    case .feedContent: return Value(utf8: graph.html(of: id, for: .feed))
    case .headings: return headings(of: page)
    case .words: return .int(page.body.wordCount)
    case .minutes: return .int(ReadingTime.minutes(words: page.body.wordCount))
    case .authors: return Value(metadata.authors.map { Value($0) })
    case .tags:
      guard let tags = graph.site.configuration.taxonomies.firstIndex(where: { $0.key == "tags" }) else { return [] }
      return graph.terms(page.terms.filter { graph.site[$0].taxonomy == tags })
    case .terms:
      return Value(
        graph.site.configuration.taxonomies.enumerated().map { index, taxonomy in
          (taxonomy.key, graph.terms(page.terms.filter { graph.site[$0].taxonomy == index }))
        })
    case .image: return image(of: page, graph)
    case .edition: return graph.page(page.edition)
    case .section: return graph.page(page.parent)
    case .ancestors: return graph.pages(graph.site.ancestors(of: id))
    case .pages: return graph.pages(page.children)
    case .previous: return graph.page(page.previous)
    case .next: return graph.page(page.next)
    case .related: return graph.pages(graph.site.related(to: id, atMost: 3))
    case .translations: return translations(of: page, graph)
    case .alternates: return graph.site.feeds(listing: id).isEmpty ? [] : alternates(of: page, graph)
    case .weight: return Value(metadata.weight.map { .int($0) })
    case .draft: return .bool(metadata.isDraft)
    case .noindex: return .bool(metadata.isHiddenFromIndexes)
    case .source: return Value(page.source.map { Value("Content/\($0)") })
    case .extra: return Value(metadata.extra)
    case .slug: return Value(metadata.slug.map { Value($0) })
    case .aliases: return Value(metadata.aliases.map { Value($0) })
    }
  }

  private func headings(of page: Page) -> Value {
    Value(
      page.body.headings.map { heading in
        ["level": .int(heading.level), "id": Value(heading.id), "title": Value(heading.title)]
      })
  }

  private func image(of page: Page, _ graph: ViewGraph) -> Value {
    guard let image = page.metadata.image else { return .undefined }
    let address = graph.bodies.links.address(ofImage: image.src, on: id)
    let base = graph.site.configuration.baseURL
    let size = graph.bodies.sizes.size(of: image.src, on: id)
    return Value([
      ("url", Value(address)),
      ("permalink", Value(address.hasPrefix("/") ? base.origin + address : address)),
      ("alt", Value(image.alt.map { Value($0) })),
      ("credit", Value(image.credit.map { Value($0) })),
      ("caption", Value(image.caption.map { Value($0) })),
      ("type", Value(ImageSizes.mediaType(of: image.src).map { Value($0) })),
      ("width", Value(size.map { .int($0.width) })),
      ("height", Value(size.map { .int($0.height) })),
    ])
  }

  private func translations(of page: Page, _ graph: ViewGraph) -> Value {
    Value(
      page.translations.map { id in
        let other = graph.site[id]
        return [
          "lang": Value(other.language),
          "name": Value(graph.site.configuration.language(other.language)?.name ?? other.language),
          "url": graph.url(other.address), "permalink": graph.permalink(other.address),
          "title": Value(other.metadata.title),
        ]
      })
  }

  private func alternates(of page: Page, _ graph: ViewGraph) -> Value {
    Value(graph.site.feeds(listing: id).map { FeedView.summary(of: $0, graph) })
  }
}
