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
    let cache = options.usesCache ? CacheSession(site: options.source) : nil
    // With a cache there is little else to do, so the output is looked at while the site is put together.
    let early = cache.map { [options] cache in
      Task {
        await cache.sourcesAreRead.value
        return await Self.open(options)
      }
    }
    defer { cache?.end() }
    if let work = await prepare(with: cache) {
      do throws(OutputFailure) {
        let opened = if let early { await early.value } else { await Self.open(options) }
        try await write(work, to: opened.get())
      } catch {
        report.diagnostics += error.diagnostics
      }
      releaseInBackground(work)
    } else {
      cache?.noteSourcesAreRead()
      if case .success(let staging)? = await early?.value { await staging.abandon() }
    }
  }

  private static func open(_ options: BuildOptions) async -> Result<Staging, OutputFailure> {
    do throws(OutputFailure) {
      return .success(
        try await Staging(
          output: options.output, source: options.source, jobs: options.jobs, keepsOldTree: options.usesCache))
    } catch {
      return .failure(error)
    }
  }

  /// All that is known before anything is rendered.
  private struct Work {
    let loaded: LoadedSite
    let plan: BuildPlan
    let review: OutputReview
    let cached: CachedRenders?
    /// What files that are taken over would need beside what the site needs.
    let wishes: [PolicyWish]
  }

  /// `nil` where the site cannot be built; then the report says why.
  private mutating func prepare(with cache: CacheSession?) async -> Work? {
    guard let loaded = await SiteLoader.load(options, cache: cache, report: &report) else { return nil }
    let plan = await BuildPlan.make(
      of: loaded.site, loaded.templates, places: FieldPlaces(folder: loaded.folder), tasks: options.jobs)
    report.diagnostics += plan.diagnostics
    report.pageCounts = plan.pageCounts
    report.lap("plan")
    let review = OutputReview(loaded, options: options)
    let verdict = await review.look(at: loaded.staticFiles, jobs: options.jobs)
    report.diagnostics += verdict.diagnostics
    needs = verdict.needs
    report.lap("check")
    guard !mustStop else {
      report.diagnostics += await BodyChecker(loaded).problems(jobs: options.jobs)
      releaseInBackground(loaded)
      return nil
    }
    let cached = await CachedRenders(plan, loaded, cache, jobs: options.jobs)
    if cached != nil { report.lap("compare") }
    return Work(loaded: loaded, plan: plan, review: review, cached: cached, wishes: verdict.wishes)
  }

  /// Whether what was found so far forbids to write anything.
  private var mustStop: Bool {
    report.diagnostics.contains { $0.severity == .error || (options.isStrict && $0.severity == .warning) }
  }

  private mutating func write(_ work: Work, to staging: Staging) async throws(OutputFailure) {
    let files = await render(work, to: staging)
    defer { releaseInBackground((files, staging)) }
    report.lap("render")
    let referred = work.loaded.staticFiles(work.loaded.referredFiles(in: files))
    var wishes = work.wishes
    if !referred.isEmpty {
      let verdict = await work.review.look(at: referred, jobs: options.jobs)
      report.diagnostics += verdict.diagnostics
      needs.formUnion(verdict.needs)
      wishes += verdict.wishes
    }
    report.withholdFiles(of: work.loaded.site, except: referred.map(\.source))
    report.diagnostics += work.review.unmet(wishes, by: needs)
    if !mustStop {
      report.diagnostics += await copy(work.loaded.staticFiles + referred, work.review, to: staging)
    }
    if !mustStop {
      let (headers, problems) = work.review.headerFiles(for: needs)
      report.diagnostics += problems
      report.diagnostics += Self.stage { () throws(OutputFailure) in
        for file in headers { try staging.stage(file) }
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
    if let cached = work.cached {
      await cached.save(with: files)
      report.lap("cache")
    }
  }

  private mutating func render(_ work: Work, to staging: Staging) async -> [RenderedFile] {
    let (plan, review, cached) = (work.plan, work.review, work.cached)
    let runner = JobRunner(
      work.loaded, review, measuresRenders: options.measuresRenders,
      recordsDependencies: cached != nil || !work.loaded.site.withheldFiles.isEmpty)
    let progress = options.progress
    progress.begin("writing", total: plan.jobs.count)
    let outcomes = await concurrently(runsOf: Array(plan.jobs.indices), jobs: options.jobs) {
      numbers -> [StagedRender] in
      let kept = numbers.map { cached?.file(of: $0, keptBy: staging) }
      var rendered = runner.run(zip(numbers, kept).compactMap { $1 == nil ? plan.jobs[$0] : nil })[...]
      return zip(numbers, kept).map { number, kept in
        defer { progress.advance() }
        if let kept { return StagedRender(file: kept) }
        return Self.stage(rendered.removeFirst(), of: plan.jobs[number], review, keepsDigests: cached != nil, staging)
      }
    }
    let files = outcomes.map(\.file)
    for file in files { needs.formUnion(file.needs) }
    if options.measuresRenders {
      report.renders = RenderTimings(
        zip(plan.jobs, files).compactMap { job, file in
          file.duration.map { RenderTimings.File(path: job.outputPath, template: job.template, duration: $0) }
        })
    }
    let reviews = files.reviews(of: plan.jobs)
    report.diagnostics += reviews.flatMap(\.review.diagnostics) + BodyChecker(work.loaded).problems(between: reviews)
    report.diagnostics += files.diagnostics(besides: mustStop)
    report.diagnostics += outcomes.flatMap(\.faults)
    return files
  }

  /// What is left of a render whose bytes lie in the new tree.
  private struct StagedRender {
    let file: RenderedFile
    var faults: [Diagnostic] = []
  }

  private static func stage(
    _ file: RenderedFile, of job: RenderJob, _ review: OutputReview, keepsDigests: Bool, _ staging: Staging
  ) -> StagedRender {
    guard let bytes = file.bytes else { return StagedRender(file: file) }
    var digest: ContentDigest?
    var companions: [String: ContentDigest] = [:]
    let faults = stage { () throws(OutputFailure) in
      digest = try staging.stage(job.outputPath, bytes)
      for companion in review.companions(of: job.outputPath, bytes) {
        companions[companion.path] = try staging.stage(companion)
      }
    }
    return StagedRender(file: keepsDigests ? file.digested(as: digest, companions) : file.withoutBytes, faults: faults)
  }

  private func copy(
    _ files: [LoadedSite.StaticFile], _ review: OutputReview, to staging: Staging
  ) async -> [Diagnostic] {
    let outcomes = await concurrently(files, jobs: options.jobs) { file in
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
