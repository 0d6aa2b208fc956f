/// Names of which a mistyped one may mean one: their spellings are taken apart once for all that ask.
package struct KnownNames: Sendable {
  private var names: [(name: String, spelling: Spelling)] = []
  private var known: Set<String> = []

  init() {}

  package init(_ names: some Sequence<String>) {
    for name in names { add(name) }
  }

  package func contains(_ name: String) -> Bool { known.contains(name) }

  /// Among so many, a name that differs in more than a letter or two says nothing.
  private static let crowd = 1000

  mutating func add(_ name: String) {
    if known.insert(name).inserted { names.append((name, Spelling(name))) }
  }

  /// The one that a mistyped name most likely meant; near is what `nearestName` calls near.
  package func nearest(to name: String) -> String? {
    let wanted = Spelling(name)
    let limit = names.count > Self.crowd ? min(2, wanted.tolerance) : wanted.tolerance
    return nearestName(to: wanted, within: limit, among: names)
  }
}
