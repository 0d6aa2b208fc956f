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
    let version = await SiteVersion.build(options, memory: memory, report: &report)
    if let pages = version?.loaded.pages { memory = SiteLoader.Memory(pages: pages) }
    return finish(
      version, diagnostics: version?.diagnostics ?? report.diagnostics.inReadingOrder(), edited: changes, anew: nil)
  }

  /// - Parameter anew: the jobs whose files may differ from the last good version's; `nil` for all.
  private func finish(
    _ version: SiteVersion?, diagnostics: [Diagnostic], edited changes: SourceChanges, anew: [Int]?
  ) -> PreviewBuild {
    guard let version, !diagnostics.hasErrors, !version.rendered.isEmpty else {
      last.diagnostics = diagnostics
      last.isGood = false
      last.changed = []
      last.edited = []
      return last
    }
    let site = version.loaded.site
    var build = PreviewBuild()
    build.basePath = site.configuration.baseURL.path
    build.title = site.configuration.title[site.configuration.defaultLanguage.code]
    build.pageCount = version.plan.pageCounts.values.reduce(0, +)
    build.badges = Dictionary(
      UnpublishedPage.all(of: site).map { ($0.outputPath, $0.reason) }, uniquingKeysWith: { first, _ in first })
    build.edited = edited(changes, in: site)
    build.diagnostics = diagnostics
    build.isGood = true
    build.outputs = anew == nil ? [:] : last.outputs
    for number in anew ?? Array(version.rendered.indices) {
      build.outputs[version.plan.jobs[number].outputPath] = version.rendered[number].bytes.map { .bytes($0) }
    }
    let stamps = addFiles(of: version, to: &build)
    build.changed = changed(in: build, stamps, version, anew: anew)
    last = build
    self.stamps = stamps
    if let pages = version.loaded.pages { memory = SiteLoader.Memory(pages: pages) }
    good = version
    changesSinceGood = SourceChanges([])
    return build
  }

  private func changed(
    in build: PreviewBuild, _ stamps: [String: FileStatus], _ version: SiteVersion, anew: [Int]?
  ) -> [String] {
    let candidates: Set<String>
    if let anew {
      candidates = Set(anew.map { version.plan.jobs[$0].outputPath })
        .union(version.loaded.staticFiles.map(\.output.path)).union(version.headerFiles.map(\.path))
    } else {
      candidates = Set(last.outputs.keys).union(build.outputs.keys)
    }
    return candidates.filter { path in
      last.outputs[path] != build.outputs[path] || self.stamps[path] != stamps[path]
    }.sorted()
  }

  /// Adds what no template renders, and gives the states of the files that are not held in memory.
  private func addFiles(of version: SiteVersion, to build: inout PreviewBuild) -> [String: FileStatus] {
    var stamps: [String: FileStatus] = [:]
    for file in version.loaded.staticFiles {
      build.outputs[file.output.path] = file.output.content
      if case .copy(let path) = file.output.content {
        stamps[file.output.path] = try? OpenFile(reading: path).status()
      }
    }
    for file in version.headerFiles { build.outputs[file.path] = file.content }
    return stamps
  }

  /// The address of `site.yaml` at this host; `nil` where it has none that is fit, which the build then says.
  private func localBaseURL() -> BaseURL? {
    guard let folder = try? SourceFolder(opening: options.source),
      let text = folder.text(SourceTree.configurationPath).0,
      let configuration = SiteConfigurationReader.read(text).0
    else { return nil }
    return BaseURL(origin + configuration.baseURL.path)
  }

  private func edited(_ changes: SourceChanges, in site: Site) -> [PreviewBuild.Page] {
    let sources = Set(changes.paths.filter { $0.hasPrefix("Content/") }.map { $0.dropFirst("Content/".count) })
    guard !sources.isEmpty else { return [] }
    return site.pages.indices.compactMap { index in
      guard let source = site.pages[index].source, sources.contains(source[...]) else { return nil }
      return PreviewBuild.Page(
        address: site.configuration.baseURL.address(of: site.pages[index].address),
        title: site.pages[index].metadata.title)
    }
  }
}
