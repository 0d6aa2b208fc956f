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

  package init(options: BuildOptions, origin: String) {
    self.options = options
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
    var report = BuildReport()
    var build = PreviewBuild()
    var stamps: [String: FileStatus] = [:]
    if let loaded = await SiteLoader.load(options, report: &report) {
      build.basePath = loaded.site.configuration.baseURL.path
      build.title = loaded.site.configuration.title[loaded.site.configuration.defaultLanguage.code]
      build.badges = badges(of: loaded.site)
      build.edited = edited(changes, in: loaded.site)
      await render(loaded, into: &build, &stamps, report: &report)
    }
    build.diagnostics = report.diagnostics.inReadingOrder()
    build.isGood = !build.diagnostics.hasErrors && !build.outputs.isEmpty
    guard build.isGood else {
      last.diagnostics = build.diagnostics
      last.isGood = false
      last.changed = []
      last.edited = []
      return last
    }
    build.changed = Set(last.outputs.keys).union(build.outputs.keys).filter { path in
      last.outputs[path] != build.outputs[path] || self.stamps[path] != stamps[path]
    }.sorted()
    last = build
    self.stamps = stamps
    return build
  }

  private func render(
    _ loaded: LoadedSite, into build: inout PreviewBuild, _ stamps: inout [String: FileStatus],
    report: inout BuildReport
  ) async {
    let places = FieldPlaces(folder: loaded.folder)
    let plan = BuildPlan(site: loaded.site, templates: loaded.templates, places: places)
    report.diagnostics += plan.diagnostics
    build.pageCount = plan.pageCounts.values.reduce(0, +)
    let links = LinkChecker(site: loaded.site, links: loaded.graph.bodies.links, folder: loaded.folder)
    let components = ComponentChecker(site: loaded.site, templates: loaded.templates, folder: loaded.folder)
    let pages = loaded.site.pages.indices.map { PageID($0) }
    report.diagnostics += await concurrently(pages, jobs: options.jobs) { links.check($0) + components.check($0) }
      .flatMap { $0 }
    let review = OutputReview(loaded, options: options)
    var needs = PolicyNeeds()
    for verdict in await concurrently(loaded.staticFiles, jobs: options.jobs, { review.look(at: $0) }) {
      report.diagnostics += verdict.diagnostics
      needs.formUnion(verdict.needs)
    }
    guard !report.diagnostics.hasErrors else { return }
    let renderer = Renderer(
      graph: loaded.graph, templates: loaded.templates, origins: ValueOrigins(places: places))
    let results = await concurrently(plan.jobs, jobs: options.jobs) { job in
      renderer.render(job).map { ($0, review.look(at: $0, of: job), review.companions(of: job.outputPath, $0)) }
    }
    var failures: [Diagnostic] = []
    for (job, result) in zip(plan.jobs, results) {
      switch result {
      case .success((let bytes, let verdict, let companions)):
        build.outputs[job.outputPath] = .bytes(bytes)
        for file in companions { build.outputs[file.path] = file.content }
        failures += verdict.diagnostics
        needs.formUnion(verdict.needs)
      case .failure(let failure): failures += failure.diagnostics
      }
    }
    report.diagnostics += failures.onceForEachPlace() + loaded.components.diagnostics
    for file in loaded.staticFiles {
      add(file.output, to: &build, &stamps)
      for companion in review.companions(of: file) { add(companion, to: &build, &stamps) }
    }
    for file in review.headerFiles(for: needs) { add(file, to: &build, &stamps) }
  }

  private func add(_ file: OutputFile, to build: inout PreviewBuild, _ stamps: inout [String: FileStatus]) {
    build.outputs[file.path] = file.content
    // What is not held in memory.
    if case .copy(let source) = file.content { stamps[file.path] = try? OpenFile(reading: source).status() }
  }

  /// The address of `site.yaml` at this host; `nil` where it has none that is fit, which the build then says.
  private func localBaseURL() -> BaseURL? {
    guard let folder = try? SourceFolder(opening: options.source),
      let text = folder.text(SourceTree.configurationPath).0,
      let configuration = SiteConfigurationReader.read(text).0
    else { return nil }
    return BaseURL(origin + configuration.baseURL.path)
  }

  private func badges(of site: Site) -> [String: String] {
    let published = PublicationPolicy()
    var badges: [String: String] = [:]
    for page in site.pages {
      let own = published.reasonToOmit(page.metadata, clock: site.clock)
      let inherited = page.edition.flatMap { published.reasonToOmit(site[$0].metadata, clock: site.clock) }
      if let reason = own ?? inherited {
        badges[page.outputPath] = own == nil ? "its edition is not out: \(reason)" : reason.description
      }
    }
    return badges
  }

  private func edited(_ changes: SourceChanges, in site: Site) -> [PreviewBuild.Page] {
    site.pages.compactMap { page in
      guard let source = page.source, changes.paths.contains("Content/\(source)") else { return nil }
      return PreviewBuild.Page(
        address: site.configuration.baseURL.address(of: page.address), title: page.metadata.title)
    }
  }
}
