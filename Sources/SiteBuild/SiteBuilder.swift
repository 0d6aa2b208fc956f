import SiteDiagnostics
import SiteModel

/// The pipeline from a folder of sources to a finished site: each stage is a function of the one before, and gives its
/// diagnostics back as values.
package struct SiteBuilder {
  private let options: BuildOptions
  private var report = BuildReport()
  /// What the policy must allow, as far as the site was looked through.
  private var needs = PolicyNeeds()

  /// Builds the site and writes it, or leaves the output as it is and says why.
  package static func build(_ options: BuildOptions) async -> BuildReport {
    var builder = SiteBuilder(options: options)
    await builder.build()
    builder.report.diagnostics = builder.report.diagnostics.inReadingOrder()
    return builder.report
  }

  private init(options: BuildOptions) { self.options = options }

  private mutating func build() async {
    guard let loaded = await SiteLoader.load(options, report: &report) else { return }
    let plan = BuildPlan(
      site: loaded.site, templates: loaded.templates, places: FieldPlaces(folder: loaded.folder))
    report.diagnostics += plan.diagnostics
    report.pageCounts = plan.pageCounts
    report.lap("plan")
    report.diagnostics += await check(loaded)
    report.diagnostics += await inspectFiles(of: loaded)
    report.lap("check")
    guard !mustStop else { return }
    do throws(OutputFailure) {
      try await write(plan, loaded)
    } catch {
      report.diagnostics += error.diagnostics
    }
  }

  /// Whether what was found so far forbids to write anything.
  private var mustStop: Bool {
    report.diagnostics.contains { $0.severity == .error || (options.isStrict && $0.severity == .warning) }
  }

  private func check(_ loaded: LoadedSite) async -> [Diagnostic] {
    let links = LinkChecker(site: loaded.site, links: loaded.graph.bodies.links, folder: loaded.folder)
    let components = ComponentChecker(site: loaded.site, templates: loaded.templates, folder: loaded.folder)
    let pages = loaded.site.pages.indices.map { PageID($0) }
    let found = await concurrently(pages, jobs: options.jobs) { links.check($0) + components.check($0) }
    return found.flatMap { $0 }
  }

  /// Looks through the files that are taken over from the sources.
  private mutating func inspectFiles(of loaded: LoadedSite) async -> [Diagnostic] {
    let inspector = OutputInspector(origin: SiteOrigin(loaded.site.configuration.baseURL.origin))
    let check = ForeignAddressReport(site: loaded.site, tree: loaded.tree, folder: loaded.folder)
    let files = loaded.staticFiles.filter { inspector.concerns(fileAt: $0.output.path) }
    let found = await concurrently(files, jobs: options.jobs) { file in
      let bytes: [UInt8]
      switch file.output.content {
      case .bytes(let known): bytes = known
      case .copy: bytes = loaded.folder.text(file.source).0?.bytes ?? []
      }
      let inspection = inspector.inspect(bytes, path: file.output.path)
      return (
        check.diagnostics(for: inspection.foreign, in: file.source, output: file.output.path), inspection.needs
      )
    }
    for (_, needs) in found { self.needs.formUnion(needs) }
    return found.flatMap { $0.0 }
  }

  private mutating func write(_ plan: BuildPlan, _ loaded: LoadedSite) async throws(OutputFailure) {
    let staging = try await Staging(output: options.output, source: options.source, jobs: options.jobs)
    report.diagnostics += await render(plan, loaded, to: staging)
    report.lap("render")
    if !mustStop { report.diagnostics += await copyFiles(of: loaded, to: staging) }
    if !mustStop { report.diagnostics += stageHeaders(of: loaded, to: staging) }
    report.lap("copy")
    guard !mustStop else {
      await staging.abandon()
      return
    }
    let result = try await staging.commit()
    report.lap("switch")
    report.diagnostics += result.diagnostics
    report.output = result
  }

  private mutating func render(_ plan: BuildPlan, _ loaded: LoadedSite, to staging: Staging) async -> [Diagnostic] {
    let renderer = Renderer(
      graph: loaded.graph, templates: loaded.templates,
      origins: ValueOrigins(places: FieldPlaces(folder: loaded.folder)))
    let inspector = OutputInspector(origin: SiteOrigin(loaded.site.configuration.baseURL.origin))
    let check = ForeignAddressReport(site: loaded.site, tree: loaded.tree, folder: loaded.folder)
    let precompressor = precompressor(loaded)
    let progress = options.progress
    progress.begin("writing", total: plan.jobs.count)
    let outcomes = await concurrently(plan.jobs, jobs: options.jobs) { job -> ([Diagnostic], PolicyNeeds) in
      defer { progress.advance() }
      switch renderer.render(job) {
      case .failure(let failure): return (failure.diagnostics, PolicyNeeds())
      case .success(let bytes):
        let inspection = inspector.inspect(bytes, path: job.outputPath)
        let problems = Self.stage { () throws(OutputFailure) in
          try staging.stage(job.outputPath, bytes)
          for file in precompressor.files(for: job.outputPath, bytes) { try staging.stage(file) }
        }
        return (check.diagnostics(for: inspection.foreign, in: job) + problems, inspection.needs)
      }
    }
    for (_, needs) in outcomes { self.needs.formUnion(needs) }
    return outcomes.flatMap { $0.0 }.onceForEachPlace() + loaded.components.diagnostics
  }

  private func copyFiles(of loaded: LoadedSite, to staging: Staging) async -> [Diagnostic] {
    let precompressor = precompressor(loaded)
    let outcomes = await concurrently(loaded.staticFiles, jobs: options.jobs) { file in
      Self.stage { () throws(OutputFailure) in
        try staging.stage(file.output)
        guard precompressor.concerns(file.output.path) else { return }
        let known: [UInt8]? = if case .bytes(let bytes) = file.output.content { bytes } else { nil }
        let bytes = known ?? loaded.folder.text(file.source).0?.bytes ?? []
        for compressed in precompressor.files(for: file.output.path, bytes) { try staging.stage(compressed) }
      }
    }
    return outcomes.flatMap { $0 }
  }

  private func precompressor(_ loaded: LoadedSite) -> Precompressor {
    Precompressor(
      forms: options.isPrecompressed
        ? AssetConfiguration.Compression.allCases : loaded.site.configuration.assets.precompress)
  }

  /// The files from which a web host learns the headers.
  private func stageHeaders(of loaded: LoadedSite, to staging: Staging) -> [Diagnostic] {
    let configuration = loaded.site.configuration
    let assets = loaded.graph.assets
    let policy = ContentSecurityPolicy(needs, hasScripts: assets.hasScripts)
    return configuration.headers.flatMap { format in
      let file = HeaderFile(format, policy: policy, base: configuration.baseURL, assets: assets)
      return Self.stage { () throws(OutputFailure) in try staging.stage(file.path, Array(file.text.utf8)) }
    }
  }

  private static func stage(_ work: () throws(OutputFailure) -> Void) -> [Diagnostic] {
    do throws(OutputFailure) {
      try work()
      return []
    } catch {
      return error.diagnostics
    }
  }
}
