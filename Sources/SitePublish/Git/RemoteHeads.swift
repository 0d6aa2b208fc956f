/// The branches that a repository says it has, as `git ls-remote` lists them.
struct RemoteHeads {
  /// By their whole names: `refs/heads/main`.
  private(set) var commits: [String: String] = [:]

  /// - Parameter listing: lines of a commit, a tab, and a name.
  init(listing: String) {
    for line in listing.split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard parts.count == 2, parts[0].count >= 40, parts[0].allSatisfy(\.isHexDigit) else { continue }
      commits[String(parts[1])] = String(parts[0])
    }
  }

  /// A branch beside which there can't be one of this name: git keeps names as files, and none is a folder as well.
  func obstacle(to name: String) -> String? {
    commits.keys.filter { $0.hasPrefix(name + "/") || name.hasPrefix($0 + "/") }.min()
  }
}
