/// The known name that a mistyped one most likely meant, or `nil` when none is near enough to be worth offering.
///
/// Near is a Damerau–Levenshtein distance (an edit is one letter added, left out, changed, or swapped with its
/// neighbour) of at most a third of the name's length, at least one. Ties go to the name that sorts first.
package func nearestName(to name: String, among known: some Sequence<String>) -> String? {
  let wanted = Spelling(name)
  return nearestName(to: wanted, within: wanted.tolerance, among: known.lazy.map { ($0, Spelling($0)) })
}

/// The same, for names whose spellings are known.
func nearestName(
  to wanted: Spelling, within limit: Int, among known: some Sequence<(name: String, spelling: Spelling)>
) -> String? {
  var best: (distance: Int, name: String)?
  for (name, spelling) in known {
    guard let distance = wanted.distance(to: spelling, within: best?.distance ?? limit) else { continue }
    if let current = best, (current.distance, current.name) <= (distance, name) { continue }
    best = (distance, name)
  }
  return best?.name
}
