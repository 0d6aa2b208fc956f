import SiteDiagnostics
import SiteModel
import SiteTemplate

/// Everything that a build renders, in an order that depends on the site alone.
struct BuildPlan {
  private(set) var jobs: [RenderJob] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let site: Site
  private let templates: SiteTemplates
  /// The template of each kind that has one.
  private let templateOfKind: [PageKind: String]

  private let places: FieldPlaces

  init(site: Site, templates: SiteTemplates, places: FieldPlaces) {
    self.site = site
    self.places = places
    self.templates = templates
    templateOfKind = Dictionary(
      uniqueKeysWithValues: PageKind.allCases.compactMap { kind in templates.template(for: kind).map { (kind, $0) } })
    jobs.reserveCapacity(site.pages.count + site.pages.count / 4)
    for index in site.pages.indices { addPage(PageID(index)) }
    addFeeds()
    addRedirects()
    addSiteFiles()
    sort()
  }

  /// What each job asks for.
  func fingerprints(in site: SiteFingerprints) -> [(path: String, fingerprint: UInt64)] {
    jobs.map { ($0.outputPath, $0.fingerprint(in: site)) }
  }

  /// How many pages of each kind are rendered; a paginated list counts once.
  var pageCounts: [PageKind: Int] {
    var counts: [PageKind: Int] = [:]
    for job in jobs {
      guard case .page(let id, let sheet) = job.subject, sheet?.number ?? 1 == 1 else { continue }
      counts[site.pages[id.index].kind, default: 0] += 1
    }
    return counts
  }

  /// Puts what shows other pages, lists and feeds, right behind the last of them: then their texts are known, and of
  /// some still at hand.
  private mutating func sort() {
    let places = jobs.map { job in
      switch job.subject {
      case .page(let id, _): max(id.index, site.pages[id.index].children.lazy.map(\.index).max() ?? 0)
      case .feed(let feed): feed.pages.lazy.map(\.index).max() ?? 0
      case .redirect(let id): id.index
      // The longest job of all, which wants no text: last of all it would keep every other processor waiting.
      case .sitemap, .robots: -1
      }
    }
    jobs = jobs.indices.sorted { (places[$0], $0) < (places[$1], $1) }.map { jobs[$0] }
  }

  // MARK: Pages

  private mutating func addPage(_ id: PageID) {
    let page = site.pages[id.index]
    if isUnwanted(page) { return }
    guard let template = template(of: page) else { return }
    guard let size = sheetSize(of: page) else {
      add(page.outputPath, template, page.language, .page(id, sheet: nil))
      return
    }
    let count = max(1, (page.children.count + size - 1) / size)
    for number in 1...count {
      let range = (number - 1) * size..<min(number * size, page.children.count)
      let address = page.sheetAddress(number)
      add(
        address.dropFirst() + "index.html", template, page.language,
        .page(id, sheet: .init(number: number, count: count, range: range)))
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

  private mutating func template(of page: Page) -> String? {
    guard let name = page.template else {
      if let known = templateOfKind[page.kind] { return known }
      let missing = Diagnostic.error(
        "template.missing-kind", "there is no template `\(page.kind.template)`, which pages of this kind need",
        at: page.source.map { SourceLocation(path: "Content/\($0)") }, hint: "add `Templates/\(page.kind.template)`")
      if !diagnostics.contains(where: { $0.message == missing.message }) { diagnostics.append(missing) }
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

  // MARK: The rest

  private mutating func addFeeds() {
    var feeds = site.configuration.languages.flatMap { site.siteFeeds($0.code) }
    for index in site.pages.indices { feeds += site.feeds(listing: PageID(index)) }

    let missing = Set(feeds.map(\.format)).filter { !templates.set.contains($0.template) }
    for format in missing.sorted(by: { $0.rawValue < $1.rawValue }) {
      diagnostics.append(
        .error(
          "template.missing-feed",
          "there is no template `\(format.template)` for feeds of the format `\(format.rawValue)`",
          at: SourceLocation(path: site.configuration.path),
          hint: "add `Templates/\(format.template)`, or take `\(format.rawValue)` out of `feeds: formats:`"))
    }
    for feed in feeds where !missing.contains(feed.format) {
      add(String(feed.address.dropFirst()), feed.format.template, feed.language, .feed(feed))
    }
  }

  private mutating func addRedirects() {
    for redirect in site.redirects {
      add(redirect.outputPath, "redirect.html", site[redirect.to].language, .redirect(to: redirect.to))
    }
  }

  private mutating func addSiteFiles() {
    let language = site.configuration.defaultLanguage.code
    let listed = site.pages.indices.map(PageID.init).filter { id in
      site.pages[id.index].kind != .notFound && !site.pages[id.index].isHiddenFromIndexes
    }
    add("sitemap.xml", "sitemap.xml", language, .sitemap(listed))
    add("robots.txt", "robots.txt", language, .robots)
  }

  private mutating func add(_ path: String, _ template: String, _ language: String, _ subject: RenderJob.Subject) {
    jobs.append(RenderJob(outputPath: path, template: template, language: language, subject: subject))
  }
}
