extension OutputRecord {
  /// One of the two trees that a record describes.
  enum Tree: Sendable {
    case output, old
  }

  /// What stands in some folders of a tree, given by their places: the inodes of files, and 0 for folders.
  func names(in places: [Int], of tree: Tree) -> [Int: [RelativePath: UInt64]] {
    var isWanted = [Bool](repeating: false, count: folders.count + 1)
    for place in places { isWanted[place - Self.top] = true }
    var names: [Int: [RelativePath: UInt64]] = [:]
    for folder in folders where isWanted[folder.parent - Self.top] {
      guard (tree == .output ? folder.output : folder.old) != nil else { continue }
      names[folder.parent, default: [:]][folder.path] = 0
    }
    for file in files where isWanted[file.parent - Self.top] {
      guard let inode = tree == .output ? file.output?.stamp.inode : file.oldInode else { continue }
      names[file.parent, default: [:]][file.path] = inode
    }
    return names
  }

  func path(of place: Int) -> RelativePath? { place == Self.top ? nil : folders[place].path }

  /// Whether in the old tree nothing came, went or was replaced since. What is in its files is another question.
  ///
  /// Folders that could have changed without another stamp are listed, and so is the root, whose stamp changes when it is
  /// moved.
  func oldTreeHolds(in tree: Directory, jobs: Int) async -> Bool {
    let folders = folders
    let places = folders.indices.filter { folders[$0].old != nil }
    let outcomes = await concurrently(places, jobs: jobs) { place -> (holds: Bool, isSure: Bool) in
      guard let sighting = folders[place].old, tree.stamp(of: folders[place].path) == sighting.stamp else {
        return (false, true)
      }
      return (true, sighting.isSettled)
    }
    guard outcomes.allSatisfy(\.holds) else { return false }
    let unsure = [Self.top] + zip(places, outcomes).lazy.filter { !$0.1.isSure }.map(\.0)
    let names = names(in: unsure, of: .old)
    return await concurrently(unsure, jobs: jobs) { place in
      let folder = place == Self.top ? nil : folders[place].path
      return Self.has(tree, exactly: names[place] ?? [:], in: folder)
    }.allSatisfy(\.self)
  }

  private static func has(_ tree: Directory, exactly names: [RelativePath: UInt64], in folder: RelativePath?) -> Bool {
    guard let entries = try? tree.entries(of: folder) else { return false }
    var missing = names.count
    for entry in entries {
      if folder == nil, !PresentOutput.isContent(entry.name, entry.kind) { continue }
      let path = folder?.appending(entry.name) ?? entry.name
      guard let inode = names[path] else { return false }
      if entry.kind == .directory ? inode != 0 : tree.stamp(of: path)?.inode != inode { return false }
      missing -= 1
    }
    return missing == 0
  }
}
