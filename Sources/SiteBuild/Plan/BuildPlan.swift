import SiteDiagnostics
import SiteModel
import SiteTemplate

/// Everything that a build renders, in an order that depends on the site alone.
struct BuildPlan {
  private(set) var jobs: [RenderJob] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// How many pages of each kind are rendered; a paginated list counts once.
  private(set) var pageCounts: [PageKind: Int] = [:]
  private let site: Site
  private let templates: SiteTemplates

  /// - Parameter tasks: how many parts of the site are planned at a time.
  static func make(of site: Site, _ templates: SiteTemplates, places: FieldPlaces, tasks: Int) async -> BuildPlan {
    var plan = BuildPlan(site: site, templates: templates)
    let planner = PagePlanner(site: site, templates: templates, places: places)
    let parts = stride(from: 0, to: site.pages.count, by: partSize).map { start in
      start..<min(start + partSize, site.pages.count)
    }
    for part in await concurrently(parts, jobs: tasks, planner.plan) { plan.add(part) }
    plan.addFeeds()
    plan.addRedirects()
    plan.addSiteFiles()
    plan.sort()
    return plan
  }

  /// Of pages: enough that a part is worth handing over.
  private static let partSize = 256

  private init(site: Site, templates: SiteTemplates) {
    self.site = site
    self.templates = templates
    jobs.reserveCapacity(site.pages.count + site.pages.count / 4)
  }

  /// What each job asks for.
  func fingerprints(in site: SiteFingerprints, tasks: Int) async -> [(path: String, fingerprint: UInt64)] {
    await concurrently(jobs, jobs: tasks) { ($0.outputPath, $0.fingerprint(in: site)) }
  }

  private mutating func add(_ part: PagePlanner.Part) {
    jobs += part.jobs
    pageCounts.merge(part.counts, uniquingKeysWith: +)
    for new in part.diagnostics {
      // That a kind has no template is said once.
      if new.id == PagePlanner.missingKind, diagnostics.contains(where: { $0.message == new.message }) { continue }
      diagnostics.append(new)
    }
  }

  /// Puts each job in its turn.
  private mutating func sort() {
    jobs = jobs.indices.sorted { (jobs[$0].turn, $0) < (jobs[$1].turn, $1) }.map { jobs[$0] }
  }

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
      add(
        String(feed.address.dropFirst()), feed.format.template, feed.language, .feed(feed),
        turn: feed.pages.lazy.map(\.index).max() ?? 0)
    }
  }

  private mutating func addRedirects() {
    for redirect in site.redirects {
      add(
        redirect.outputPath, "redirect.html", site[redirect.to].language, .redirect(to: redirect.to),
        turn: redirect.to.index)
    }
  }

  private mutating func addSiteFiles() {
    let language = site.configuration.defaultLanguage.code
    let listed = site.pages.indices.map(PageID.init).filter { id in
      site.pages[id.index].kind != .notFound && !site.pages[id.index].isHiddenFromIndexes
    }
    // The longest job of all, which wants no text: last of all it would keep every other processor waiting.
    add("sitemap.xml", "sitemap.xml", language, .sitemap(listed), turn: -1)
    add("robots.txt", "robots.txt", language, .robots, turn: -1)
  }

  private mutating func add(
    _ path: String, _ template: String, _ language: String, _ subject: RenderJob.Subject, turn: Int
  ) {
    jobs.append(RenderJob(outputPath: path, template: template, language: language, subject: subject, turn: turn))
  }
}
