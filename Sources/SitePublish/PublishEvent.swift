/// What a publish is doing, for a progress bar.
package enum PublishEvent: Sendable, Hashable {
  /// A new part of the work has begun: "sending".
  case phase(String)
  /// So many of so many files are done.
  case files(done: Int, total: Int)
}
