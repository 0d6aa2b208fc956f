import SiteDiagnostics
import SiteModel

/// Renders the jobs of a plan and looks through what they gave; any number of them at once.
struct JobRunner: Sendable {
  private let renderer: Renderer
  private let checker: BodyChecker
  private let review: OutputReview
  private let measuresRenders: Bool
  private let recordsDependencies: Bool

  init(
    _ loaded: LoadedSite, _ review: OutputReview, measuresRenders: Bool = false, recordsDependencies: Bool = false
  ) {
    self.review = review
    checker = BodyChecker(loaded)
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

  /// - Parameter text: a page whose text is at hand already.
  func run(_ job: RenderJob, knowing text: (page: PageID, body: PageBody)? = nil) -> RenderedFile {
    let trace = RenderTrace(graph: renderer.graph, recordsDependencies: recordsDependencies, knowing: text)
    let start = measuresRenders ? ContinuousClock.now : nil
    // In one go, so that the text is parsed once.
    let (review, outcome) = trace.record { (job.firstFileOf.flatMap { checker.review($0) }, renderer.render(job)) }
    let duration = start.map { ContinuousClock.now - $0 }
    switch outcome {
    case .failure(let failure):
      return RenderedFile(
        bytes: nil, review: review, diagnostics: failure.diagnostics, componentProblems: trace.problems,
        needs: PolicyNeeds(),
        dependencies: trace.dependencies, duration: duration)
    case .success(let bytes):
      let verdict = self.review.look(at: bytes, of: job)
      return RenderedFile(
        bytes: bytes, review: review, diagnostics: verdict.diagnostics, componentProblems: trace.problems,
        needs: verdict.needs,
        dependencies: trace.dependencies, duration: duration)
    }
  }
}
