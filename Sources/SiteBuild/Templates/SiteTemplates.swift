import SiteDiagnostics
import SiteModel
import SiteTemplate

/// The site's templates, compiled and linked, and which of them renders what.
struct SiteTemplates: Sendable {
  let set: TemplateSet

  /// Compiles the sources together with the built-in templates that none of them replaces.
  static func compile(_ sources: [TemplateSource]) -> (SiteTemplates, [Diagnostic]) {
    var environment = Environment()
    SiteFunctions.register(in: &environment)
    let own = Set(sources.map(\.name))
    let builtIn = BuiltInTemplates.sources.filter { !own.contains($0.name) }.map {
      TemplateSource(name: $0.name, text: SourceText(path: "built-in/\($0.name)", text: $0.text))
    }
    let (set, diagnostics) = TemplateSet.compile(sources + builtIn, environment: environment)
    return (SiteTemplates(set: set), diagnostics)
  }

  /// The template of a kind of page, or the nearest more general one that the site has.
  func template(for kind: PageKind) -> String? {
    let candidates: [String] =
      switch kind {
      case .home: ["home.html", "section.html", "page.html"]
      case .edition: ["edition.html", "section.html", "page.html"]
      case .section: ["section.html", "page.html"]
      case .article: ["article.html", "page.html"]
      case .page: ["page.html"]
      case .taxonomy: ["taxonomy.html"]
      case .term: ["term.html"]
      case .notFound: ["404.html"]
      }
    return candidates.first(where: set.contains)
  }

  /// The names that containers and shortcodes can have.
  var components: [String] {
    self.set.names.filter { $0.hasPrefix("components/") && $0.hasSuffix(".html") }
      .map { String($0.dropFirst("components/".count).dropLast(".html".count)) }
  }

  /// Templates that `template:` may name: those at the top, apart from parts of pages.
  var pageTemplates: [String] { self.set.names.filter { $0.hasSuffix(".html") && !$0.contains("/") } }
}
