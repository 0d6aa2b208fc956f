import CThreadVariables
import SiteDiagnostics
import SiteModel

/// What one render looks at, and what goes wrong in the components that it renders.
///
/// A render runs on one thread from beginning to end; views and components reach its trace there, without every value
/// of the template language being handed it.
final class RenderTrace {
  private(set) var problems: Set<Diagnostic> = []
  private let graph: ViewGraph
  /// The texts that the render has parsed, the latest few.
  private var bodies: [PageID: PageBody] = [:]
  private static let bodyLimit = 64
  /// `nil` where nobody asks what the render looks at.
  private let recorder: RenderDependencies.Recorder?

  /// - Parameters:
  ///   - recordsDependencies: whether ``dependencies`` are wanted, which costs time.
  ///   - text: a page whose text is at hand already.
  init(graph: ViewGraph, recordsDependencies: Bool, knowing text: (page: PageID, body: PageBody)? = nil) {
    self.graph = graph
    if let text { bodies[text.page] = text.body }
    recorder = recordsDependencies ? RenderDependencies.Recorder() : nil
  }

  /// What the render has looked at; empty where that wasn't recorded.
  var dependencies: RenderDependencies { recorder?.finish() ?? RenderDependencies() }

  /// Lends out that of the render which runs on this thread; `nil` where none does.
  @inline(__always)
  private static func withCurrent<Output>(_ look: (RenderTrace) -> Output) -> Output? {
    guard let known = unsafe render_trace() else { return nil }
    return unsafe Unmanaged<RenderTrace>.fromOpaque(known)._withUnsafeGuaranteedRef(look)
  }

  /// Notes that the text of a page is looked at: its HTML, headings, number of words, or a summary taken from it.
  ///
  /// Gives back the graph of the render, which has the text; `nil` where none runs on this thread.
  static func noteText(of page: PageID) -> ViewGraph? {
    withCurrent { current in
      current.recorder?.note(.page(page, .text))
      return current.graph
    }
  }

  @inline(__always)
  static func note(_ dependency: @autoclosure () -> Dependency) {
    withCurrent { if let recorder = $0.recorder { recorder.note(dependency()) } }
  }

  /// Notes what the place that a link or picture leads to depends on.
  static func note(_ finding: LinkResolver.Finding) {
    withCurrent { current in
      guard let recorder = current.recorder else { return }
      if !finding.isFirm { recorder.note(.addresses) }
      switch finding.resolution {
      case .external, .generated, .missing: break
      case .file(let source, _, _): recorder.note(file: source)
      case .page(let id, _):
        recorder.note(.page(id, .front))
        // Another translation of the page may be what is meant next time.
        recorder.note(.page(id, .relations))
      }
    }
  }

  /// Notes that a file is referred to, by its path below `Content`.
  static func note(file: String) { withCurrent { $0.recorder?.note(file: file) } }

  /// Notes which articles were found to be related to a page.
  static func note(related articles: [PageID], to page: PageID) {
    withCurrent { current in
      guard let recorder = current.recorder else { return }
      recorder.note(related: SiteFingerprints.fingerprint(of: articles, in: current.graph.site), to: page)
    }
  }

  /// A page's text as the render that runs on this thread has parsed it before, or parsed now.
  static func body(of page: PageID, parse: () -> PageBody) -> PageBody {
    let body = withCurrent { current in
      if let known = current.bodies[page] { return known }
      let body = parse()
      if current.bodies.count == bodyLimit { current.bodies.removeAll() }
      current.bodies[page] = body
      return body
    }
    return body ?? parse()
  }

  /// For a trace that stays while others are rendered.
  func letGoOfTexts() { bodies = [:] }

  static func note(_ problem: Diagnostic) { withCurrent { _ = $0.problems.insert(problem) } }

  /// Runs a render whose notes come here.
  func record<Output>(_ render: () -> Output) -> Output {
    let outer = unsafe render_trace()
    unsafe set_render_trace(Unmanaged.passUnretained(self).toOpaque())
    defer { unsafe set_render_trace(outer) }
    return render()
  }
}
