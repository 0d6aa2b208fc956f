import SiteDiagnostics
import SiteModel
import SiteTemplate

/// Plans the files of pages: any number of them at a time, since none depends on another's.
struct PagePlanner: Sendable {
  /// What is planned for some of a site's pages.
  struct Part: Sendable {
    fileprivate(set) var jobs: [RenderJob] = []
    fileprivate(set) var diagnostics: [Diagnostic] = []
    /// See ``BuildPlan/pageCounts``.
    fileprivate(set) var counts: [PageKind: Int] = [:]
  }

  static let missingKind = "template.missing-kind"

  private let site: Site
  private let templates: SiteTemplates
  private let places: FieldPlaces
  /// The template of each kind that has one.
  private let templateOfKind: [PageKind: String]

  init(site: Site, templates: SiteTemplates, places: FieldPlaces) {
    self.site = site
    self.templates = templates
    self.places = places
    templateOfKind = Dictionary(
      uniqueKeysWithValues: PageKind.allCases.compactMap { kind in templates.template(for: kind).map { (kind, $0) } })
  }

  /// - Parameter pages: their places in the site.
  @Sendable func plan(_ pages: Range<Int>) -> Part {
    var part = Part()
    part.jobs.reserveCapacity(pages.count)
    for index in pages { add(PageID(index), to: &part) }
    return part
  }

  private func add(_ id: PageID, to part: inout Part) {
    let page = site.pages[id.index]
    if isUnwanted(page) { return }
    guard let template = template(of: page, &part.diagnostics) else { return }
    part.counts[page.kind, default: 0] += 1
    // What lists other pages comes right behind the last of them: then their texts are known, and of some still at hand.
    let turn = max(id.index, page.children.lazy.map(\.index).max() ?? 0)
    func add(_ path: String, _ sheet: RenderJob.Sheet?) {
      part.jobs.append(
        RenderJob(
          outputPath: path, template: template, language: page.language, subject: .page(id, sheet: sheet), turn: turn))
    }
    guard let size = sheetSize(of: page) else {
      add(page.outputPath, nil)
      return
    }
    let count = max(1, (page.children.count + size - 1) / size)
    for number in 1...count {
      let range = (number - 1) * size..<min(number * size, page.children.count)
      add(
        page.sheetAddress(number).dropFirst() + "index.html",
        RenderJob.Sheet(number: number, count: count, range: range))
    }
  }

  /// A 404 page that nobody wrote a template for, the index of a taxonomy without terms.
  private func isUnwanted(_ page: Page) -> Bool {
    guard page.source == nil, templateOfKind[page.kind] == nil else { return false }
    switch page.kind {
    case .notFound: return true
    case .taxonomy: return page.taxonomyIndex.map { site.taxonomyIndexes[$0].terms.isEmpty } ?? true
    default: return false
    }
  }

  /// How many pages a sheet of the page's list holds; `nil` where the list isn't paginated.
  private func sheetSize(of page: Page) -> Int? {
    if let term = page.term, let size = site.configuration.taxonomies[site[term].taxonomy].paginate { return size }
    return site.configuration.pagination[page.kind]
  }

  private func template(of page: Page, _ diagnostics: inout [Diagnostic]) -> String? {
    guard let name = page.template else {
      if let known = templateOfKind[page.kind] { return known }
      diagnostics.append(
        .error(
          Self.missingKind, "there is no template `\(page.kind.template)`, which pages of this kind need",
          at: page.source.map { SourceLocation(path: "Content/\($0)") },
          hint: "add `Templates/\(page.kind.template)`"))
      return nil
    }
    if let known = [name, name + ".html"].first(where: templates.set.contains) { return known }
    let near = nearestName(to: name, among: templates.pageTemplates)
    diagnostics.append(
      .error(
        "front-matter.unknown-template", "there is no template `\(name)`",
        at: page.source.map { places.location(of: "template", in: "Content/\($0)") },
        hint: near.map { "did you mean `\($0)`?" }
          ?? "the site has \(templates.pageTemplates.map { "`\($0)`" }.joined(separator: ", "))"))
    return nil
  }
}
