import SiteMarkdown
import SiteModel
import SiteTemplate

/// A page as templates see it. `Documentation/template-data.md` describes the fields to designers.
final class PageView: TemplateObject {
  enum Field: Int, ViewField {
    case title, kind, url, permalink, lang, dir, date, updated, summary, content, feedContent, headings, words, minutes,
      authors, tags, terms, image, edition, section, ancestors, pages, previous, next, related, translations,
      alternates, weight, draft, noindex, source, extra, slug, aliases

    var name: String { self == .feedContent ? "feed_content" : String(describing: self) }
  }

  /// How many articles are related to one at most.
  static let relatedCount = 3
  private static let sharedShape = Field.shape

  let id: PageID
  private let graph: GraphReference
  private let page: Page
  // The fields that lists of pages show, made once.
  private let kind: Value
  private let title: Value
  private let url: Value
  private let permalink: Value
  private let date: Value
  /// `nil` where it is taken from the text.
  private let summary: Value?
  private let authors: Value
  private let tags: Value
  private let image: Value

  /// - Parameter sheet: which part of a paginated list it is, counted from 1; each has an address of its own.
  init(_ id: PageID, _ graph: ViewGraph, sheet: Int = 1) {
    self.id = id
    self.graph = GraphReference(graph)
    let page = graph.site.pages[id.index]
    self.page = page
    // One of its own, not one for all pages: threads would wait for each other to count its references.
    kind = Value(page.kind.rawValue)
    title = Value(page.title)
    url = graph.url(page.sheetAddress(sheet))
    permalink = graph.permalink(page.sheetAddress(sheet))
    date = Value(page.date.map { Value($0.description) })
    summary = page.summary.map { Value($0) }
    authors = Value(page.authors.map { Value($0) })
    tags = Self.tags(of: page, graph)
    image = Value(page.image.flatMap { Self.image($0, on: id, graph) })
  }

  private static func tags(of page: Page, _ graph: ViewGraph) -> Value {
    let tagged = graph.site.configuration.taxonomies.firstIndex { $0.key == "tags" }
    return graph.terms(page.terms.filter { graph.site.terms[$0.index].taxonomy == tagged })
  }

  var shape: Shape { Self.sharedShape }
  let shapeID = sharedShape.id
  var typeName: String { "page" }

  var printed: Text {
    RenderTrace.note(.page(id, .front))
    return title.text ?? .empty
  }

  func value(at index: Int) -> Value {
    guard let field = Field(rawValue: index) else { return .undefined }
    RenderTrace.note(.page(id, Self.aspect(of: field)))
    switch field {
    case .title: return title
    case .url: return url
    case .date: return date
    case .permalink: return permalink
    case .summary: return summary ?? Value(textGraph.bodies.facts(of: id).summary.map { Value($0) })
    case .authors: return authors
    case .tags: return tags
    case .image: return image
    case .content: return Value(validMarkup: textGraph.html(of: id, for: .page))
    case .kind: return kind
    default: return rareValue(of: field)
    }
  }

  /// The graph that has the texts of the render which runs: noted there as one that it read.
  private var textGraph: ViewGraph { RenderTrace.noteText(of: id) ?? graph { $0 } }

  /// What a field shows of the page.
  private static func aspect(of field: Field) -> Dependency.Aspect {
    switch field {
    case .content, .feedContent, .headings, .words, .minutes: .text
    case .tags, .terms, .edition, .section, .ancestors, .previous, .next, .related, .translations: .relations
    case .pages: .list
    // A summary that isn't written in the front matter shows the text as well.
    case .title, .kind, .url, .permalink, .lang, .dir, .date, .updated, .summary, .authors, .image, .alternates,
      .weight, .draft, .noindex, .source, .extra, .slug, .aliases:
      .front
    }
  }

  /// What few templates ask for, and few pages are asked for: made anew each time.
  private func rareValue(of field: Field) -> Value {
    switch field {
    case .title, .url, .permalink, .date, .summary, .authors, .tags, .image, .content, .kind: return .undefined
    case .lang: return Value(page.language)
    case .dir: return Value(WritingDirection(languageCode: page.language).rawValue)
    case .updated: return Value(page.updated.map { Value($0.description) })
    case .feedContent: return Value(utf8: textGraph.html(of: id, for: .feed))
    case .headings: return headings
    case .words: return .int(textGraph.bodies.facts(of: id).wordCount)
    case .minutes: return .int(ReadingTime.minutes(words: textGraph.bodies.facts(of: id).wordCount))
    case .terms:
      return graph { graph in
        Value(
          graph.site.configuration.taxonomies.enumerated().map { index, taxonomy in
            (taxonomy.key, graph.terms(page.terms.filter { graph.site.terms[$0.index].taxonomy == index }))
          })
      }
    case .edition: return graph { $0.page(page.edition) }
    case .section: return graph { $0.page(page.parent) }
    case .ancestors: return graph { ancestors($0) }
    case .pages: return graph { $0.children(of: id) }
    case .previous: return graph { $0.page(page.previous) }
    case .next: return graph { $0.page(page.next) }
    case .related: return graph { related($0) }
    case .translations: return graph { translations($0) }
    case .alternates:
      return graph { graph in Value(graph.site.feeds(listing: id).map { FeedView.summary(of: $0, graph) }) }
    case .weight: return Value(page.weight.map { .int($0) })
    case .draft: return .bool(page.metadata.isDraft)
    case .noindex: return .bool(page.isHiddenFromIndexes)
    case .source: return Value(page.source.map { Value("Content/\($0)") })
    case .extra: return Value(page.metadata.extra)
    case .slug: return Value(page.metadata.slug.map { Value($0) })
    case .aliases: return Value(page.metadata.aliases.map { Value($0) })
    }
  }

  private func ancestors(_ graph: ViewGraph) -> Value {
    let ancestors = graph.site.ancestors(of: id)
    for ancestor in ancestors { RenderTrace.note(.page(ancestor, .relations)) }
    return graph.pages(ancestors)
  }

  private func related(_ graph: ViewGraph) -> Value {
    let related = graph.site.related(to: id, atMost: Self.relatedCount)
    RenderTrace.note(related: related, to: id)
    return graph.pages(related)
  }

  private var headings: Value {
    Value(
      textGraph.bodies.body(of: id).document.headings.map { heading in
        ["level": .int(heading.level), "id": Value(heading.id), "title": Value(heading.title)]
      })
  }

  private static let imageShape = Shape(
    fields: ["url", "permalink", "alt", "credit", "caption", "type", "width", "height"])

  /// Nothing where there is no such picture, which the build says at the page's front matter.
  private static func image(_ image: PageMetadata.Image, on id: PageID, _ graph: ViewGraph) -> Value? {
    guard let (address, source) = graph.bodies.links.picture(image.src, on: id) else { return nil }
    let origin = graph.site.configuration.baseURL.origin
    let size = source.flatMap { graph.bodies.sizes.size(ofSource: $0) }
    return .map(
      Map(
        shape: imageShape,
        values: [
          Value(address), Value(address.hasPrefix("/") ? origin + address : address),
          Value(image.alt.map { Value($0) }), Value(image.credit.map { Value($0) }),
          Value(image.caption.map { Value($0) }),
          Value(ImageSizes.mediaType(of: source ?? image.src).map { Value($0) }),
          Value(size.map { .int($0.width) }), Value(size.map { .int($0.height) }),
        ]))
  }

  private func translations(_ graph: ViewGraph) -> Value {
    Value(
      page.translations.map { id in
        let other = graph.site.pages[id.index]
        RenderTrace.note(.page(id, .front))
        return [
          "lang": Value(other.language), "dir": Value(WritingDirection(languageCode: other.language).rawValue),
          "name": Value(graph.site.configuration.language(other.language)?.name ?? other.language),
          "url": graph.url(other.address), "permalink": graph.permalink(other.address),
          "title": Value(other.title),
        ]
      })
  }
}
