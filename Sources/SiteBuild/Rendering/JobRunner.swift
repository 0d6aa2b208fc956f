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
    _ loaded: LoadedSite, _ review: OutputReview, measuresRenders: Bool = false, recordsDependencies: Bool = false,
    hearsAll: Bool = false
  ) {
    self.review = review
    checker = BodyChecker(loaded, hearsAll: hearsAll)
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

  /// A page whose text is at hand already.
  typealias KnownText = (page: PageID, body: PageBody)

  /// Runs several jobs, each step with all of them before the next.
  func run(_ jobs: [RenderJob]) -> [RenderedFile] { run(jobs.map { ($0, nil) }) }

  /// As above, where a text that a job needs may be known.
  func run(_ jobs: [(job: RenderJob, text: KnownText?)]) -> [RenderedFile] {
    let attempts = jobs.map { read($0.job, knowing: $0.text) }
    let outcomes = attempts.map { render($0) }
    return zip(attempts, outcomes).map { look(at: $1, of: $0) }
  }

  /// A job under way, with what one of its steps leaves for the next.
  private final class Attempt {
    let job: RenderJob
    let trace: RenderTrace
    var review: BodyReview?
    var duration: Duration?

    init(_ job: RenderJob, _ trace: RenderTrace) {
      self.job = job
      self.trace = trace
    }
  }

  /// Parses the text that the job is the first to show, and looks through it; the trace keeps it for the render.
  private func read(_ job: RenderJob, knowing text: KnownText?) -> Attempt {
    let attempt = Attempt(
      job, RenderTrace(graph: renderer.graph, recordsDependencies: recordsDependencies, knowing: text))
    if let page = job.firstFileOf {
      measure(attempt) { attempt.review = attempt.trace.record { checker.review(page) } }
    }
    return attempt
  }

  private func render(_ attempt: Attempt) -> Result<[UInt8], RenderFailure> {
    defer { attempt.trace.letGoOfTexts() }
    return measure(attempt) { attempt.trace.record { renderer.render(attempt.job) } }
  }

  private func look(at outcome: Result<[UInt8], RenderFailure>, of attempt: Attempt) -> RenderedFile {
    let (bytes, verdict) =
      switch outcome.map({ review.marked($0, of: attempt.job) }) {
      case .failure(let failure): (nil as [UInt8]?, OutputReview.Verdict(diagnostics: failure.diagnostics))
      case .success(let bytes): (bytes, review.look(at: bytes, of: attempt.job))
      }
    return RenderedFile(
      bytes: bytes, review: attempt.review, diagnostics: verdict.diagnostics,
      componentProblems: attempt.trace.problems, needs: verdict.needs, dependencies: attempt.trace.dependencies,
      duration: attempt.duration)
  }

  private func measure<Output>(_ attempt: Attempt, _ step: () -> Output) -> Output {
    guard measuresRenders else { return step() }
    let start = ContinuousClock.now
    defer { attempt.duration = (attempt.duration ?? .zero) + (ContinuousClock.now - start) }
    return step()
  }
}
