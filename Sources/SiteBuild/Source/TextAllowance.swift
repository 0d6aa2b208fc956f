import Synchronization

/// How much text of pages may stay in memory between the reading of their front matter and their rendering: what is left
/// over is read once more, so that a large site needs no more of it than a small one.
final class TextAllowance: Sendable {
  private let rest: Atomic<Int>

  /// - Parameter bytes: a site of ten thousand articles has 45 MB.
  init(bytes: Int = 64 << 20) { rest = Atomic(bytes) }

  /// Whether there is room for so many bytes more.
  func takes(_ bytes: Int) -> Bool { rest.subtract(bytes, ordering: .relaxed).newValue >= 0 }
}
