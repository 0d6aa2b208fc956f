import SiteDiagnostics
import SiteMarkdown
import SiteModel

/// What every output goes through, whether it is written to a folder or shown from memory: nothing may load from another
/// host, the policy learns what is needed, and compressed forms come to lie beside it.
struct OutputReview: Sendable {
  /// What is to be said of one output, and what a policy must allow for it.
  struct Verdict: Sendable {
    var diagnostics: [Diagnostic] = []
    var needs = PolicyNeeds()
    /// What files that are taken over would need beside what the site needs: they get nothing of their own.
    var wishes: [PolicyWish] = []
  }

  private let inspector: OutputInspector
  private let report: ForeignAddressReport
  private let active: ActiveContentReport
  private let precompressor: Precompressor
  private let configuration: SiteConfiguration
  private let assets: AssetTable
  private let folder: SourceFolder
  /// `nil` unless the site is built for a preview.
  private let marks: PreviewMarks?

  init(_ loaded: LoadedSite, options: BuildOptions) {
    configuration = loaded.site.configuration
    assets = loaded.assets
    folder = loaded.folder
    marks = options.isForPreview ? PreviewMarks(loaded.site) : nil
    inspector = OutputInspector(origin: SiteOrigin(configuration.baseURL.origin))
    report = ForeignAddressReport(site: loaded.site, tree: loaded.tree, folder: loaded.folder)
    active = ActiveContentReport(trustsPages: configuration.markdown.rawHTML == .pass)
    let forms = AssetConfiguration.Compression.allCases
    precompressor = Precompressor(forms: options.isPrecompressed ? forms : configuration.assets.precompress)
  }

  /// What goes out of what a template rendered.
  func marked(_ bytes: [UInt8], of job: RenderJob) -> [UInt8] { marks?.marked(bytes, of: job) ?? bytes }

  /// Looks through what a template rendered.
  func look(at bytes: [UInt8], of job: RenderJob) -> Verdict {
    let inspection = inspector.inspect(bytes, path: job.outputPath)
    let forms = inspection.needs.unreadableForms
    var verdict = Verdict(needs: inspection.needs)
    if !inspection.foreign.isEmpty { verdict.diagnostics = report.diagnostics(for: inspection.foreign, in: job) }
    if !forms.isEmpty { verdict.diagnostics += report.diagnostics(forForms: forms, in: job) }
    if let diagnostic = ControlCharacters.diagnostic(of: bytes, of: job) { verdict.diagnostics.append(diagnostic) }
    return verdict
  }

  /// Looks through a file that no template rendered. Pictures need nothing of a policy to be shown, and whoever may write
  /// texts changes nothing in it: only what lies with the templates has a say.
  func look(at file: LoadedSite.StaticFile) -> Verdict {
    let path = file.output.path
    let isContent = file.isContent
    guard inspector.concerns(fileAt: path) || (isContent && active.concerns(fileAt: path)) else { return Verdict() }
    let bytes: [UInt8]
    switch file.output.content {
    case .bytes(let known): bytes = known
    case .copy:
      let (text, problems) = folder.text(file.source)
      guard let text else { return Verdict(diagnostics: problems) }
      bytes = text.bytes
    }
    let inspection = inspector.inspect(bytes, path: path)
    var verdict = Verdict(diagnostics: report.diagnostics(for: inspection.foreign, in: file.source, output: path))
    if isContent {
      let source = SourceText(path: file.source.description, bytes: bytes)
      verdict.diagnostics += active.diagnostics(for: source, output: path)
      if !OutputInspector.isDrawing(path), verdict.diagnostics.isEmpty {
        verdict.wishes = [PolicyWish(source: file.source.description, needs: inspection.needs)]
      }
    } else if !OutputInspector.isDrawing(path) {
      verdict.needs = inspection.needs
    }
    return verdict
  }

  /// Looks through all files that no template rendered.
  func look(at files: [LoadedSite.StaticFile], jobs: Int) async -> Verdict {
    var whole = Verdict()
    for verdict in await concurrently(files, jobs: jobs, { look(at: $0) }) {
      whole.diagnostics += verdict.diagnostics
      whole.needs.formUnion(verdict.needs)
      whole.wishes += verdict.wishes
    }
    return whole
  }

  /// The compressed forms of what lies at a path.
  func companions(of path: String, _ bytes: [UInt8]) -> [OutputFile] { precompressor.files(for: path, bytes) }

  func companions(of file: LoadedSite.StaticFile) -> [OutputFile] {
    precompressor.concerns(file.output.path) ? precompressor.files(for: file.output.path, bytes(of: file)) : []
  }

  /// What readers won't see of files that are taken over, under the policy that the site has.
  func unmet(_ wishes: [PolicyWish], by needs: PolicyNeeds) -> [Diagnostic] {
    wishes.compactMap { $0.diagnostic(under: needs, hasScripts: assets.hasScripts) }
  }

  /// The files from which a web host learns the headers, once everything was looked at.
  func headerFiles(for needs: PolicyNeeds) -> (files: [OutputFile], diagnostics: [Diagnostic]) {
    let policy = ContentSecurityPolicy(needs, hasScripts: assets.hasScripts)
    var files: [OutputFile] = []
    for format in configuration.headers {
      let file = HeaderFile(
        format, policy: policy, base: configuration.baseURL, assets: assets, isForPreview: marks != nil)
      guard let file else {
        return ([], [.error("output.unsafe-header", "the policy of this site can't be written into a header safely")])
      }
      files.append(OutputFile(path: file.path, content: .bytes(Array(file.text.utf8))))
    }
    return (files, [])
  }

  private func bytes(of file: LoadedSite.StaticFile) -> [UInt8] {
    switch file.output.content {
    case .bytes(let bytes): bytes
    case .copy: folder.text(file.source).0?.bytes ?? []
    }
  }
}
