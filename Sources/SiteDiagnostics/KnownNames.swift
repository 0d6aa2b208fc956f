/// Names of which a mistyped one may mean one: their spellings are taken apart once for all that ask.
package struct KnownNames: Sendable {
  private var names: [(name: String, spelling: Spelling)] = []
  private var known: Set<String> = []

  package init(_ names: some Sequence<String>) {
    for name in names where known.insert(name).inserted { self.names.append((name, Spelling(name))) }
  }

  package func contains(_ name: String) -> Bool { known.contains(name) }

  /// The one that a mistyped name most likely meant; near is what `nearestName` calls near.
  package func nearest(to name: String) -> String? {
    let wanted = Spelling(name)
    return nearestName(to: wanted, within: wanted.tolerance, among: names)
  }
}
