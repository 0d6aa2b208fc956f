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
  /// The front matter of the pages that could be read.
  private var beginnings: [PageChecker.Beginning] = []
  /// Links to other hosts, each with the places where it stands.
  private var externalLinks: [String: [SourceLocation]] = [:]

  package static func check(_ options: CheckOptions) async -> CheckReport {
    var checker = SiteChecker(options: options)
    await checker.check()
    checker.report.phases = checker.build.phases
    checker.report.leftOut = checker.build.leftOut
    return checker.report
  }

  private init(options: CheckOptions) { self.options = options }

  private mutating func check() async {
    guard let loaded = await SiteLoader.load(options.build, keepsFrontMatter: true, report: &build) else {
      report.diagnostics = build.diagnostics.inReadingOrder()
      for diagnostic in report.diagnostics { report.fixes[diagnostic] = diagnostic.fix }
      return
    }
    defer { releaseInBackground(loaded) }
    let plan = await BuildPlan.make(
      of: loaded.site, loaded.templates, places: FieldPlaces(folder: loaded.folder), tasks: options.build.jobs)
    build.diagnostics += plan.diagnostics
    build.lap("plan")
    report.omittedCount = loaded.site.omissions.count
    let (profile, problems) = ProfileChoice.read(options.profile, for: loaded)
    report.profile = profile
    build.diagnostics += problems
    var policy = RulePolicy(site: loaded.site, demanded: options.rules)
    let runner = RuleRunner(policy: policy, profile: report.profile)
    let outputs = await checkPages(of: plan, loaded, with: runner, policy: &policy)
    build.lap("pages")
    let site = site(loaded, outputs: outputs)
    let found = await concurrently(runner.siteChecks, jobs: options.build.jobs) { check in check(site) }
    findings += await placed(found.flatMap { $0 })
    build.lap("rules")
    await askOtherHosts(loaded.site.configuration.check.ignoredHosts)
    finish(loaded, policy)
    releaseInBackground((findings, beginnings, site, found))
  }

  // MARK: Pages

  private mutating func checkPages(
    of plan: BuildPlan, _ loaded: LoadedSite, with runner: RuleRunner, policy: inout RulePolicy
  ) async -> Outputs {
    let review = OutputReview(loaded, options: options.build)
    let addresses = SiteAddresses(
      base: loaded.site.configuration.baseURL,
      paths: plan.jobs.map(\.outputPath)
        + (loaded.staticFiles + loaded.staticFiles(Set(loaded.site.withheldFiles.keys))).map(\.output.path))
    let pages = PageChecker(
      loaded, review: review, runner: runner, profile: report.profile, addresses: addresses,
      wantsExternalLinks: options.probe != nil,
      spoiled: Set(build.diagnostics.lazy.filter { $0.severity == .error }.compactMap(\.location?.path)))
    let subjects = PageChecker.subjects(of: plan.jobs, on: loaded.site)
    let progress = options.build.progress
    progress.begin("checking", total: subjects.count)
    let results = await concurrently(runsOf: subjects, jobs: options.build.jobs) { subjects in
      defer { for _ in subjects { progress.advance() } }
      return pages.check(subjects)
    }
    var outputs: [CheckedSite.Output] = []
    var files: [RenderedFile] = []
    var found: [OutputPlaces.Sorted] = []
    var secondTitles = 0
    for result in results {
      if let text = result.text {
        take(text, &policy)
        secondTitles += text.secondTitles
      }
      guard let output = result.output else { continue }
      files.append(output.file)
      if let site = output.site { outputs.append(site) }
      if let findings = output.findings { found.append(findings) }
    }
    build.diagnostics += pages.problems(between: results.compactMap(\.text?.review))
    let spoiled = Set(build.diagnostics.lazy.filter { $0.severity == .error }.compactMap(\.location?.path))
    let problems = files.diagnostics(beside: spoiled)
    let referred = loaded.staticFiles(loaded.referredFiles(in: files))
    let taken = await review.look(at: loaded.staticFiles + referred, jobs: options.build.jobs)
    var needs = taken.needs
    for file in files { needs.formUnion(file.needs) }
    build.diagnostics += taken.diagnostics + problems + review.unmet(taken.wishes, by: needs)
    build.withholdFiles(of: loaded.site, except: referred.map(\.source))
    for (path, page) in build.withheldFiles {
      if let address = loaded.site.files[path] { report.withheldOutputs[String(address.dropFirst())] = page }
    }
    report.pageCount = outputs.count(where: \.isPage)
    releaseInBackground(results)
    if !found.isEmpty {
      let places = OutputPlaces(
        templates: templates(of: loaded), chain: loaded.templates.chain, addresses: addresses,
        secondTitles: secondTitles)
      findings += places.findings(for: found)
    }
    return Outputs(outputs: outputs, addresses: addresses, isComplete: files.diagnostics.isEmpty)
  }

  /// Takes what was found in the text of a page.
  private mutating func take(_ result: PageChecker.TextResult, _ policy: inout RulePolicy) {
    build.diagnostics += result.review.review.diagnostics
    findings += result.findings
    if let page = result.silenced { policy.add(page) }
    beginnings.append(result.beginning)
    for (address, place) in result.externalLinks { externalLinks[address, default: []].append(place()) }
  }

  private func templates(of loaded: LoadedSite) -> [SourceText] {
    loaded.tree.templates.compactMap { loaded.folder.text($0).0 }
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

  /// Looks up the fields at which findings on the site are told, many at a time.
  private func placed(_ found: [SiteFinding]) async -> [Finding] {
    let wanted = Dictionary(grouping: found.compactMap(\.field), by: \.file).mapValues { Set($0.map(\.key)) }
    let known = beginnings.filter { wanted[$0.text.path] != nil }
    let located = await concurrently(known, jobs: options.build.jobs) { page in
      let path = page.text.path
      return (path, FieldPlaces.locations(of: wanted[path] ?? [], in: page.text, page.frontMatter))
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
    let said = build.diagnostics.map { Finding($0, fix: $0.fix) }
    // What a build says of a link needn't be said once more of the page that it is on.
    let known = Set(
      build.diagnostics.filter { $0.id.hasPrefix("link.missing-") || $0.id == "link.local-address" }.map(\.location))
    // Nor what is found in the text, of what became of it.
    let wordless = Set(findings.filter { $0.diagnostic.id == "link.empty-text" }.compactMap { Line($0.diagnostic) })
    let news = findings.filter { finding in
      switch finding.diagnostic.id {
      case "html.broken-link", "link.private-address": !known.contains(finding.diagnostic.location)
      case "html.empty-control": Line(finding.diagnostic).map { !wordless.contains($0) } ?? true
      default: true
      }
    }
    let (told, unused) = policy.judge(said + news)
    report.diagnostics = (told.map(\.diagnostic) + unused + policy.problems).inReadingOrder()
    for finding in told { if let fix = finding.fix { report.fixes[finding.diagnostic] = fix } }
  }

  private struct Line: Hashable {
    let path: String
    let line: Int

    init?(_ diagnostic: Diagnostic) {
      guard let place = diagnostic.location else { return nil }
      (path, line) = (place.path, place.line)
    }
  }
}
