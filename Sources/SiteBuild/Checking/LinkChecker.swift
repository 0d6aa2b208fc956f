import SiteDiagnostics
import SiteMarkdown
import SiteModel

/// Looks whether every link and picture of a page leads somewhere.
final class LinkChecker: Sendable {
  private let site: Site
  private let bodies: BodyRenderer
  private let suggestions: LinkSuggestions
  private let pictures: PictureChecker

  init(site: Site, bodies: BodyRenderer) {
    self.site = site
    self.bodies = bodies
    suggestions = LinkSuggestions(site: site)
    pictures = PictureChecker(site: site, links: bodies.links, suggestions: suggestions)
  }

  private struct Problem {
    let id: String
    let message: String
    let hint: String?
  }

  /// Adds what is wrong with the links of a page and with the picture of its front matter, and the headings of other pages
  /// that they name.
  func check(_ body: PageBody, of id: PageID, into review: inout BodyReview) {
    if let name = site[id].image?.src, let diagnostic = pictures.problem(with: name, of: id, in: body.source) {
      review.diagnostics.append(diagnostic)
    }
    review.diagnostics += diagnostics(for: body) { link in
      let finding = bodies.links.find(link.destination, on: id)
      RenderTrace.note(finding)
      if link.kind == .image, let (message, hint) = pictures.problem(with: link, found: finding.resolution, of: id) {
        return Problem(id: "link.missing-image", message: message, hint: hint)
      }
      guard case .page(let target, let suffix) = finding.resolution, let anchor = LinkResolver.anchor(in: suffix) else {
        return problem(finding.resolution, link, on: id)
      }
      if target != id {
        review.references.append(.init(page: target, anchor: .init(anchor)))
        return nil
      }
      return body.document.anchors.contains(anchor) ? nil : missing(anchor, on: target, body, from: id)
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
    diagnostics(for: bodies.body(of: id)) { link in
      guard case .page(let target, let suffix) = bodies.links.resolve(link.destination, on: id), target != id,
        let anchor = LinkResolver.anchor(in: suffix)
      else { return nil }
      let body = bodies.body(of: target)
      return body.document.anchors.contains(anchor) ? nil : missing(anchor, on: target, body, from: id)
    }
  }

  private func diagnostics(for body: PageBody, _ problem: (MarkdownLink) -> Problem?) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var places: (links: LinkPlaces, lines: SourceCursor)?
    for link in body.document.links {
      guard let problem = problem(link) else { continue }
      var known = places ?? (LinkPlaces(of: body.document.links, in: body.source), SourceCursor(body.source))
      let location = known.lines.location(of: known.links.place(of: link).destination)
      places = known
      diagnostics.append(.error(problem.id, problem.message, at: location, hint: problem.hint))
    }
    return diagnostics
  }

  private func problem(_ resolution: LinkResolver.Resolution, _ link: MarkdownLink, on id: PageID) -> Problem? {
    guard case .missing(let path) = resolution else { return nil }
    let what = link.kind == .image ? "picture" : "page or file"
    let near = suggestions.nearest(to: path, link.kind).map {
      AddressText.written(path: suggestions.relative($0, to: id))
    }
    return Problem(
      id: link.kind == .image ? "link.missing-image" : "link.missing-target",
      message: "there is no \(what) `\(link.destination)`",
      hint: near.map { "did you mean `\($0)`?" }
        ?? "check how it is spelled; the path starts at the folder of this page"
    )
  }

  private func missing(_ anchor: String, on target: PageID, _ body: PageBody, from id: PageID) -> Problem {
    let near = suggestions.nearest(to: anchor, on: target, among: body.document.anchors)
    let place = target == id ? "on this page" : "on `\(site[target].source ?? site[target].address)`"
    return Problem(
      id: "link.missing-anchor", message: "there is no heading `#\(anchor)` \(place)",
      hint: near.map { "did you mean `#\($0)`?" } ?? pictures.hint(forFile: "#" + anchor, from: id)
        ?? headings(of: body))
  }

  private func headings(of body: PageBody) -> String {
    let ids = body.document.headings.lazy.map(\.id).filter { !$0.isEmpty }.prefix(8)
    if ids.isEmpty { return "that page has no headings" }
    return "its headings are " + ids.map { "`#\($0)`" }.joined(separator: ", ")
  }
}
