import SiteDiagnostics

extension [Diagnostic] {
  /// One mistake in a template fails with every page that uses it: the first three pages are named, the others counted.
  func onceForEachPlace() -> [Diagnostic] {
    let limit = 3
    var counts: [Place: Int] = [:]
    for diagnostic in self { counts[Place(diagnostic), default: 0] += 1 }
    var seen: [Place: Int] = [:]
    var result: [Diagnostic] = []
    for var diagnostic in inReadingOrder() {
      let place = Place(diagnostic)
      seen[place, default: 0] += 1
      guard let number = seen[place], let count = counts[place], number <= limit else { continue }
      if number == limit, count > limit {
        diagnostic.notes.append(.init("\(count - limit) more pages fail at the same place"))
      }
      result.append(diagnostic)
    }
    return result
  }
}

/// What makes two diagnostics the same but for the page.
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
