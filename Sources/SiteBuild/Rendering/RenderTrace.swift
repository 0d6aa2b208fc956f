import SiteDiagnostics
import SiteModel

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What one render reads of pages' texts, and what goes wrong in the components that it renders.
///
/// A render runs on one thread from beginning to end; views and components reach its trace there, without every value
/// of the template language being handed it.
final class RenderTrace {
  /// The pages whose Markdown was looked at: their HTML, headings, number of words, or a summary taken from it.
  private(set) var texts: Set<PageID> = []
  private(set) var problems: Set<Diagnostic> = []
  private let graph: ViewGraph

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    _ = unsafe pthread_key_create(&key, nil)
    return key
  }()

  init(graph: ViewGraph) { self.graph = graph }

  /// That of the render which runs on this thread.
  private static var current: RenderTrace? {
    guard let known = unsafe pthread_getspecific(key) else { return nil }
    return unsafe Unmanaged<RenderTrace>.fromOpaque(known).takeUnretainedValue()
  }

  /// Gives back the graph of the render, which has the text; `nil` where none runs on this thread.
  static func noteText(of page: PageID) -> ViewGraph? {
    guard let current else { return nil }
    current.texts.insert(page)
    return current.graph
  }

  static func note(_ problem: Diagnostic) { current?.problems.insert(problem) }

  /// Runs a render whose notes come here.
  func record<Output>(_ render: () -> Output) -> Output {
    let outer = unsafe pthread_getspecific(Self.key)
    _ = unsafe pthread_setspecific(Self.key, Unmanaged.passUnretained(self).toOpaque())
    defer { _ = unsafe pthread_setspecific(Self.key, outer) }
    return render()
  }
}
