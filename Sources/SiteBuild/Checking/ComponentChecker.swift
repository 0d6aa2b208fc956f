import SiteDiagnostics
import SiteMarkdown
import SiteTemplate

/// Looks whether every container and shortcode of a page has a template.
struct ComponentChecker: Sendable {
  let templates: SiteTemplates

  func check(_ body: PageBody) -> [Diagnostic] {
    let unknown = body.document.html.components.filter { component in
      if case .hook = component.kind { return false }
      return !templates.set.contains("components/\(component.name).html")
    }
    if unknown.isEmpty { return [] }
    let known = templates.componentsForTexts
    return unknown.map { component in
      .error(
        "component.unknown", "there is no component `\(component.name)`",
        at: body.source.location(of: component.source), hint: hint(for: component.name, known))
    }
  }

  private func hint(for name: String, _ known: [String]) -> String {
    if let near = nearestName(to: name, among: known) { return "did you mean `\(near)`?" }
    let own = "a new one is a template: `Templates/components/\(name).html`"
    if known.isEmpty { return "the site has none; \(own)" }
    return
      "the site has \(known.prefix(8).map { "`\($0)`" }.joined(separator: ", "))\(known.count > 8 ? ", …" : ""); \(own)"
  }
}
