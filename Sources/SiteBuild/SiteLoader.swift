import SiteDiagnostics
import SiteMarkdown
import SiteModel
import SiteTemplate

/// A site read, parsed and put together: everything that a render needs.
struct LoadedSite {
  let site: Site
  let templates: SiteTemplates
  let graph: ViewGraph
  let components: ComponentRenderer
  let tree: SourceTree
  let folder: SourceFolder

  /// A file that no template renders, and where it comes from.
  struct StaticFile: Sendable {
    let source: RelativePath
    let output: OutputFile
  }

  /// Pictures and whatever else pages bring along, and the templates' assets; in the order of their addresses.
  var staticFiles: [StaticFile] {
    var files = site.files.compactMap { source, address in
      RelativePath("Content/\(source)").map { path in
        StaticFile(
          source: path, output: OutputFile(path: String(address.dropFirst()), content: .copy(of: folder.path(of: path)))
        )
      }
    }
    files += graph.assets.all.map { StaticFile(source: $0.source, output: $0.outputFile) }
    return files.sorted { $0.output.path < $1.output.path }
  }
}

/// The first half of the pipeline: from a folder to a site.
struct SiteLoader {
  private let options: BuildOptions
  private let folder: SourceFolder
  private var report: BuildReport

  /// `nil` where there is nothing to go on with; then the report says why.
  static func load(_ options: BuildOptions, report: inout BuildReport) async -> LoadedSite? {
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
    var loader = SiteLoader(options: options, folder: folder, report: report)
    let loaded = await loader.load()
    report = loader.report
    return loaded
  }

  private mutating func load() async -> LoadedSite? {
    let tree = folder.scan()
    report.diagnostics += tree.diagnostics
    report.lap("scan")
    guard let configuration = configuration(tree), let clock = clock(configuration) else { return nil }
    let templates = templates(tree)
    let texts = texts(tree, fallback: configuration.defaultLanguage.code)
    report.diagnostics += texts.gaps(in: configuration.languageCodes)
    let components = ComponentRenderer(templates: templates)
    report.lap("templates")
    let (pages, outline) = await parse(tree, configuration, clock, hooks: components.hooks)
    report.lap("parse")
    let files = tree.contentFiles.map { String($0.description.dropFirst("Content/".count)) }
    let (site, problems) = SiteAssembler.assemble(
      pages, files: files, outline: outline, configuration: configuration, clock: clock, policy: options.policy)
    report.diagnostics += problems
    report.omissions = site.omissions
    let (assets, faults) = AssetBuilder.build(tree, in: folder, configuration: configuration)
    report.diagnostics += faults
    let graph = await graph(site, texts, components, assets, tree)
    report.lap("assemble")
    return LoadedSite(
      site: site, templates: templates, graph: graph, components: components, tree: tree, folder: folder)
  }

  private mutating func text(_ path: RelativePath) -> SourceText? {
    let (text, problems) = folder.text(path)
    report.diagnostics += problems
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
    _ tree: SourceTree, _ configuration: SiteConfiguration, _ clock: SiteClock, hooks: Set<RenderHook>
  ) async -> ([ParsedPage], ContentOutline) {
    var paths: [(file: RelativePath, content: ContentPath)] = []
    for file in tree.pages {
      let (content, problem) = ContentPath.parse(
        String(file.description.dropFirst("Content/".count)), configuration: configuration)
      if let problem { report.diagnostics.append(problem) }
      if let content { paths.append((file, content)) }
    }
    let outline = ContentOutline(
      paths: paths.map { $0.content }, editionsFolder: configuration.editionsFolder)
    let parser = PageParser(
      folder: folder, configuration: configuration, clock: clock, outline: outline, hooks: hooks)
    let progress = options.progress
    progress.begin("reading", total: paths.count)
    let results = await concurrently(paths, jobs: options.jobs) { path in
      defer { progress.advance() }
      return parser.parse(path.file, path.content)
    }
    for (_, diagnostics) in results { report.diagnostics += diagnostics }
    return (results.compactMap { $0.0 }, outline)
  }

  private func graph(
    _ site: Site, _ texts: InterfaceTexts, _ components: ComponentRenderer, _ assets: AssetTable, _ tree: SourceTree
  ) async -> ViewGraph {
    let links = LinkResolver(site: site)
    var sizes: [String: ImageHeader] = [:]
    for path in tree.contentFiles where ImageSizes.isImage(path.description) {
      guard let bytes = folder.prefix(of: path, atMost: ImageHeader.prefixLength) else { continue }
      sizes[String(path.description.dropFirst("Content/".count))] = ImageHeader(bytes)
    }
    let bodies = BodyRenderer(
      site: site, links: links, sizes: ImageSizes(links: links, bySource: sizes), components: components)
    return await ViewGraph.make(site: site, texts: texts, bodies: bodies, assets: assets, jobs: options.jobs)
  }
}
