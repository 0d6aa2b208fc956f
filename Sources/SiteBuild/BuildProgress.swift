import Synchronization

/// How far a build has come, for whoever wants to look.
package final class BuildProgress: Sendable {
  package struct State: Sendable {
    /// What is being done: `reading`, `writing`.
    package var activity = ""
    package var total = 0
  }

  private let state = Mutex(State())
  private let done = Atomic<Int>(0)

  package init() {}

  package var current: (activity: String, done: Int, total: Int) {
    let state = state.withLock { $0 }
    return (state.activity, min(done.load(ordering: .relaxed), state.total), state.total)
  }

  func begin(_ activity: String, total: Int) {
    state.withLock { $0 = State(activity: activity, total: total) }
    done.store(0, ordering: .relaxed)
  }

  func advance() { done.add(1, ordering: .relaxed) }
}
