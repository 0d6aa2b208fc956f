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
    return unknown.map { component in
      let near = nearestName(to: component.name, among: templates.components)
      return .error(
        "component.unknown", "there is no component `\(component.name)`",
        at: body.source.location(of: component.source),
        hint: near.map { "did you mean `\($0)`?" } ?? "add `Templates/components/\(component.name).html`")
    }
  }
}
