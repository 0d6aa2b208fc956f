import Synchronization

/// What renders leave to the next ones of the same set, so that these take less time; says nothing about what is printed.
final class RenderMemory: Sendable {
  private struct Contents {
    /// About the most that each template printed lately, to reserve as much.
    var sizes: [Int: Int] = [:]
    var lookups = LookupCache()
  }

  private let contents = Mutex(Contents())

  func recall(_ template: Int) -> (size: Int, lookups: LookupCache) {
    contents.withLock { ($0.sizes[template] ?? 0, $0.lookups) }
  }

  func note(_ template: Int, size: Int, lookups: LookupCache) {
    contents.withLock { contents in
      let last = contents.sizes[template] ?? 0
      contents.sizes[template] = max(size, last - last / 32)
      if lookups.hasLearned { contents.lookups = lookups.forNextRender }
    }
  }
}
