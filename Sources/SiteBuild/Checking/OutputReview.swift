import SiteDiagnostics
import SiteModel

/// What every output goes through, whether it is written to a folder or shown from memory: nothing may load from another
/// host, the policy learns what is needed, and compressed forms come to lie beside it.
struct OutputReview: Sendable {
  /// What is to be said of one output, and what a policy must allow for it.
  struct Verdict: Sendable {
    var diagnostics: [Diagnostic] = []
    var needs = PolicyNeeds()
  }

  private let inspector: OutputInspector
  private let report: ForeignAddressReport
  private let precompressor: Precompressor
  private let configuration: SiteConfiguration
  private let assets: AssetTable
  private let folder: SourceFolder

  init(_ loaded: LoadedSite, options: BuildOptions) {
    configuration = loaded.site.configuration
    assets = loaded.assets
    folder = loaded.folder
    inspector = OutputInspector(origin: SiteOrigin(configuration.baseURL.origin))
    report = ForeignAddressReport(site: loaded.site, tree: loaded.tree, folder: loaded.folder)
    let forms = AssetConfiguration.Compression.allCases
    precompressor = Precompressor(forms: options.isPrecompressed ? forms : configuration.assets.precompress)
  }

  /// Looks through what a template rendered.
  func look(at bytes: [UInt8], of job: RenderJob) -> Verdict {
    let inspection = inspector.inspect(bytes, path: job.outputPath)
    guard !inspection.foreign.isEmpty else { return Verdict(needs: inspection.needs) }
    return Verdict(diagnostics: report.diagnostics(for: inspection.foreign, in: job), needs: inspection.needs)
  }

  /// Looks through a file that no template rendered.
  func look(at file: LoadedSite.StaticFile) -> Verdict {
    guard inspector.concerns(fileAt: file.output.path) else { return Verdict() }
    let inspection = inspector.inspect(bytes(of: file), path: file.output.path)
    return Verdict(
      diagnostics: report.diagnostics(for: inspection.foreign, in: file.source, output: file.output.path),
      needs: inspection.needs)
  }

  /// Looks through all files that no template rendered.
  func look(at files: [LoadedSite.StaticFile], jobs: Int) async -> Verdict {
    var whole = Verdict()
    for verdict in await concurrently(files, jobs: jobs, { look(at: $0) }) {
      whole.diagnostics += verdict.diagnostics
      whole.needs.formUnion(verdict.needs)
    }
    return whole
  }

  /// The compressed forms of what lies at a path.
  func companions(of path: String, _ bytes: [UInt8]) -> [OutputFile] { precompressor.files(for: path, bytes) }

  func companions(of file: LoadedSite.StaticFile) -> [OutputFile] {
    precompressor.concerns(file.output.path) ? precompressor.files(for: file.output.path, bytes(of: file)) : []
  }

  /// The files from which a web host learns the headers, once everything was looked at.
  func headerFiles(for needs: PolicyNeeds) -> [OutputFile] {
    let policy = ContentSecurityPolicy(needs, hasScripts: assets.hasScripts)
    return configuration.headers.map { format in
      let file = HeaderFile(format, policy: policy, base: configuration.baseURL, assets: assets)
      return OutputFile(path: file.path, content: .bytes(Array(file.text.utf8)))
    }
  }

  private func bytes(of file: LoadedSite.StaticFile) -> [UInt8] {
    switch file.output.content {
    case .bytes(let bytes): bytes
    case .copy: folder.text(file.source).0?.bytes ?? []
    }
  }
}
