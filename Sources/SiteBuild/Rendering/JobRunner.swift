import SiteDiagnostics
import SiteModel

/// What became of one job of a plan. A class, because a preview takes all but a few over from one version to the next.
final class RenderedFile: Sendable {
  /// `nil` where rendering failed, or where they are let go of.
  let bytes: [UInt8]?
  /// Of the bytes, where somebody asked for it before they were let go of.
  let digest: ContentDigest?
  /// Why there are no bytes, or what is wrong with them.
  let diagnostics: [Diagnostic]
  /// What is wrong with components on the page.
  let componentProblems: Set<Diagnostic>
  /// What the policy must allow for the file to work.
  let needs: PolicyNeeds
  /// What rendering looked at; empty where nobody asked for it.
  let dependencies: RenderDependencies
  /// How long rendering took, where that was asked for.
  let duration: Duration?

  init(
    bytes: [UInt8]?, digest: ContentDigest? = nil, diagnostics: [Diagnostic], componentProblems: Set<Diagnostic>,
    needs: PolicyNeeds, dependencies: RenderDependencies, duration: Duration?
  ) {
    self.bytes = bytes
    self.digest = digest
    self.diagnostics = diagnostics
    self.componentProblems = componentProblems
    self.needs = needs
    self.dependencies = dependencies
    self.duration = duration
  }

  /// What is left of it once the bytes are written.
  var withoutBytes: RenderedFile { changed(digest: digest, dependencies) }

  /// What is left of it where the bytes can be had again by rendering.
  var digested: RenderedFile { changed(digest: bytes.map { ContentHasher.digest(of: $0) }, dependencies) }

  /// The same file in a site where what it looked at has other places.
  func moved(by difference: SiteDifference) -> RenderedFile {
    difference.placesStay ? self : changed(digest: digest, difference.moved(dependencies))
  }

  private func changed(digest: ContentDigest?, _ dependencies: RenderDependencies) -> RenderedFile {
    RenderedFile(
      bytes: nil, digest: digest, diagnostics: diagnostics, componentProblems: componentProblems, needs: needs,
      dependencies: dependencies, duration: duration)
  }

  /// Whether it was rendered and there is nothing to say of it, so that a next build need not look at it again.
  var isFlawless: Bool { digest != nil && diagnostics.isEmpty && componentProblems.isEmpty }
}

/// Renders the jobs of a plan and looks through what they gave; any number of them at once.
struct JobRunner: Sendable {
  private let renderer: Renderer
  private let review: OutputReview
  private let measuresRenders: Bool
  private let recordsDependencies: Bool

  init(
    _ loaded: LoadedSite, _ review: OutputReview, measuresRenders: Bool = false, recordsDependencies: Bool = false
  ) {
    self.review = review
    self.recordsDependencies = recordsDependencies
    self.measuresRenders = measuresRenders
    renderer = Renderer(
      graph: loaded.graph, templates: loaded.templates,
      origins: ValueOrigins(places: FieldPlaces(folder: loaded.folder)))
  }

  /// The bytes alone, of a job that is known to be right; `nil` where it fails all the same.
  func bytes(of job: RenderJob) -> [UInt8]? {
    try? RenderTrace(graph: renderer.graph, recordsDependencies: false).record { renderer.render(job) }.get()
  }

  func run(_ job: RenderJob) -> RenderedFile {
    let trace = RenderTrace(graph: renderer.graph, recordsDependencies: recordsDependencies)
    let start = measuresRenders ? ContinuousClock.now : nil
    let outcome = trace.record { renderer.render(job) }
    let duration = start.map { ContinuousClock.now - $0 }
    switch outcome {
    case .failure(let failure):
      return RenderedFile(
        bytes: nil, diagnostics: failure.diagnostics, componentProblems: trace.problems, needs: PolicyNeeds(),
        dependencies: trace.dependencies, duration: duration)
    case .success(let bytes):
      let verdict = review.look(at: bytes, of: job)
      return RenderedFile(
        bytes: bytes, diagnostics: verdict.diagnostics, componentProblems: trace.problems, needs: verdict.needs,
        dependencies: trace.dependencies, duration: duration)
    }
  }
}

extension Sequence<RenderedFile> {
  /// What is wrong with all of them together.
  var diagnostics: [Diagnostic] {
    let problems = reduce(into: Set<Diagnostic>()) {
      if !$1.componentProblems.isEmpty { $0.formUnion($1.componentProblems) }
    }
    return flatMap(\.diagnostics).onceForEachPlace() + problems
  }
}
