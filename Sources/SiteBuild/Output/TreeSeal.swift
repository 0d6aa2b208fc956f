/// A tree whose folders were seen: tells later whether something came, went or was replaced since.
///
/// What is in the files themselves is another question.
struct TreeSeal: Sendable {
  var folders: [RelativePath: Sighting] = [:]
  /// Of all files but the manifest.
  var inodes: [RelativePath: UInt64] = [:]

  /// Whether the tree is as it was. Folders that could have changed without another stamp are listed, and so is the
  /// root, whose stamp changes when it is moved.
  func holds(in tree: Directory, jobs: Int) async -> Bool {
    let verdicts = await concurrently(Array(folders), jobs: jobs) {
      path, sighting -> (isIntact: Bool, path: RelativePath?) in
      guard let now = tree.stamp(of: path), now == sighting.stamp else { return (false, nil) }
      return (true, sighting.isSettled ? nil : path)
    }
    guard verdicts.allSatisfy(\.isIntact) else { return false }
    var unsure = Set<RelativePath?>([nil])
    for (_, path) in verdicts { if let path { unsure.insert(path) } }
    let expected = names(in: unsure)
    let outcomes = await concurrently(Array(unsure), jobs: jobs) { folder in
      Self.has(tree, exactly: expected[folder] ?? [:], in: folder)
    }
    return outcomes.allSatisfy(\.self)
  }

  /// The inodes of what stands in some folders; 0 for folders.
  private func names(in parents: Set<RelativePath?>) -> [RelativePath?: [RelativePath: UInt64]] {
    var names: [RelativePath?: [RelativePath: UInt64]] = [:]
    let onlyRoot = parents.count == 1
    for path in folders.keys where !onlyRoot || path.isAtTop {
      let parent = path.parent
      if parents.contains(parent) { names[parent, default: [:]][path] = 0 }
    }
    for (path, inode) in inodes where !onlyRoot || path.isAtTop {
      let parent = path.parent
      if parents.contains(parent) { names[parent, default: [:]][path] = inode }
    }
    return names
  }

  private static func has(_ tree: Directory, exactly names: [RelativePath: UInt64], in folder: RelativePath?) -> Bool {
    guard let entries = try? tree.entries(of: folder) else { return false }
    var missing = names.count
    for entry in entries {
      if folder == nil, entry.name == OutputManifest.fileName { continue }
      let path = folder?.appending(entry.name) ?? entry.name
      guard let inode = names[path] else { return false }
      if entry.kind == .directory ? inode != 0 : tree.stamp(of: path)?.inode != inode { return false }
      missing -= 1
    }
    return missing == 0
  }
}
