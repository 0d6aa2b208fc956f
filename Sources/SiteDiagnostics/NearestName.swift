/// The known name that a mistyped one most likely meant, or `nil` when none is near enough to be worth offering.
///
/// Near is a Damerau–Levenshtein distance (an edit is one letter added, left out, changed, or swapped with its
/// neighbour) of at most a third of the name's length, at least one. Ties go to the name that sorts first.
package func nearestName(to name: String, among known: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
  let limit = max(1, wanted.count / 3)
  var best: (distance: Int, name: String)?
  for candidate in known {
    let scalars = Array(candidate.lowercased().unicodeScalars.prefix(64))
    guard abs(scalars.count - wanted.count) <= limit else { continue }
    let distance = editDistance(wanted, scalars)
    guard distance <= limit else { continue }
    if let current = best, (current.distance, current.name) <= (distance, candidate) { continue }
    best = (distance, candidate)
  }
  return best?.name
}

private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var beforeLast = [Int](repeating: 0, count: right.count + 1)
  var last = Array(0...right.count)
  for i in 0..<left.count {
    var row = [i + 1] + [Int](repeating: 0, count: right.count)
    for j in 0..<right.count {
      row[j + 1] = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
      }
    }
    (beforeLast, last) = (last, row)
  }
  return last[right.count]
}
