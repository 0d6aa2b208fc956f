import Synchronization

/// Counts files for a progress bar, from whatever task their names come in.
final class FileCounter: Sendable {
  private let done = Atomic(0)
  private let total: Int
  private let onEvent: @Sendable (PublishEvent) -> Void

  init(total: Int, onEvent: @escaping @Sendable (PublishEvent) -> Void) {
    self.total = total
    self.onEvent = onEvent
  }

  func count() {
    let done = done.add(1, ordering: .relaxed).newValue
    if done <= total { onEvent(.files(done: done, total: total)) }
  }
}
