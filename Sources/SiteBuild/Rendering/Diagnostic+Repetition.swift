import SiteDiagnostics

extension [Diagnostic] {
  /// One mistake in a template fails with every page that uses it, one in a text in every feed that shows it: it is told
  /// once, the first three outputs are named, the others counted.
  func onceForEachPlace() -> [Diagnostic] {
    let limit = 3
    var numbers: [Place: Int] = [:]
    var counts: [Int] = []
    var result: [Diagnostic] = []
    for diagnostic in inReadingOrder() {
      guard let number = numbers[Place(diagnostic)] else {
        numbers[Place(diagnostic)] = result.count
        result.append(diagnostic)
        counts.append(1)
        continue
      }
      counts[number] += 1
      guard counts[number] <= limit else { continue }
      let known = Set(result[number].notes)
      let new = diagnostic.notes.filter { !known.contains($0) }
      if !new.isEmpty { result[number].notes += new }
    }
    for (number, count) in counts.enumerated() where count > limit {
      let more = count - limit
      result[number].notes.append(.init("the same in \(more) more output\(more == 1 ? "" : "s")"))
    }
    return result
  }
}

/// What makes two diagnostics the same but for the output.
private struct Place: Hashable {
  let id: String
  let message: String
  let location: SourceLocation?

  init(_ diagnostic: Diagnostic) {
    id = diagnostic.id
    message = diagnostic.message
    location = diagnostic.location
  }
}
