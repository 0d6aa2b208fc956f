import SiteDiagnostics
import SiteMarkdown
import SiteModel
import SiteTemplate

/// A site as it was built once, with all that the next build can take over.
///
/// Whatever way a version came about, its files and diagnostics are those of a build from nothing.
struct SiteVersion: Sendable {
  private(set) var loaded: LoadedSite
  private(set) var plan: BuildPlan
  /// The places of the plan's jobs, by their output paths.
  let jobNumbers: [String: Int]
  /// From reading the sources and from the plan.
  private var loading: [Diagnostic]
  /// What is wrong with texts, where nothing could be rendered.
  private var texts: [Diagnostic] = []
  /// Of what is taken over from the sources.
  private var files = OutputReview.Verdict()
  /// The files that are there because a page refers to them, though their own is left out; and what is to be said of
  /// them.
  private var referred: (sources: Set<String>, verdict: OutputReview.Verdict) = ([], OutputReview.Verdict())
  /// What the plan's jobs gave, in their order; empty where mistakes forbade to begin.
  private(set) var rendered: [RenderedFile] = []
  /// The jobs that were run for this version: the others' files are an earlier one's.
  private(set) var renderedAnew: [Int] = []
  /// What the site was when they did.
  private(set) var fingerprints: SiteFingerprints
  /// The first moment, in seconds since 1970, at which a page would come or go by its dates.
  private let nextTurn: Int64?
  private let options: BuildOptions

  private var review: OutputReview { OutputReview(loaded, options: options) }

  var diagnostics: [Diagnostic] {
    let reviews = rendered.reviews(of: plan.jobs)
    let found =
      loading + texts + files.diagnostics + reviews.flatMap(\.review.diagnostics)
      + BodyChecker(loaded).problems(between: reviews)
    // As in a build, which renders nothing then.
    let hasRendered = !(loading + files.diagnostics).hasErrors
    let others = hasRendered ? rendered.diagnostics(besides: found.hasErrors) : []
    let wishes = found.hasErrors ? [] : unmetWishes
    return (found + others + wishes + referred.verdict.diagnostics).inReadingOrder()
  }

  private var unmetWishes: [Diagnostic] {
    let wishes = files.wishes + referred.verdict.wishes
    return wishes.isEmpty ? [] : review.unmet(wishes, by: needs)
  }

  /// What the policy must allow.
  private var needs: PolicyNeeds {
    var needs = files.needs
    needs.formUnion(referred.verdict.needs)
    for file in rendered { needs.formUnion(file.needs) }
    return needs
  }

  /// Errors that keep nothing else from being shown.
  var unseen: UnseenFaults { UnseenFaults(in: loaded, loading) }

  /// The files that belong to no page.
  var headerFiles: [OutputFile] {
    review.headerFiles(for: needs).files
  }

  /// Builds from the sources; `nil` where there is nothing to build, which the report explains.
  ///
  /// - Parameters:
  ///   - earlier: a version whose files may be taken over, as far as what they show is the same.
  ///   - changes: what has changed since that one.
  static func build(
    _ options: BuildOptions, memory: SiteLoader.Memory, after earlier: SiteVersion?, _ changes: SourceChanges,
    report: inout BuildReport
  ) async -> SiteVersion? {
    guard let loaded = await SiteLoader.load(options, memory: memory, report: &report) else { return nil }
    let plan = await BuildPlan.make(
      of: loaded.site, loaded.templates, places: FieldPlaces(folder: loaded.folder), tasks: options.jobs)
    let fingerprints = await SiteFingerprints.make(
      of: loaded.site, bodies: loaded.graph.bodies, sources: loaded.pages, jobs: options.jobs)
    var version = SiteVersion(
      loaded: loaded, plan: plan, loading: report.diagnostics + plan.diagnostics, fingerprints: fingerprints,
      nextTurn: loaded.pages?.nextTurn(after: loaded.site.clock), options: options)
    version.files = await version.review.look(at: loaded.staticFiles, jobs: options.jobs)
    let known = await earlier?.files(for: version, after: changes, tasks: options.jobs)
    await version.render(jobs: options.jobs, except: known ?? [])
    return version
  }

  private init(
    loaded: LoadedSite, plan: BuildPlan, loading: [Diagnostic], fingerprints: SiteFingerprints, nextTurn: Int64?,
    options: BuildOptions
  ) {
    self.loaded = loaded
    self.plan = plan
    jobNumbers = Dictionary(
      zip(plan.jobs.lazy.map(\.outputPath), plan.jobs.indices), uniquingKeysWith: { first, _ in first })
    self.loading = loading
    self.fingerprints = fingerprints
    self.nextTurn = nextTurn
    self.options = options
  }

  /// Whether what was found so far forbids to render anything.
  private var mustStop: Bool {
    let known = loading + files.diagnostics
    return known.hasErrors && unseen.areExceeded(by: known)
  }

  /// Renders all of the plan's jobs but those whose files are known.
  private mutating func render(jobs: Int, except known: [RenderedFile?]) async {
    guard !mustStop else {
      texts = await BodyChecker(loaded).problems(jobs: jobs)
      return
    }
    let numbers = known.isEmpty ? Array(plan.jobs.indices) : plan.jobs.indices.filter { known[$0] == nil }
    renderedAnew = numbers
    var results = await run(numbers, jobs: jobs)[...]
    rendered = known.isEmpty ? Array(results) : known.compactMap { $0 ?? results.popFirst() }
    await findReferredFiles(jobs: jobs)
  }

  /// Renders some of the plan's jobs anew.
  private mutating func render(again numbers: [Int], jobs: Int) async {
    renderedAnew = numbers
    guard !mustStop else {
      rendered = []
      return
    }
    for (number, result) in zip(numbers, await run(numbers, jobs: jobs)) { rendered[number] = result }
    await findReferredFiles(jobs: jobs)
  }

  private mutating func findReferredFiles(jobs: Int) async {
    let sources = loaded.referredFiles(in: rendered)
    referred = (sources, await review.look(at: loaded.staticFiles(sources), jobs: jobs))
  }

  /// The output paths of files that are there only because a page refers to them.
  var referredPaths: Set<String> { Set(loaded.staticFiles(referred.sources).map(\.output.path)) }

  /// All files that no template renders.
  var staticFiles: [LoadedSite.StaticFile] { loaded.staticFiles + loaded.staticFiles(referred.sources) }

  private func run(_ numbers: [Int], jobs: Int) async -> [RenderedFile] {
    let runner = JobRunner(loaded, review, recordsDependencies: true)
    let plan = plan
    return await concurrently(runsOf: numbers, jobs: jobs) { numbers in
      runner.run(numbers.map { plan.jobs[$0] }).map(\.digested)
    }
  }

  /// Renders files again when somebody wants to see them.
  var maker: PreviewMaker {
    PreviewMaker(runner: JobRunner(loaded, review), jobs: plan.jobs, numbers: jobNumbers)
  }

  /// Whether pages come and go, at that moment, as they did when this version was built.
  func holds(at now: Present) -> Bool {
    let clock = loaded.site.clock
    guard let instant = now.instant(timeZone: loaded.site.configuration.timeZone), instant >= clock.now,
      clock.date(atInstant: instant).day == clock.today.day
    else { return false }
    return nextTurn.map { instant < $0 } ?? true
  }
}

// MARK: - The next version

extension SiteVersion {
  /// What another version has in common with this one, and where it differs.
  struct Revision {
    let version: SiteVersion
    /// The jobs of the plan that were run anew.
    let numbers: [Int]
  }

  /// The version after texts, templates or styles were edited; `nil` where more than that has happened, so that the
  /// site must be put together anew.
  func revised(by changes: SourceChanges, _ options: BuildOptions) async -> Revision? {
    guard changes.isComplete, !rendered.isEmpty, holds(at: options.now) else { return nil }
    if changes.paths.allSatisfy({ $0.hasPrefix("Content/") && $0.hasSuffix(".md") }) {
      return await revised(texts: changes.paths, options)
    }
    if changes.paths.allSatisfy({ $0.hasPrefix("Templates/assets/") }) {
      return await revised(assets: changes.paths, options)
    }
    if changes.paths.allSatisfy({ $0.hasPrefix("Templates/") && !$0.hasPrefix("Templates/i18n/") }) {
      return await revised(templates: changes.paths, options)
    }
    return nil
  }

  /// Texts below front matter that is what it was: rendered anew is what shows one of them.
  private func revised(texts paths: Set<String>, _ options: BuildOptions) async -> Revision? {
    guard let pages = loaded.pages else { return nil }
    let site = loaded.site
    let parser = PageParser(
      folder: loaded.folder, configuration: site.configuration, clock: site.clock, outline: pages.outline,
      takesFingerprints: true, allowance: TextAllowance(bytes: 0))
    var version = self
    var files = pages
    var changed: Set<PageID> = []
    for path in paths {
      let name = String(path.dropFirst("Content/".count))
      guard let old = pages[name], let oldPage = old.page, let file = RelativePath(path),
        let id = site.page(key: old.path.key, language: old.path.language), site[id].source == name
      else { return nil }
      let new = parser.parse(file, old.path)
      guard let page = new.page, page.metadata == oldPage.metadata else { return nil }
      files.replace(new)
      changed.insert(id)
      version.fingerprints.replace(textOf: id, by: new.fingerprints?.text ?? 0)
      version.replace(old.diagnostics, by: new.diagnostics)
    }
    let bodies = loaded.graph.bodies
    let graph = loaded.graph.revised(
      bodies: bodies.copy(
        bodies: PageBodies(site: site, folder: loaded.folder, surroundings: bodies.bodies.surroundings),
        components: bodies.components))
    version.loaded = LoadedSite(
      site: site, templates: loaded.templates, graph: graph, assets: loaded.assets, tree: loaded.tree,
      folder: loaded.folder, pages: files, conditions: loaded.conditions)
    let numbers = rendered.indices.filter { rendered[$0].dependencies.contains(textOf: changed) }
    await version.render(again: numbers, jobs: options.jobs)
    return Revision(version: version, numbers: numbers)
  }

  private mutating func replace(_ old: [Diagnostic], by new: [Diagnostic]) {
    for diagnostic in old {
      if let place = loading.firstIndex(of: diagnostic) { loading.remove(at: place) }
    }
    loading += new
  }

  /// Templates with the same names as before: rendered anew is what is made by one of them.
  private func revised(templates paths: Set<String>, _ options: BuildOptions) async -> Revision? {
    let names = Set(paths.map { String($0.dropFirst("Templates/".count)) })
    guard names.allSatisfy(loaded.templates.set.contains),
      paths.allSatisfy({ path in loaded.tree.templates.contains { $0.description == path } }),
      !loading.contains(where: { $0.id.hasPrefix("template.") })
    else { return nil }
    let texts = loaded.tree.templates.map { loaded.folder.text($0).0 }
    let sources = zip(loaded.tree.templates, texts).compactMap { path, text in
      text.map { TemplateSource(name: String(path.description.dropFirst("Templates/".count)), text: $0) }
    }
    guard sources.count == loaded.tree.templates.count else { return nil }
    let (templates, problems) = SiteTemplates.compile(sources)
    let components = ComponentRenderer(templates: templates)
    guard problems.isEmpty, components.surroundings == loaded.graph.bodies.bodies.surroundings else { return nil }
    let bodies = loaded.graph.bodies.copy(bodies: loaded.graph.bodies.bodies, components: components)
    var version = self
    version.loaded = LoadedSite(
      site: loaded.site, templates: templates,
      graph: loaded.graph.revised(bodies: bodies), assets: loaded.assets,
      tree: loaded.tree, folder: loaded.folder, pages: loaded.pages, conditions: loaded.conditions)
    version.plan = await BuildPlan.make(
      of: loaded.site, templates, places: FieldPlaces(folder: loaded.folder), tasks: options.jobs)
    guard version.plan.jobs.count == plan.jobs.count, version.plan.diagnostics.isEmpty else { return nil }
    // Components are part of texts, which any page may show.
    let reachEverything = names.contains { $0.hasPrefix("components/") || $0.hasPrefix("markdown/") }
    let numbers = plan.jobs.indices.filter { number in
      let template = plan.jobs[number].template
      guard !reachEverything, let old = loaded.templates.set.dependencies(of: template), old.isComplete,
        let new = templates.set.dependencies(of: template), new.isComplete
      else { return true }
      return !old.templates.isDisjoint(with: names) || !new.templates.isDisjoint(with: names)
    }
    await version.render(again: numbers, jobs: options.jobs)
    return Revision(version: version, numbers: numbers)
  }

  /// Styles, scripts, pictures of the templates: pages change only where an address does.
  private func revised(assets paths: Set<String>, _ options: BuildOptions) async -> Revision? {
    guard paths.allSatisfy({ path in loaded.tree.assets.contains { $0.description == path } }),
      !loading.contains(where: { $0.id.hasPrefix("asset.") })
    else { return nil }
    let (assets, problems) = AssetBuilder.build(
      loaded.tree, in: loaded.folder, configuration: loaded.site.configuration,
      isPlain: options.hasPlainAssets)
    guard problems.isEmpty, assets.addresses == loaded.assets.addresses else { return nil }
    var version = self
    version.loaded = LoadedSite(
      site: loaded.site, templates: loaded.templates, graph: loaded.graph, assets: assets, tree: loaded.tree,
      folder: loaded.folder, pages: loaded.pages, conditions: loaded.conditions)
    version.files = await version.review.look(at: version.loaded.staticFiles, jobs: options.jobs)
    await version.render(again: [], jobs: options.jobs)
    return Revision(version: version, numbers: [])
  }
}
