/// Lets go of a value without making the caller wait: to take a site of ten thousand pages apart takes a tenth of the time
/// that it took to put it together.
///
/// Whoever lets go last has the work. The caller still holds the value for a moment, so this holds it for longer; a process
/// that is done by then never takes it apart.
func releaseInBackground<Value: Sendable>(_ value: Value) {
  Task.detached(priority: .background) {
    try? await Task.sleep(for: .milliseconds(200))
    withExtendedLifetime(value) {}
  }
}

/// Transforms every element, at most `jobs` at a time, and gives the results back in the elements' order.
///
/// After a failure no further elements are begun; of several failures the one of the first element is thrown, as far
/// as it was reached.
func concurrently<Element: Sendable, Output: Sendable, Failure: Error>(
  _ elements: [Element], jobs: Int, _ transform: @escaping @Sendable (Element) throws(Failure) -> Output
) async throws(Failure) -> [Output] {
  try await concurrently(runsOf: elements, atMost: 64, jobs: jobs) { run throws(Failure) in try run.map(transform) }
}

/// As above, of runs of neighbours: for work in several steps, each of which is done with a whole run before the next.
///
/// The code of one step is about what a processor keeps at hand, with what it has learnt of the branches in it; that of
/// all steps is far more. Taken page after page, it would begin anew with each step of each page, which takes a seventh
/// of a large build's time.
///
/// - Parameters:
///   - length: how long a run is at most; short enough that what lies between two steps needs little memory.
///   - transform: gives the results of a run, however many; they follow each other as the runs do.
func concurrently<Element: Sendable, Output: Sendable, Failure: Error>(
  runsOf elements: [Element], atMost length: Int = 32, jobs: Int,
  _ transform: @escaping @Sendable (ArraySlice<Element>) throws(Failure) -> [Output]
) async throws(Failure) -> [Output] {
  let chunkSize = max(1, min(length, elements.count / (max(1, jobs) * 4)))
  let chunks = stride(from: 0, to: elements.count, by: chunkSize).map { start in
    start..<min(start + chunkSize, elements.count)
  }
  let outcomes = await withTaskGroup(
    of: (Int, Result<[Output], Failure>).self, returning: [Result<[Output], Failure>?].self
  ) { group in
    var outcomes = [Result<[Output], Failure>?](repeating: nil, count: chunks.count)
    var failed = false
    for (index, chunk) in chunks.enumerated() where !failed {
      if index >= max(1, jobs), let (finished, outcome) = await group.next() {
        outcomes[finished] = outcome
        if case .failure = outcome { failed = true }
      }
      group.addTask {
        (index, Result { () throws(Failure) in try transform(elements[chunk]) })
      }
    }
    for await (finished, outcome) in group { outcomes[finished] = outcome }
    return outcomes
  }
  var outputs: [Output] = []
  outputs.reserveCapacity(elements.count)
  for case let outcome? in outcomes {
    outputs += try outcome.get()
  }
  return outputs
}
