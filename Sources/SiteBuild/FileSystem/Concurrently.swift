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
  let chunkSize = max(1, min(64, elements.count / (max(1, jobs) * 4)))
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
        (index, Result { () throws(Failure) in try elements[chunk].map(transform) })
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
