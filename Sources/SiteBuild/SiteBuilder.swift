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
    defer { releaseInBackground(loaded) }
    let plan = BuildPlan(
      site: loaded.site, templates: loaded.templates, places: FieldPlaces(folder: loaded.folder))
    report.diagnostics += plan.diagnostics
    report.pageCounts = plan.pageCounts
    report.lap("plan")
    report.diagnostics += await loaded.check(
      loaded.site.pages.indices.map { PageID($0) }, jobs: options.jobs
    ).flatMap(\.self)
    let review = OutputReview(loaded, options: options)
    let verdict = await review.look(at: loaded.staticFiles, jobs: options.jobs)
    report.diagnostics += verdict.diagnostics
    needs = verdict.needs
    report.lap("check")
    guard !mustStop else { return }
    do throws(OutputFailure) {
      try await write(plan, loaded, review)
    } catch {
      report.diagnostics += error.diagnostics
    }
  }

  /// Whether what was found so far forbids to write anything.
  private var mustStop: Bool {
    report.diagnostics.contains { $0.severity == .error || (options.isStrict && $0.severity == .warning) }
  }

  private mutating func write(
    _ plan: BuildPlan, _ loaded: LoadedSite, _ review: OutputReview
  ) async throws(OutputFailure) {
    let staging = try await Staging(output: options.output, source: options.source, jobs: options.jobs)
    report.diagnostics += await render(
      plan, JobRunner(loaded, review, measuresRenders: options.measuresRenders), review, to: staging)
    report.lap("render")
    if !mustStop { report.diagnostics += await copyFiles(of: loaded, review, to: staging) }
    if !mustStop {
      report.diagnostics += Self.stage { () throws(OutputFailure) in
        for file in review.headerFiles(for: needs) { try staging.stage(file) }
      }
    }
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

  private mutating func render(
    _ plan: BuildPlan, _ runner: JobRunner, _ review: OutputReview, to staging: Staging
  ) async -> [Diagnostic] {
    let progress = options.progress
    progress.begin("writing", total: plan.jobs.count)
    let outcomes = await concurrently(plan.jobs, jobs: options.jobs) {
      job -> (file: RenderedFile, faults: [Diagnostic]) in
      defer { progress.advance() }
      let file = runner.run(job)
      guard let bytes = file.bytes else { return (file, []) }
      let faults = Self.stage { () throws(OutputFailure) in
        try staging.stage(job.outputPath, bytes)
        for file in review.companions(of: job.outputPath, bytes) { try staging.stage(file) }
      }
      return (file.withoutBytes, faults)
    }
    for (file, _) in outcomes { needs.formUnion(file.needs) }
    if options.measuresRenders {
      report.renders = RenderTimings(
        zip(plan.jobs, outcomes).compactMap { job, outcome in
          outcome.file.duration.map { RenderTimings.File(path: job.outputPath, template: job.template, duration: $0) }
        })
    }
    return outcomes.lazy.map(\.file).diagnostics + outcomes.flatMap(\.faults)
  }

  private func copyFiles(
    of loaded: LoadedSite, _ review: OutputReview, to staging: Staging
  ) async -> [Diagnostic] {
    let outcomes = await concurrently(loaded.staticFiles, jobs: options.jobs) { file in
      Self.stage { () throws(OutputFailure) in
        try staging.stage(file.output)
        for companion in review.companions(of: file) { try staging.stage(companion) }
      }
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
