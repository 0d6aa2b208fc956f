import SiteDiagnostics
import SiteMarkdown
import SiteModel

/// Looks whether every link and picture of every page leads somewhere.
struct LinkChecker: Sendable {
  let site: Site
  let links: LinkResolver
  let folder: SourceFolder
  private let suggestions: LinkSuggestions

  init(site: Site, links: LinkResolver, folder: SourceFolder) {
    self.site = site
    self.links = links
    self.folder = folder
    suggestions = LinkSuggestions(site: site)
  }

  func check(_ id: PageID, _ document: MarkdownDocument) -> [Diagnostic] {
    guard !document.links.isEmpty, let file = site[id].source else { return [] }
    var diagnostics: [Diagnostic] = []
    var places: (links: LinkPlaces, lines: SourceCursor)?
    for link in document.links {
      let resolution = links.resolve(link.destination, on: id)
      guard let problem = self.problem(resolution, link, on: id) else { continue }
      if places == nil, let source = RelativePath("Content/\(file)").flatMap({ folder.text($0).0 }) {
        places = (LinkPlaces(of: document.links, in: source), SourceCursor(source))
      }
      let range = places?.links.place(of: link).destination
      let location = range.flatMap { places?.lines.location(of: $0) }
      diagnostics.append(
        .error(problem.id, problem.message, at: location ?? SourceLocation(path: "Content/\(file)"), hint: problem.hint)
      )
    }
    return diagnostics
  }

  private func problem(
    _ resolution: LinkResolver.Resolution, _ link: MarkdownLink, on id: PageID
  ) -> (id: String, message: String, hint: String?)? {
    switch resolution {
    case .external, .page, .generated, .file: return nil
    case .missingAnchor(let target, let anchor):
      let near = suggestions.nearest(to: anchor, on: target)
      let place = target == id ? "on this page" : "on `\(site[target].source ?? site[target].address)`"
      return (
        "link.missing-anchor", "there is no heading `#\(anchor)` \(place)",
        near.map { "did you mean `#\($0)`?" } ?? headings(of: target)
      )
    case .missing(let path):
      let what = link.kind == .image ? "picture" : "page or file"
      let near = suggestions.nearest(to: path, link.kind)
      return (
        link.kind == .image ? "link.missing-image" : "link.missing-target",
        "there is no \(what) `\(link.destination)`",
        near.map { "did you mean `\($0)`?" } ?? "check how it is spelled; the path starts at the folder of this page"
      )
    }
  }

  private func headings(of id: PageID) -> String {
    let ids = site[id].body.headings.lazy.map(\.id).filter { !$0.isEmpty }.prefix(8)
    if ids.isEmpty { return "that page has no headings" }
    return "its headings are " + ids.map { "`#\($0)`" }.joined(separator: ", ")
  }
}
