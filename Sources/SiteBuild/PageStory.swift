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
      if omission.fileCount > 0 {
        story.add("with it", omission.fileCount == 1 ? "1 file" : "\(omission.fileCount) files")
      }
      return (story, report.diagnostics)
    }
    guard let index = site.pages.firstIndex(where: { $0.source ?? "" == path }) else {
      if let leaving = loaded.tree.leavings.first(where: { $0.path == "Content/\(path)" }) {
        var story = PageStory()
        story.add("file", leaving.path)
        story.add("left out", leaving.reason.rawValue)
        return (story, report.diagnostics)
      }
      if let address = site.files[String(path)] {
        var story = PageStory()
        story.add("file", "Content/\(path)")
        story.add("kind", "copied as it is")
        story.add("address", site.configuration.baseURL.permalink(of: address))
        if let page = site.withheldFiles[String(path)] {
          let reason = site.omissions.first { $0.source == page }.map { " (\($0.reason))" } ?? ""
          story.add("left out", "with Content/\(page)\(reason), unless a published page refers to it")
        }
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
    let original = site.original(of: page)
    add("published from", page.metadata.publishDate, or: original.flatMap { ($0.source, $0.metadata.publishDate) })
    add("expires", page.metadata.expiryDate, or: original.flatMap { ($0.source, $0.metadata.expiryDate) })
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

  /// A time of the page's own, or its original's.
  private mutating func add(_ label: String, _ own: SiteDate?, or original: (source: String, date: SiteDate?)?) {
    if let own {
      add(label, "\(own)")
    } else if let original, let date = original.date {
      add(label, "\(date), like its original Content/\(original.source)")
    }
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
    case .original(let source, let reason): "\(reason), like its original Content/\(source)"
    }
  }
}
