import SiteDiagnostics
import SiteModel

/// The pipeline from a folder of sources to a finished site: each stage is a function of the one before, and gives its
/// diagnostics back as values.
package struct SiteBuilder {
  private let options: BuildOptions
  private var report = BuildReport()

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

  private mutating func write(_ plan: BuildPlan, _ loaded: LoadedSite) async throws(OutputFailure) {
    let staging = try await Staging(output: options.output, source: options.source, jobs: options.jobs)
    report.diagnostics += await render(plan, loaded, to: staging)
    report.lap("render")
    if !mustStop { report.diagnostics += await copyFiles(of: loaded, to: staging) }
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

  private func render(_ plan: BuildPlan, _ loaded: LoadedSite, to staging: Staging) async -> [Diagnostic] {
    let renderer = Renderer(
      graph: loaded.graph, templates: loaded.templates,
      origins: ValueOrigins(places: FieldPlaces(folder: loaded.folder)))
    let progress = options.progress
    progress.begin("writing", total: plan.jobs.count)
    let outcomes = await concurrently(plan.jobs, jobs: options.jobs) { job -> [Diagnostic] in
      defer { progress.advance() }
      switch renderer.render(job) {
      case .failure(let failure): return failure.diagnostics
      case .success(let bytes):
        return Self.stage { () throws(OutputFailure) in try staging.stage(job.outputPath, bytes) }
      }
    }
    return outcomes.flatMap { $0 }.onceForEachPlace() + loaded.components.diagnostics
  }

  private func copyFiles(of loaded: LoadedSite, to staging: Staging) async -> [Diagnostic] {
    var files: [(output: String, source: String)] = loaded.site.files.map { source, address in
      (String(address.dropFirst()), "\(options.source)/Content/\(source)")
    }
    files += loaded.tree.assets.map { path in
      (String(path.description.dropFirst("Templates/".count)), "\(options.source)/\(path)")
    }
    files.sort { $0.output < $1.output }
    let outcomes = await concurrently(files, jobs: options.jobs) { file in
      Self.stage { () throws(OutputFailure) in try staging.stage(file.output, copyOf: file.source) }
    }
    return outcomes.flatMap { $0 }
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
