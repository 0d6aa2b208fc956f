import Synchronization
import Testing

@testable import SiteBuild

@Suite struct ConcurrentlyTests {
  @Test(arguments: [0, 1, 31, 32, 33, 1_000], [1, 2, 7])
  func runsAreNeighboursInOrder(count: Int, jobs: Int) async {
    let runs = Mutex<[[Int]]>([])
    let results = await concurrently(runsOf: Array(0..<count), atMost: 16, jobs: jobs) { run in
      runs.withLock { $0.append(Array(run)) }
      return run.map { -$0 }
    }
    #expect(results == (0..<count).map { -$0 })
    let seen = runs.withLock { $0 }
    #expect(seen.allSatisfy { (1...16).contains($0.count) && $0 == Array($0[0]..<$0[0] + $0.count) })
    #expect(seen.joined().sorted() == Array(0..<count))
  }

  /// A few pages, too, give all processors something to do, and each of them more than once.
  @Test func aFewElementsAreShared() async {
    let runs = Mutex(0)
    _ = await concurrently(runsOf: Array(0..<24), jobs: 3) { run in
      runs.withLock { $0 += 1 }
      return Array(run)
    }
    #expect(runs.withLock { $0 } == 12)
  }

  @Test(arguments: [1, 4])
  func ofSeveralFailuresTheFirstElementsIsThrown(jobs: Int) async {
    struct Failure: Error, Equatable { let element: Int }
    let begun = Mutex<[Int]>([])
    await #expect(throws: Failure(element: 70)) {
      _ = try await concurrently(Array(0..<10_000), jobs: jobs) { element throws(Failure) in
        begun.withLock { $0.append(element) }
        if [70, 130].contains(element) { throw Failure(element: element) }
        return element
      }
    }
    #expect(begun.withLock { $0.max() ?? 0 } < 9_000)
  }
}
