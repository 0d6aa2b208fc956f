import SiteCheck
import SiteDiagnostics
import SiteMarkdown
import SiteModel

/// The pipeline of a build up to the writer, and the rules over everything that it made. Nothing is written.
package struct SiteChecker {
  private let options: CheckOptions
  private var build = BuildReport()
  private var report = CheckReport()
  private var findings: [Finding] = []
  /// How many headings of level 1 there are in the texts of all pages.
  private var secondTitles = 0
  /// Links to other hosts, each with the places where it stands.
  private var externalLinks: [String: [SourceLocation]] = [:]

  package static func check(_ options: CheckOptions) async -> CheckReport {
    var checker = SiteChecker(options: options)
    await checker.check()
    checker.report.phases = checker.build.phases
    return checker.report
  }

  private init(options: CheckOptions) { self.options = options }

  private mutating func check() async {
    guard let loaded = await SiteLoader.load(options.build, report: &build) else {
      report.diagnostics = build.diagnostics.inReadingOrder()
      return
    }
    let plan = BuildPlan(
      site: loaded.site, templates: loaded.templates, places: FieldPlaces(folder: loaded.folder))
    build.diagnostics += plan.diagnostics
    build.lap("plan")
    report.omittedCount = loaded.site.omissions.count
    report.profile = readProfile(loaded)
    var policy = RulePolicy(site: loaded.site, demanded: options.rules)
    let runner = RuleRunner(policy: policy, profile: report.profile)
    await checkPages(of: loaded, with: runner, policy: &policy)
    build.lap("texts")
    let outputs = await checkOutputs(of: plan, loaded, with: runner)
    build.lap("pages")
    findings += await placed(runner.check(site(loaded, outputs: outputs)), in: loaded)
    build.lap("rules")
    await askOtherHosts(loaded.site.configuration.check.ignoredHosts)
    finish(loaded, policy)
  }

  // MARK: Texts

  private mutating func checkPages(
    of loaded: LoadedSite, with runner: RuleRunner, policy: inout RulePolicy
  ) async {
    let checker = BodyChecker(loaded)
    let bodies = loaded.graph.bodies
    let words = WordTable(profile: report.profile)
    let pages = loaded.site.pages.indices.map { PageID($0) }
    let wantsExternalLinks = options.probe != nil
    let results = await concurrently(pages, jobs: options.build.jobs) { id in
      let body = bodies.body(of: id)
      guard let review = checker.review(id, body) else { return PageResult(id: id) }
      var result = PageResult(id: id, review: review)
      result.secondTitles = body.document.headings.count { $0.level == 1 }
      // Of bytes that are no text nothing can be told but that.
      if review.diagnostics.contains(where: { $0.id == "markdown.invalid-utf8" }) { return result }
      let page = CheckedPage(
        id, of: loaded.site, document: body.document, links: bodies.links, source: body.source, words: words)
      result.findings = runner.check(page)
      if page.hasSilences { result.page = page }
      if wantsExternalLinks { result.externalLinks = page.externalLinks }
      return result
    }
    build.diagnostics += checker.problems(between: results.map { ($0.id, $0.review) })
    for result in results {
      build.diagnostics += result.review.diagnostics
      findings += result.findings
      secondTitles += result.secondTitles
      if let page = result.page { policy.add(page) }
      for (address, place) in result.externalLinks {
        externalLinks[address, default: []].append(place())
      }
    }
  }

  private struct PageResult: Sendable {
    let id: PageID
    var review = BodyReview()
    var findings: [Finding] = []
    var secondTitles = 0
    /// Only of pages that have silences.
    var page: CheckedPage?
    var externalLinks: [(String, @Sendable () -> SourceLocation)] = []
  }

  // MARK: Rendered pages

  private mutating func checkOutputs(
    of plan: BuildPlan, _ loaded: LoadedSite, with runner: RuleRunner
  ) async -> Outputs {
    let review = OutputReview(loaded, options: options.build)
    let files = JobRunner(loaded, review)
    let addresses = SiteAddresses(
      base: loaded.site.configuration.baseURL,
      paths: plan.jobs.map(\.outputPath) + loaded.staticFiles.map(\.output.path))
    let keepsText = report.profile?.asksForTexts ?? false
    let progress = options.build.progress
    progress.begin("checking", total: plan.jobs.count)
    let results = await concurrently(plan.jobs, jobs: options.build.jobs) { [secondTitles] job -> OutputResult in
      defer { progress.advance() }
      let file = files.run(job)
      guard let bytes = file.bytes, job.outputPath.hasSuffix(".html") else {
        return OutputResult(file: file.withoutBytes)
      }
      let id: PageID? = if case .page(let id, _) = job.subject { id } else { nil }
      let output = CheckedOutput(
        path: job.outputPath, language: job.language, template: job.template, page: id,
        document: id.map { loaded.graph.bodies.body(of: $0).document }, bytes: bytes, addresses: addresses,
        secondTitles: secondTitles)
      let found = id == nil ? [] : runner.check(output)
      return OutputResult(
        file: file.withoutBytes,
        findings: found.isEmpty
          ? nil : OutputPlaces.sort(found, source: id.map { loaded.graph.bodies.body(of: $0).source }),
        output: addresses.number(of: output.address).map { .init(output, address: $0, keepingText: keepsText) })
    }
    let problems = results.lazy.map(\.file).diagnostics
    build.diagnostics += await review.look(at: loaded.staticFiles, jobs: options.build.jobs).diagnostics + problems
    report.pageCount = results.count { $0.output?.isPage ?? false }
    let found = results.compactMap(\.findings)
    if !found.isEmpty {
      let places = OutputPlaces(templates: templates(of: loaded), addresses: addresses)
      findings += places.findings(for: found)
    }
    return Outputs(outputs: results.compactMap(\.output), addresses: addresses, isComplete: problems.isEmpty)
  }

  private func templates(of loaded: LoadedSite) -> [SourceText] {
    loaded.tree.templates.compactMap { loaded.folder.text($0).0 }
  }

  private struct OutputResult: Sendable {
    let file: RenderedFile
    var findings: OutputPlaces.Sorted?
    var output: CheckedSite.Output?
  }

  private struct Outputs {
    let outputs: [CheckedSite.Output]
    let addresses: SiteAddresses
    let isComplete: Bool
  }

  private func site(_ loaded: LoadedSite, outputs: Outputs) -> CheckedSite {
    let files = loaded.tree.contentFiles.map { path in
      CheckedSite.File(
        path: String(path.description.dropFirst("Content/".count)), size: loaded.folder.size(of: path) ?? 0)
    }
    let places = FieldPlaces(folder: loaded.folder)
    let written = loaded.site.pages.count { $0.source != nil }
    return CheckedSite(
      site: loaded.site, files: files,
      styles: loaded.tree.assets.filter { $0.hasSuffix(".css") }.compactMap { loaded.folder.text($0).0 },
      templates: templates(of: loaded), outputs: outputs.outputs, addresses: outputs.addresses,
      isComplete: outputs.isComplete && written + loaded.site.omissions.count == loaded.tree.pages.count,
      settingPlaces: { path in places.setting(path, in: loaded.site.configuration.path) })
  }

  /// Looks up the fields at which findings on the site are told: every file once, many at a time.
  private func placed(_ found: [SiteFinding], in loaded: LoadedSite) async -> [Finding] {
    let wanted = Dictionary(grouping: found.compactMap(\.field), by: \.file).mapValues { Set($0.map(\.key)) }
    let places = FieldPlaces(folder: loaded.folder)
    let located = await concurrently(wanted.sorted { $0.key < $1.key }, jobs: options.build.jobs) { file, keys in
      (file, places.locations(of: keys, in: file))
    }
    let locations = Dictionary(uniqueKeysWithValues: located)
    return found.map { found in
      var finding = found.finding
      if let (key, file) = found.field, let location = locations[file]?[key] { finding.diagnostic.location = location }
      return finding
    }
  }

  // MARK: Other hosts

  private mutating func askOtherHosts(_ ignoredHosts: [String]) async {
    guard let probe = options.probe, !externalLinks.isEmpty else { return }
    options.build.progress.begin("asking other hosts", total: 0)
    let answers = await probe(externalLinks.keys.sorted(), ignoredHosts)
    for (address, places) in externalLinks {
      guard let answer = answers[address] else { continue }
      findings += places.compactMap { place in answer.finding(for: address, at: place) }
    }
    build.lap("other hosts")
  }

  // MARK: Judging

  private mutating func finish(_ loaded: LoadedSite, _ policy: RulePolicy) {
    let said = build.diagnostics.map { diagnostic in
      Finding(diagnostic, fix: fix(for: diagnostic, loaded))
    }
    // What a build says of a link needn't be said once more of the page that it is on.
    let known = Set(build.diagnostics.filter { $0.id.hasPrefix("link.missing-") }.map(\.location))
    let news = findings.filter { $0.diagnostic.id != "html.broken-link" || !known.contains($0.diagnostic.location) }
    let (told, unused) = policy.judge(said + news)
    report.diagnostics = (told.map(\.diagnostic) + unused + policy.problems).inReadingOrder()
    for finding in told { if let fix = finding.fix { report.fixes[finding.diagnostic] = fix } }
  }

  private func fix(for diagnostic: Diagnostic, _ loaded: LoadedSite) -> TextEdit? {
    guard diagnostic.id.hasPrefix("front-matter."), let path = diagnostic.location.flatMap({ RelativePath($0.path) }),
      let source = loaded.folder.text(path).0
    else { return nil }
    return GermanDateFix.edit(for: diagnostic, in: source)
  }

  // MARK: Profile

  private mutating func readProfile(_ loaded: LoadedSite) -> Profile? {
    let configured = loaded.site.configuration.check
    guard let name = options.profile ?? configured.profile else { return nil }
    let location = options.profile == nil ? configured.profileLocation : nil
    guard let source = Profile.builtIn(name) ?? profileFile(name, loaded) else {
      let near = nearestName(to: name, among: Profile.builtInNames)
      build.diagnostics.append(
        .error(
          "profile.unknown", "there is no profile `\(name)`", at: location,
          hint: near.map { "did you mean `\($0)`?" }
            ?? "sitegen knows \(Profile.builtInNames.map { "`\($0)`" }.joined(separator: ", ")); another is a file: `--profile duties.yaml`"
        ))
      return nil
    }
    let (profile, problems) = ProfileReader.read(source)
    build.diagnostics += problems
    return profile
  }

  /// A file in the site's folder, or anywhere.
  private func profileFile(_ name: String, _ loaded: LoadedSite) -> SourceText? {
    guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") else { return nil }
    if let path = RelativePath(name), let text = loaded.folder.text(path).0 { return text }
    guard let file = try? OpenFile(reading: name), let bytes = try? file.readToEnd() else { return nil }
    return SourceText(path: name, bytes: bytes)
  }
}
