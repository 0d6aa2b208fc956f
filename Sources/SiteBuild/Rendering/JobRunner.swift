import SiteDiagnostics
import SiteModel

/// What became of one job of a plan.
struct RenderedFile: Sendable {
  /// `nil` where rendering failed.
  let bytes: [UInt8]?
  /// Why there are no bytes, or what is wrong with them.
  let diagnostics: [Diagnostic]
  /// What is wrong with components on the page.
  let componentProblems: Set<Diagnostic>
  /// What the policy must allow for the file to work.
  let needs: PolicyNeeds
  /// The pages whose texts it shows.
  let texts: Set<PageID>

  /// What is left of it once the bytes are written.
  var withoutBytes: RenderedFile {
    RenderedFile(
      bytes: nil, diagnostics: diagnostics, componentProblems: componentProblems, needs: needs, texts: texts)
  }
}

/// Renders the jobs of a plan and looks through what they gave; any number of them at once.
struct JobRunner: Sendable {
  private let renderer: Renderer
  private let inspector: OutputInspector
  private let foreign: ForeignAddressReport

  init(_ loaded: LoadedSite) {
    renderer = Renderer(
      graph: loaded.graph, templates: loaded.templates,
      origins: ValueOrigins(places: FieldPlaces(folder: loaded.folder)))
    inspector = OutputInspector(origin: SiteOrigin(loaded.site.configuration.baseURL.origin))
    foreign = ForeignAddressReport(site: loaded.site, tree: loaded.tree, folder: loaded.folder)
  }

  func run(_ job: RenderJob) -> RenderedFile {
    let trace = RenderTrace()
    switch trace.record({ renderer.render(job) }) {
    case .failure(let failure):
      return RenderedFile(
        bytes: nil, diagnostics: failure.diagnostics, componentProblems: trace.problems, needs: PolicyNeeds(),
        texts: trace.texts)
    case .success(let bytes):
      let inspection = inspector.inspect(bytes, path: job.outputPath)
      return RenderedFile(
        bytes: bytes, diagnostics: foreign.diagnostics(for: inspection.foreign, in: job),
        componentProblems: trace.problems, needs: inspection.needs, texts: trace.texts)
    }
  }
}

extension Sequence<RenderedFile> {
  /// What is wrong with all of them together.
  var diagnostics: [Diagnostic] {
    let problems = reduce(into: Set<Diagnostic>()) { $0.formUnion($1.componentProblems) }
    return flatMap(\.diagnostics).onceForEachPlace() + problems
  }
}
