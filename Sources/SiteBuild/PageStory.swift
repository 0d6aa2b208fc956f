package import SiteDiagnostics
import SiteModel

/// Everything about one source file: what it is, where it goes, where it appears, or why it doesn't.
package struct PageStory: Sendable {
  package struct Line: Sendable {
    package let label: String
    package let text: String
  }

  package private(set) var lines: [Line] = []

  /// The story of a source file, named as the user sees it (`Content/ausgaben/…`, or without `Content/`); `nil` with
  /// diagnostics where the site has no such file or can't be read.
  package static func tell(_ file: String, options: BuildOptions) async -> (PageStory?, [Diagnostic]) {
    var report = BuildReport()
    guard let loaded = await SiteLoader.load(options, report: &report) else { return (nil, report.diagnostics) }
    let site = loaded.site
    var path = Substring(file)
    for prefix in [options.source + "/", "./", "Content/"] where path.hasPrefix(prefix) {
      path = path.dropFirst(prefix.count)
    }
    if let omission = site.omissions.first(where: { $0.source == path }) {
      var story = PageStory()
      story.add("file", "Content/\(path)")
      story.add("left out", omission.reason.description)
      return (story, report.diagnostics)
    }
    guard let index = site.pages.firstIndex(where: { $0.source ?? "" == path }) else {
      if let address = site.files[String(path)] {
        var story = PageStory()
        story.add("file", "Content/\(path)")
        story.add("kind", "copied as it is")
        story.add("address", site.configuration.baseURL.permalink(of: address))
        return (story, report.diagnostics)
      }
      let known = site.pages.compactMap(\.source) + site.omissions.map(\.source)
      let near = nearestName(to: String(path), among: known)
      let unknown = Diagnostic.error(
        "explain.unknown-file", "the site has no page `Content/\(path)`",
        hint: near.map { "did you mean `Content/\($0)`?" })
      return (nil, report.diagnostics + [unknown])
    }
    return (PageStory(PageID(index), loaded), report.diagnostics)
  }

  private init() {}

  private init(_ id: PageID, _ loaded: LoadedSite) {
    let site = loaded.site
    let page = site[id]
    let base = site.configuration.baseURL
    add("file", "Content/\(page.source ?? "")")
    add("title", page.metadata.title)
    add("kind", page.kind.rawValue)
    add("language", page.language)
    add("address", base.permalink(of: page.address))
    add("written to", page.outputPath)
    add("template", page.metadata.template ?? loaded.templates.template(for: page.kind) ?? "none")
    if let date = page.metadata.date { add("date", "\(date)") }
    if let updated = page.metadata.updated { add("updated", "\(updated)") }
    if let date = page.metadata.publishDate { add("published from", "\(date)") }
    if let date = page.metadata.expiryDate { add("expires", "\(date)") }
    add("now", "\(site.clock.today) (\(site.configuration.timeZone))")
    if page.metadata.isDraft { add("draft", "yes") }
    for alias in page.metadata.aliases { add("alias", base.permalink(of: alias)) }
    for other in page.translations { add("translation", "\(site[other].language): \(site[other].address)") }
    let missing = site.configuration.languages.map(\.code).filter { code in
      code != page.language && !page.translations.contains { site[$0].language == code }
    }
    for code in missing { add("no translation", code) }
    for term in page.terms {
      add("listed in", "\(site.configuration.taxonomies[site[term].taxonomy].key): \(site[term].address)")
    }
    for (index, list) in site.pages.enumerated() where list.term == nil && list.children.contains(id) {
      add("listed in", "\(list.kind.rawValue): \(site.pages[index].address)")
    }
    let feeds = site.siteFeeds(page.language) + page.terms.flatMap { site.feeds(of: $0) }
    for feed in feeds where feed.pages.contains(id) { add("feed", feed.address) }
    if page.metadata.isHiddenFromIndexes { add("sitemap", "left out: noindex") }
    if let id = page.previous { add("previous", site[id].address) }
    if let id = page.next { add("next", site[id].address) }
  }

  private mutating func add(_ label: String, _ text: String) { lines.append(Line(label: label, text: text)) }
}

extension Omission.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .draft: "draft"
    case .future(let date): "its date lies ahead: \(date)"
    case .unpublished(let date): "to be published on \(date)"
    case .expired(let date): "expired on \(date)"
    case .edition(let edition): "its edition is left out: Content/\(edition)"
    }
  }
}
