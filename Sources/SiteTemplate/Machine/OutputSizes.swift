import Synchronization

/// How much each template printed lately, to reserve as much for its next render. Says nothing about what is printed.
final class OutputSizes: Sendable {
  private let sizes = Mutex<[Int: Int]>([:])

  subscript(template: Int) -> Int {
    get { sizes.withLock { $0[template] ?? 0 } }
    set { sizes.withLock { $0[template] = newValue } }
  }
}
