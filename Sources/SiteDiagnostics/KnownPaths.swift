/// Paths or addresses that exist, as a tree of names, to find the one that a mistyped one most likely meant.
///
/// Only names that stand beside each other are compared, part by part: a site has many pages with names much alike in
/// other folders, which nobody means, and comparing each mistake with each of them would take longer than a build.
package struct KnownPaths: Sendable {
  private var folders: [String: KnownNames] = [:]
  /// Paths and the folders above them.
  private var nodes: Set<String> = []
  /// From the parts, joined, to the path as it is written.
  private var paths: [String: String] = [:]
  /// From the last part to the paths that end in it, two at most.
  private var byName: [Substring: [String]] = [:]

  package init(_ paths: some Sequence<String>) {
    for path in paths { add(path) }
  }

  private mutating func add(_ path: String) {
    var parts = path.split(separator: "/")
    guard let name = parts.last else { return }
    var whole = parts.joined(separator: "/")
    guard paths.updateValue(path, forKey: whole) == nil else { return }
    if byName[name, default: []].count < 2 { byName[name, default: []].append(path) }
    // Where something is known, the folders above it are too.
    while let name = parts.popLast(), nodes.insert(whole).inserted {
      let folder = parts.joined(separator: "/")
      folders[folder, default: KnownNames()].add(String(name))
      whole = folder
    }
  }

  /// The path that was most likely meant: each part is the nearest of those that stand there; else the only one that
  /// ends in the same name.
  package func nearest(to path: String) -> String? {
    let parts = path.split(separator: "/")
    var found = ""
    for part in parts {
      let deeper = found.isEmpty ? String(part) : "\(found)/\(part)"
      if nodes.contains(deeper) {
        found = deeper
        continue
      }
      guard let name = folders[found]?.nearest(to: String(part)) else { return onlyOne(named: parts.last) }
      found = found.isEmpty ? name : "\(found)/\(name)"
    }
    return paths[found] ?? onlyOne(named: parts.last)
  }

  private func onlyOne(named name: Substring?) -> String? {
    guard let name, let paths = byName[name], paths.count == 1 else { return nil }
    return paths[0]
  }
}
