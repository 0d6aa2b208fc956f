/// How a view knows its graph: without owning it, since views lead to each other in circles; whoever renders holds it.
///
/// Looking at it counts no reference: all views of a site share the graph, and threads would wait for each other.
@safe struct GraphReference: Sendable {
  private let graph: Unmanaged<ViewGraph>

  init(_ graph: ViewGraph) { unsafe self.graph = .passUnretained(graph) }

  @inline(__always)
  func callAsFunction<Output>(_ look: (ViewGraph) -> Output) -> Output { unsafe graph._withUnsafeGuaranteedRef(look) }
}
