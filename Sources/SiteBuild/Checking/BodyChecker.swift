import SiteDiagnostics
import SiteMarkdown
import SiteModel

/// Looks through the texts of pages: whether their links lead somewhere and their components have templates.
///
/// A class, because every page that is rendered holds on to it.
final class BodyChecker: Sendable {
  private let site: Site
  private let bodies: BodyRenderer
  private let links: LinkChecker
  private let components: ComponentChecker

  /// - Parameter hearsAll: whether what the site set lower is told too: a check judges by itself.
  init(_ loaded: LoadedSite, hearsAll: Bool = false) {
    site = loaded.site
    bodies = loaded.graph.bodies
    links = LinkChecker(site: loaded.site, bodies: loaded.graph.bodies, hearsAll: hearsAll)
    components = ComponentChecker(templates: loaded.templates)
  }

  func review(_ id: PageID) -> BodyReview? { review(id, bodies.body(of: id)) }

  /// `nil` for a page that no file stands behind.
  func review(_ id: PageID, _ body: PageBody) -> BodyReview? {
    guard site[id].source != nil else { return nil }
    RenderTrace.note(.page(id, .text))
    var review = BodyReview(
      diagnostics: links.diagnosticsOfText(of: body, on: id) + components.check(body),
      anchors: (body.document.anchors + body.document.movedIDs.keys.sorted()).map { .init($0) })
    links.check(body, of: id, into: &review)
    return review
  }

  /// Of all pages, where nothing is to be rendered.
  func problems(jobs: Int) async -> [Diagnostic] {
    let pages = site.pages.indices.map { PageID($0) }
    let reviews = await concurrently(pages, jobs: jobs) { id in self.review(id).map { (id, $0) } }.compactMap(\.self)
    return reviews.flatMap(\.1.diagnostics) + problems(between: reviews)
  }

  /// Links to headings of other pages which those don't have.
  func problems(between reviews: [(page: PageID, review: BodyReview)]) -> [Diagnostic] {
    var anchors: [PageID: [BodyReview.Anchor]] = [:]
    for (_, review) in reviews {
      for reference in review.references { anchors[reference.page] = [] }
    }
    if anchors.isEmpty { return [] }
    for (page, review) in reviews where anchors[page] != nil { anchors[page] = review.anchors }
    return reviews.filter { _, review in
      review.references.contains { anchors[$0.page]?.contains($0.anchor) == false }
    }.flatMap { page, _ in links.problemsBetweenPages(on: page) }
  }
}
