import SiteDiagnostics
import SiteMarkdown
import SiteModel

/// Looks whether every link and picture of a page leads somewhere.
final class LinkChecker: Sendable {
  private let site: Site
  private let bodies: BodyRenderer
  private let suggestions: LinkSuggestions
  private let pictures: PictureChecker
  private let remedies: LinkRemedies
  private let hearsAll: Bool

  /// - Parameter hearsAll: whether what the site switched off is told too, as loud as it is by itself.
  init(site: Site, bodies: BodyRenderer, hearsAll: Bool = false) {
    self.site = site
    self.bodies = bodies
    self.hearsAll = hearsAll
    suggestions = LinkSuggestions(site: site)
    pictures = PictureChecker(site: site, links: bodies.links, suggestions: suggestions)
    remedies = LinkRemedies(site: site, links: bodies.links, suggestions: suggestions)
  }

  /// Adds what is wrong with the links of a page and with the picture of its front matter, and the headings of other pages
  /// that they name.
  func check(_ body: PageBody, of id: PageID, into review: inout BodyReview) {
    if let name = site[id].image?.src, let severity = severity(of: "link.missing-image", on: id),
      let problem = pictures.problem(with: name, of: id, in: body.source)
    {
      review.diagnostics.append(
        Diagnostic(severity, id: problem.id, problem.message, at: problem.location, hint: problem.hint))
    }
    review.diagnostics += diagnostics(for: body, of: id) { link in
      let finding = bodies.links.find(link.destination, on: id)
      RenderTrace.note(finding)
      if let problem = remedies.problem(finding.resolution, link, on: id) { return problem }
      if link.kind == .image, let (message, hint) = pictures.problem(with: link, found: finding.resolution, of: id) {
        return LinkProblem("link.missing-image", message, hint: hint)
      }
      guard case .page(let target, let suffix) = finding.resolution, let anchor = LinkResolver.anchor(in: suffix) else {
        return nil
      }
      if target != id {
        review.references.append(.init(page: target, anchor: .init(anchor)))
        return nil
      }
      return body.document.has(anchor: anchor) ? nil : missing(anchor, link, on: target, body, from: id)
    }
  }

  /// What is wrong with the Markdown itself. A link or picture that stayed text is an error where its file is there:
  /// then one meaning is left.
  func diagnosticsOfText(of body: PageBody, on id: PageID) -> [Diagnostic] {
    var diagnostics = body.diagnostics
    for link in body.document.unreadLinks where link.diagnostic < diagnostics.count {
      let finding = bodies.links.find(link.destination, on: id)
      RenderTrace.note(finding)
      let known = diagnostics[link.diagnostic]
      switch finding.resolution {
      case .page, .generated, .file:
        diagnostics[link.diagnostic] = Diagnostic(
          .error, id: "link.left-as-text", "`\(link.destination)` is there, but \(known.message)", at: known.location,
          hint: known.hint, fix: link.fix ?? known.fix)
      case .external, .missing: break
      }
    }
    return diagnostics
  }

  /// The links of a page to headings which other pages don't have.
  func problemsBetweenPages(on id: PageID) -> [Diagnostic] {
    diagnostics(for: bodies.body(of: id), of: id) { link in
      guard case .page(let target, let suffix) = bodies.links.resolve(link.destination, on: id), target != id,
        let anchor = LinkResolver.anchor(in: suffix)
      else { return nil }
      let body = bodies.body(of: target)
      return body.document.has(anchor: anchor) ? nil : missing(anchor, link, on: target, body, from: id)
    }
  }

  private func diagnostics(for body: PageBody, of id: PageID, _ problem: (MarkdownLink) -> LinkProblem?) -> [Diagnostic]
  {
    var diagnostics: [Diagnostic] = []
    // Links by one reference have one place, which is told once.
    var told: Set<Place> = []
    var places: (links: LinkPlaces, lines: SourceCursor)?
    for link in body.document.links {
      guard let problem = problem(link), let severity = severity(of: problem.id, on: id) else { continue }
      var known = places ?? (LinkPlaces(of: body.document.links, in: body.source), SourceCursor(body.source))
      let range = known.links.place(of: link).destination
      if told.insert(Place(range: range, id: problem.id)).inserted {
        let location = known.lines.location(of: range)
        diagnostics.append(problem.diagnostic(severity, of: link, at: location, range, in: body.source))
      }
      places = known
    }
    return diagnostics
  }

  private struct Place: Hashable {
    let range: Range<Int>
    let id: String
  }

  private func severity(of rule: String, on page: PageID) -> Diagnostic.Severity? {
    hearsAll ? .error : site.severity(of: rule, on: page)
  }

  private func missing(
    _ anchor: String, _ link: MarkdownLink, on target: PageID, _ body: PageBody, from id: PageID
  ) -> LinkProblem {
    let place = target == id ? "on this page" : "on `\(site[target].source ?? site[target].address)`"
    let message = "there is no heading `#\(anchor)` \(place)"
    let known = body.document.anchors
    if let meant = Self.sameAnchor(as: anchor, among: known),
      let hash = link.destination.firstIndex(of: "#")
    {
      return LinkProblem("link.missing-anchor", message, write: link.destination[..<hash] + "#" + meant)
    }
    let near = suggestions.nearest(to: anchor, on: target, among: known)
    return LinkProblem(
      "link.missing-anchor", message,
      hint: near.map { "did you mean `#\($0)`?" } ?? pictures.hint(forFile: "#" + anchor, from: id)
        ?? headings(of: body, isOwn: target == id))
  }

  /// The anchor that differs in nothing but how it is written: capitals, umlauts, blanks.
  private static func sameAnchor(as anchor: String, among known: [String]) -> String? {
    let slug = slug(of: anchor)
    if !slug.isEmpty, known.contains(slug) { return slug }
    let lower = anchor.lowercased()
    let same = known.filter { $0.lowercased() == lower }
    return same.count == 1 ? same[0] : nil
  }

  private func headings(of body: PageBody, isOwn: Bool) -> String {
    let ids = body.document.headings.lazy.map(\.id).filter { !$0.isEmpty }.prefix(8)
    if ids.isEmpty { return "\(isOwn ? "this" : "that") page has no headings" }
    return "its headings are " + ids.map { "`#\($0)`" }.joined(separator: ", ")
  }
}
