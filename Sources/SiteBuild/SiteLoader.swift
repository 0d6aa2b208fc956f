import SiteDiagnostics
import SiteMarkdown
import SiteModel
import SiteTemplate

/// The first half of the pipeline: from a folder to a site.
struct SiteLoader {
  private let options: BuildOptions
  private let folder: SourceFolder
  private var report: BuildReport

  /// What a loader takes over from an earlier one.
  struct Memory: Sendable {
    var pages: ParsedPages?
    /// The files, by their paths from the site's folder, that may have changed since.
    var changes = SourceChanges([])
  }

  private let memory: Memory?
  private let cache: CacheSession?
  private let keepsFrontMatter: Bool
  /// Of all texts that were read, in their order.
  private var readTexts = Fingerprinter()

  /// `nil` where there is nothing to go on with; then the report says why.
  ///
  /// - Parameters:
  ///   - memory: where there will be a next time in the same process: what is known from the last.
  ///   - cache: where there may be one in another process.
  ///   - keepsFrontMatter: whether the places of its fields will be asked for.
  static func load(
    _ options: BuildOptions, memory: Memory? = nil, cache: CacheSession? = nil, keepsFrontMatter: Bool = false,
    report: inout BuildReport
  ) async -> LoadedSite? {
    let folder: SourceFolder
    do throws(SystemError) {
      folder = try SourceFolder(opening: options.source)
    } catch {
      report.diagnostics.append(
        .error(
          "source.missing-folder", "cannot \(error.action) `\(error.path)`: \(error.reason)",
          hint: "name the site's folder with --source"))
      return nil
    }
    var loader = SiteLoader(
      options: options, folder: folder, report: report, memory: memory, cache: cache,
      keepsFrontMatter: keepsFrontMatter)
    let loaded = await loader.load()
    report = loader.report
    return loaded
  }

  private mutating func load() async -> LoadedSite? {
    let tree = await folder.scan(jobs: options.jobs)
    report.diagnostics += tree.diagnostics
    report.leavings = tree.leavings
    report.lap("scan")
    guard let configuration = configuration(tree), let clock = clock(configuration) else { return nil }
    let reading = readingConditions(clock)
    let templates = templates(tree)
    let texts = texts(tree, fallback: configuration.defaultLanguage.code)
    report.diagnostics += texts.gaps(in: configuration.languageCodes)
    let components = ComponentRenderer(templates: templates)
    let textsRead = readTexts.finish()
    report.lap("templates")
    let parsed = await parse(tree, configuration, clock, under: reading)
    report.lap("parse")
    let early = await earlyDocuments(of: parsed.pages, configuration, components.surroundings)
    let files = tree.contentFiles.map { String($0.description.dropFirst("Content/".count)) }
    let (site, problems) = SiteAssembler.assemble(
      parsed.pages, files: files, outline: parsed.outline, configuration: configuration, clock: clock,
      policy: options.policy, places: FieldPlaces(folder: folder).locator)
    report.diagnostics += problems
    report.omissions = site.omissions
    let (assets, faults) = AssetBuilder.build(
      tree, in: folder, configuration: configuration, isPlain: options.hasPlainAssets)
    report.diagnostics += faults
    let graph = graph(site, texts, components, assets, tree, pages: parsed.memory, early)
    report.lap("assemble")
    return LoadedSite(
      site: site, templates: templates, graph: graph, assets: assets, tree: tree, folder: folder, pages: parsed.memory,
      conditions: CacheConditions(
        reading: reading, rendering: renderingConditions(reading, texts: textsRead, assets)))
  }

  private func readingConditions(_ clock: SiteClock) -> UInt64 {
    var maker = Fingerprinter()
    maker.add(cache?.program ?? 0)
    // The one text that was read so far is `site.yaml`.
    maker.add(readTexts.current)
    maker.add(options.baseURL?.permalink(of: "/"))
    maker.add(Int(clock.today.day))
    return maker.finish()
  }

  private func renderingConditions(_ reading: UInt64, texts: UInt64, _ assets: AssetTable) -> UInt64 {
    var maker = Fingerprinter()
    maker.add(reading)
    maker.add(texts)
    for (path, addresses) in assets.addresses.sorted(by: { $0.key < $1.key }) {
      maker.add(path)
      for address in addresses { maker.add(address) }
    }
    let policy = options.policy
    for flag in [
      policy.includesDrafts, policy.includesFuture, policy.includesExpired, options.isPrecompressed,
      options.hasPlainAssets,
    ] { maker.add(flag ? 1 : 0) }
    return maker.finish()
  }

  private mutating func text(_ path: RelativePath) -> SourceText? {
    let (text, problems) = folder.text(path)
    report.diagnostics += problems
    readTexts.add(path.description)
    if let text { readTexts.add(Fingerprinter.fingerprint(of: text.bytes[...])) }
    return text
  }

  private mutating func configuration(_ tree: SourceTree) -> SiteConfiguration? {
    guard tree.hasConfiguration else {
      if !tree.diagnostics.hasErrors {
        report.diagnostics.append(
          .error(
            "config.missing", "there is no `\(SourceTree.configurationPath)` in `\(options.source)`",
            hint: "make one with at least `title: …` and `baseURL: https://…`"))
      }
      return nil
    }
    guard let source = text(SourceTree.configurationPath) else { return nil }
    let (configuration, diagnostics) = SiteConfigurationReader.read(source, baseURL: options.baseURL)
    report.diagnostics += diagnostics
    return configuration
  }

  private mutating func clock(_ configuration: SiteConfiguration) -> SiteClock? {
    guard let now = options.now.instant(timeZone: configuration.timeZone) else {
      report.diagnostics.append(
        .error(
          "usage.bad-now", "`--now` is no date", hint: "write it like `2025-12-15`, `2025-12-15T09:30` or in seconds"))
      return nil
    }
    return SiteClock(timeZone: configuration.timeZone, now: now)
  }

  private mutating func templates(_ tree: SourceTree) -> SiteTemplates {
    var sources: [TemplateSource] = []
    for path in tree.templates {
      guard let text = text(path) else { continue }
      report.diagnostics += ControlCharacters.diagnostics(ofTemplate: text)
      sources.append(TemplateSource(name: String(path.description.dropFirst("Templates/".count)), text: text))
    }
    let (templates, diagnostics) = SiteTemplates.compile(sources)
    report.diagnostics += diagnostics
    return templates
  }

  private mutating func texts(_ tree: SourceTree, fallback: String) -> InterfaceTexts {
    var texts = InterfaceTexts(fallback: fallback)
    for path in tree.translations where path.hasSuffix(".yaml") {
      guard let text = text(path) else { continue }
      let language = path.description.dropFirst("Templates/i18n/".count).dropLast(".yaml".count)
      report.diagnostics += texts.add(text, language: String(language))
    }
    return texts
  }

  private mutating func parse(
    _ tree: SourceTree, _ configuration: SiteConfiguration, _ clock: SiteClock, under reading: UInt64
  ) async -> (pages: [ParsedPage], outline: ContentOutline, memory: ParsedPages?) {
    let runs = await concurrently(runsOf: tree.pages, jobs: options.jobs) { files in
      [NamedPages(files, configuration)]
    }
    for run in runs where !run.problems.isEmpty { report.diagnostics += run.problems }
    let outline = ContentOutline(folders: runs.lazy.flatMap(\.folders), editionsFolder: configuration.editionsFolder)
    let parser = PageParser(
      folder: folder, configuration: configuration, clock: clock, outline: outline,
      takesFingerprints: memory != nil || cache != nil,
      // A preview lives on, and would hold them for nothing.
      allowance: memory == nil ? TextAllowance() : TextAllowance(bytes: 0),
      keepsFrontMatter: keepsFrontMatter)
    let conditions = ParsedPages.Conditions(
      configuration: folder.text(SourceTree.configurationPath).0?.bytes ?? [], baseURL: options.baseURL,
      today: SiteDate(day: clock.today.day))
    let known = knownPages(conditions)
    let last = await cache?.last
    let progress = options.progress
    progress.begin("reading", total: runs.reduce(0) { $0 + $1.places.count })
    let files = await concurrently(runsOf: runs, atMost: 1, jobs: options.jobs) { [folder] runs in
      runs.flatMap { run in
        defer { for _ in run.places { progress.advance() } }
        let stamps = last == nil ? nil : folder.stamps(of: run.places.map(\.file))
        var guess = 0
        let old = run.places.indices.map { index -> ParsedPages.File? in
          let path = run.places[index].path
          let kind = outline.kind(of: path)
          if let old = known?[path.path], old.page?.kind == kind { return old }
          guard let last, let stamp = stamps?[index] else { return nil }
          return last.page(path, as: kind, stamp: stamp, under: reading, configuration, near: &guess)
        }
        var new = parser.parse(zip(run.places, old).compactMap { $1 == nil ? $0 : nil })[...]
        return old.map { $0 ?? new.removeFirst() }
      }
    }
    cache?.noteSourcesAreRead()
    releaseInBackground(runs)
    for file in files where !file.diagnostics.isEmpty { report.diagnostics += file.diagnostics }
    guard memory != nil || cache != nil else { return (files.compactMap(\.page), outline, nil) }
    let pages = ParsedPages(
      conditions: conditions, outline: outline, files: files,
      haveKnownFronts: last?.knowsFronts(of: files, under: reading) == true)
    return (files.compactMap(\.page), outline, pages)
  }

  /// The files that were read before under the same conditions, and have not changed since.
  private func knownPages(_ conditions: ParsedPages.Conditions) -> ParsedPages? {
    guard let memory, memory.changes.isComplete, var pages = memory.pages, pages.conditions == conditions else {
      return nil
    }
    pages.remove(
      memory.changes.paths.filter { $0.hasPrefix("Content/") }.map { String($0.dropFirst("Content/".count)) })
    return pages
  }

  /// `nil` where not all texts will be wanted, because much is known from an earlier build.
  private func earlyDocuments(
    of pages: [ParsedPage], _ configuration: SiteConfiguration, _ surroundings: MarkdownSurroundings
  ) async -> EarlyDocuments? {
    guard options.jobs > 1, memory == nil, await cache?.last == nil else { return nil }
    return EarlyDocuments(of: pages, helpers: options.jobs - 1) { page, text in
      PageBodies.document(of: text, language: page.language, configuration: configuration, in: surroundings)
    }
  }

  private func graph(
    _ site: Site, _ texts: InterfaceTexts, _ components: ComponentRenderer, _ assets: AssetTable, _ tree: SourceTree,
    pages: ParsedPages?, _ early: EarlyDocuments?
  ) -> ViewGraph {
    let links = LinkResolver(site: site)
    var sizes: [String: ImageHeader] = [:]
    for path in tree.contentFiles where ImageSizes.isImage(path.description) {
      guard let bytes = folder.prefix(of: path, atMost: ImageHeader.prefixLength) else { continue }
      sizes[String(path.description.dropFirst("Content/".count))] = ImageHeader(bytes)
    }
    let bodies = BodyRenderer(
      site: site,
      bodies: PageBodies(
        site: site, folder: folder, surroundings: components.surroundings, sources: cache == nil ? nil : pages,
        early: early),
      links: links,
      sizes: ImageSizes(bySource: sizes), components: components)
    return ViewGraph(site: site, texts: texts, bodies: bodies, assets: assets)
  }
}
