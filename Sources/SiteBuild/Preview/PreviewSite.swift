import SiteDiagnostics
import SiteModel

/// A site that is built again and again while somebody works on it, in memory.
///
/// After each build its files are byte for byte those that `SiteBuilder` writes, and so are the diagnostics.
package actor PreviewSite {
  private var options: BuildOptions
  /// Scheme, host and port of the preview: they take the place of those in `baseURL`, whose path stays.
  private let origin: String
  private var last = PreviewBuild()
  /// Of the files that are not held in memory: what tells their states apart.
  private var stamps: [String: FileStatus] = [:]
  /// The last version without mistakes, and what has changed since.
  private var good: SiteVersion?
  private var changesSinceGood = SourceChanges([])
  private var memory = SiteLoader.Memory()

  package init(options: BuildOptions, origin: String) {
    self.options = options
    self.options.hasPlainAssets = true
    self.origin = origin
  }

  /// Builds the site as it is now.
  ///
  /// - Parameters:
  ///   - changes: what may have changed since the last call; ignored by the first one.
  ///   - now: the present, which moves on while the preview runs.
  package func rebuild(_ changes: SourceChanges, now: Present) async -> PreviewBuild {
    options.now = now
    options.baseURL = localBaseURL()
    memory.changes.formUnion(changes)
    changesSinceGood.formUnion(changes)
    if let good, let revision = await good.revised(by: changesSinceGood, options) {
      return finish(
        revision.version, diagnostics: revision.version.diagnostics, edited: changes, anew: revision.numbers)
    }
    var report = BuildReport()
    let version = await SiteVersion.build(options, memory: memory, after: good, changesSinceGood, report: &report)
    if let pages = version?.loaded.pages { memory = SiteLoader.Memory(pages: pages) }
    return finish(
      version, diagnostics: version?.diagnostics ?? report.diagnostics.inReadingOrder(), edited: changes, anew: nil)
  }

  /// Whether the passing of time alone has made another site since the last build.
  package func isOutdated(at now: Present) -> Bool { last.isGood && !(good?.holds(at: now) ?? true) }

  /// - Parameter anew: the jobs whose files may differ from the last good version's; `nil` for all.
  private func finish(
    _ version: SiteVersion?, diagnostics: [Diagnostic], edited changes: SourceChanges, anew: [Int]?
  ) -> PreviewBuild {
    last.diagnostics = diagnostics
    guard let version, !version.rendered.isEmpty,
      !diagnostics.hasErrors || !version.unseen.areExceeded(by: diagnostics)
    else {
      last.isGood = false
      last.changed = []
      last.rendered = []
      last.edited = []
      return last
    }
    if anew == nil { describe(version) }
    last.isGood = true
    last.edited = edited(changes, in: version.loaded)
    last.rendered = version.renderedAnew.map { version.plan.jobs[$0].outputPath }
    last.changed = takeFiles(of: version, anew: anew)
    last.maker = version.maker
    last.faults = faults(of: version, diagnostics)
    if let pages = version.loaded.pages { memory = SiteLoader.Memory(pages: pages) }
    changesSinceGood = SourceChanges([])
    releaseInBackground(good)
    good = version
    return last
  }

  /// Notes what only a change of front matter or of `site.yaml` can change.
  private func describe(_ version: SiteVersion) {
    let site = version.loaded.site
    last.basePath = site.configuration.baseURL.path
    last.title = site.configuration.title[site.configuration.defaultLanguage.code]
    last.pageCount = version.plan.pageCounts.values.reduce(0, +)
    let base = site.configuration.baseURL
    last.addresses = Dictionary(
      site.pages.compactMap { page in page.source.map { ("Content/\($0)", base.address(of: page.address)) } },
      uniquingKeysWith: { first, _ in first })
    last.badges = Dictionary(
      UnpublishedPage.all(of: site).map { ($0.outputPath, $0.reason) }, uniquingKeysWith: { first, _ in first })
  }

  /// What is wrong with pages that can't be shown for it.
  private func faults(of version: SiteVersion, _ diagnostics: [Diagnostic]) -> [String: [Diagnostic]] {
    guard diagnostics.hasErrors else { return [:] }
    let site = version.loaded.site
    let byPath = Dictionary(grouping: diagnostics.filter { $0.severity == .error }) { $0.location?.path ?? "" }
    var faults: [String: [Diagnostic]] = [:]
    for (path, problems) in byPath where path.hasPrefix("Content/") && path.hasSuffix(".md") {
      let source = String(path.dropFirst("Content/".count))
      guard let file = ContentPath.parse(source, configuration: site.configuration).0 else { continue }
      let known = site.page(key: file.key, language: file.language).flatMap { site[$0].source == source ? $0 : nil }
      let address =
        known.map { site[$0].address }
        ?? ParsedPage(
          path: file, kind: version.loaded.pages?.outline.kind(of: file) ?? .page, metadata: PageMetadata(),
          configuration: site.configuration
        ).address
      faults[String(address.dropFirst()) + (address.hasSuffix("/") ? "index.html" : "")] = problems
    }
    return faults
  }

  /// Takes over what may have changed, and gives the paths of what is new, different or gone.
  private func takeFiles(of version: SiteVersion, anew: [Int]?) -> [String] {
    var changed: [String] = []
    var paths: Set<String> = []
    let take = { (path: String, content: PreviewBuild.Output, stamp: FileStatus?) in
      if anew == nil { paths.insert(path) }
      guard self.last.outputs[path] != content || self.stamps[path] != stamp else { return }
      changed.append(path)
      self.last.outputs[path] = content
      self.stamps[path] = stamp
    }
    for number in anew ?? Array(version.rendered.indices) {
      guard let digest = version.rendered[number].digest else { continue }
      take(version.plan.jobs[number].outputPath, .rendered(digest), nil)
    }
    for file in version.staticFiles {
      take(file.output.path, .file(file.output.content), Self.stamp(of: file.output))
    }
    for file in version.headerFiles { take(file.path, .file(file.content), nil) }
    // After an edit of texts alone, only what nobody refers to any more can have gone.
    let gone =
      anew == nil
      ? last.outputs.keys.filter { !paths.contains($0) }
      : Array(good?.referredPaths.subtracting(version.referredPaths) ?? [])
    for path in gone {
      changed.append(path)
      last.outputs[path] = nil
      stamps[path] = nil
    }
    return changed.sorted()
  }

  /// What tells the states of a file apart that is not held in memory.
  private static func stamp(of file: OutputFile) -> FileStatus? {
    guard case .copy(let path) = file.content else { return nil }
    return try? OpenFile(reading: path).status()
  }

  /// The address of `site.yaml` at this host; `nil` where it has none that is fit, which the build then says.
  private func localBaseURL() -> BaseURL? {
    guard let folder = try? SourceFolder(opening: options.source),
      let text = folder.text(SourceTree.configurationPath).0,
      let configuration = SiteConfigurationReader.read(text).0
    else { return nil }
    return BaseURL(origin + configuration.baseURL.path)
  }

  private func edited(_ changes: SourceChanges, in loaded: LoadedSite) -> [PreviewBuild.Page] {
    changes.paths.filter { $0.hasPrefix("Content/") }.sorted().compactMap { path in
      let source = String(path.dropFirst("Content/".count))
      guard let file = loaded.pages?[source] else { return nil }
      let site = loaded.site
      guard let id = site.page(key: file.path.key, language: file.path.language), site[id].source == source else {
        return nil
      }
      return PreviewBuild.Page(
        address: site.configuration.baseURL.address(of: site[id].address), title: site[id].title)
    }
  }
}
