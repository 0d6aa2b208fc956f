import SiteDiagnostics
import SiteModel
import SiteTemplate

/// The site's templates, compiled and linked, and which of them renders what.
struct SiteTemplates: Sendable {
  let set: TemplateSet
  /// The ids that are written out in some template, which no text of a page is given.
  let literalIDs: Set<String>

  /// Compiles the sources together with the built-in templates that none of them replaces.
  static func compile(_ sources: [TemplateSource]) -> (SiteTemplates, [Diagnostic]) {
    var environment = Environment()
    SiteFunctions.register(in: &environment)
    let own = Set(sources.map(\.name))
    let builtIn = BuiltInTemplates.sources.filter { !own.contains($0.name) }.map {
      TemplateSource(name: $0.name, text: SourceText(path: "built-in/\($0.name)", text: $0.text))
    }
    let (set, diagnostics) = TemplateSet.compile(sources + builtIn, environment: environment)
    let ids = sources.lazy.filter { $0.name.hasSuffix(".html") }.flatMap { LiteralIDs.all(in: $0.text.bytes) }
    return (SiteTemplates(set: set, literalIDs: Set(ids)), diagnostics)
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

  /// The templates that take part in what one renders, nearest first; texts bring in any component.
  func chain(of template: String) -> [String] {
    let own = self.set.chain(of: template)
    let known = Set(own)
    return own
      + self.set.names.filter {
        !known.contains($0) && ($0.hasPrefix("components/") || $0.hasPrefix("markdown/"))
      }
  }

  /// The names that containers and shortcodes can have.
  var components: [String] {
    self.set.names.filter { $0.hasPrefix("components/") && $0.hasSuffix(".html") }
      .map { String($0.dropFirst("components/".count).dropLast(".html".count)) }
  }

  /// Those of them that are meant for texts: no template takes them in as a part of its own.
  var componentsForTexts: [String] {
    let parts = self.set.namedByOthers
    return components.filter { !parts.contains("components/\($0).html") }
  }

  /// Templates that `template:` may name: those at the top, apart from parts of pages.
  var pageTemplates: [String] { self.set.names.filter { $0.hasSuffix(".html") && !$0.contains("/") } }
}
