import SiteDiagnostics
import SiteMarkdown
import SiteModel
import SiteTemplate

/// Looks whether every container and shortcode of a page has a template.
struct ComponentChecker: Sendable {
  let site: Site
  let templates: SiteTemplates
  let folder: SourceFolder

  func check(_ id: PageID, _ document: MarkdownDocument) -> [Diagnostic] {
    guard !document.html.components.isEmpty, let file = site[id].source else { return [] }
    let unknown = document.html.components.filter { component in
      if case .hook = component.kind { return false }
      return !templates.set.contains("components/\(component.name).html")
    }
    guard !unknown.isEmpty else { return [] }
    let source = RelativePath("Content/\(file)").flatMap { folder.text($0).0 }
    return unknown.map { component in
      let near = nearestName(to: component.name, among: templates.components)
      return .error(
        "component.unknown", "there is no component `\(component.name)`",
        at: source?.location(of: component.source) ?? SourceLocation(path: "Content/\(file)"),
        hint: near.map { "did you mean `\($0)`?" } ?? "add `Templates/components/\(component.name).html`")
    }
  }
}
