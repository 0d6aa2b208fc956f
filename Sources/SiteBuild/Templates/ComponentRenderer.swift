import SiteDiagnostics
import SiteMarkdown
import SiteModel
import SiteTemplate

/// Renders what Markdown leaves to templates: containers and shortcodes (`Templates/components/`), and elements with a
/// hook (`Templates/markdown/`). One that can't be rendered leaves its body as it is; why is noted in the ``RenderTrace``.
final class ComponentRenderer: Sendable {
  private let templates: SiteTemplates

  init(templates: SiteTemplates) { self.templates = templates }

  /// The elements that a template of the site renders.
  var hooks: Set<RenderHook> {
    Set(RenderHook.allCases.filter { templates.set.contains("markdown/\($0.rawValue).html") })
  }

  /// What they mean for the site's texts.
  var surroundings: MarkdownSurroundings { MarkdownSurroundings(hooks: hooks, reservedIDs: templates.literalIDs) }

  /// - Parameter place: where a text asks for the component.
  func render(
    _ component: MarkdownComponent, body: [UInt8], address: String?, host: RenderHost,
    place: () -> SourceLocation?, into output: inout [UInt8]
  ) {
    let folder = if case .hook = component.kind { "markdown" } else { "components" }
    let name = "\(folder)/\(component.name).html"
    guard templates.set.contains(name) else {
      output += component.fallback(body: body, address: address)
      return
    }
    var arguments: [(String, Value)] = component.arguments.map { ($0.name, Value($0.value)) }
    let title = arguments.first { $0.0 == "title" }?.1
    if let address { arguments.append(("url", Value(address))) }
    let context: [(String, Value)] = [
      ("name", Value(component.name)), ("title", Value(title)), ("body", Value(markup: body)),
      ("arguments", Value(arguments)), ("url", Value(address.map { Value($0) })),
      ("page", host.page.map { host.graph.page($0) } ?? .undefined), ("lang", Value(host.language)),
      ("dir", Value(WritingDirection(languageCode: host.language).rawValue)),
      ("site", host.graph.site(host.language)),
    ]
    do throws(RenderError) {
      output += try templates.set.render(name, context: Value(context), host: host)
    } catch {
      output += body
      let place = Diagnostic.Note("`\(component.name)` stands here", at: place())
      for var diagnostic in error.diagnostics {
        diagnostic.notes.append(place)
        RenderTrace.note(diagnostic)
      }
    }
  }
}

extension Value {
  /// An argument of a component as templates see it.
  fileprivate init(_ argument: MarkdownComponent.Value) {
    switch argument {
    case .string(let text): self = Value(text)
    case .integer(let number): self = .int(number)
    case .double(let number): self = .float(number)
    case .bool(let truth): self = .bool(truth)
    }
  }
}
