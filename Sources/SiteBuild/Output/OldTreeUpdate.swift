/// Turns the old tree that the last build kept into the new site, as far as that doesn't come from the output by links:
/// only what differs is touched.
///
/// Files are removed and made anew, never written to: the old tree's are the output's own under another name.
struct OldTreeUpdate: Sendable {
  /// The new site's files that have to be linked from the output.
  private(set) var links: [RelativePath] = []
  /// Files of the old tree that go, and folders, the deepest first.
  private(set) var obsolete: [RelativePath] = []
  private(set) var obsoleteFolders: [RelativePath] = []
  /// Folders that are made.
  private(set) var newFolders: [RelativePath] = []
  /// What the old tree shares with the output, and what is known of the folders that stay.
  private(set) var kept = SeenTree()
  /// Folders that are there in the end, and in which something comes or goes.
  private(set) var touchedFolders: Set<RelativePath> = []

  /// - Parameters:
  ///   - old: what is in the old tree.
  ///   - output: what is in the output.
  init(of old: OldTreeNames, output: SeenTree, plan: OutputPlan) {
    for path in [plan.unchanged, plan.carriedOver].joined() {
      if let inode = old.inodes[path], let seen = output.files[path], seen.stamp.inode == inode {
        kept.files[path] = seen
      } else {
        links.append(path)
      }
    }
    obsolete = old.inodes.keys.filter { kept.files[$0] == nil }
    let wanted = plan.folders
    obsoleteFolders = old.folders.keys.filter { !wanted.contains($0) }.sorted().reversed()
    newFolders = wanted.filter { old.folders[$0] == nil }.sorted()
    kept.folders = old.folders.filter { wanted.contains($0.key) }
    for path in [obsolete, plan.written, links, obsoleteFolders, newFolders].joined() {
      if let folder = path.parent, wanted.contains(folder) { touchedFolders.insert(folder) }
    }
  }

  init(_ even: EvenPlan) {
    links = even.linked.map { even.files[$0].path }
    obsolete = even.plan.written + links
  }

  /// Whatever goes wrong here, `changes` still holds all of the new site's files that are new.
  func run(
    on tree: Directory, adding written: [RelativePath], from changes: Directory, jobs: Int
  ) async throws(SystemError) {
    _ = try await concurrently(obsolete, jobs: jobs) { (path) throws(SystemError) in try tree.removeFile(path) }
    for path in obsoleteFolders { try tree.removeDirectory(path) }
    for path in newFolders { try tree.makeDirectory(path) }
    _ = try await concurrently(written, jobs: jobs) { (path) throws(SystemError) in
      try changes.link(path, in: tree, as: path)
    }
    if try tree.status(of: OutputManifest.fileName) != nil { try tree.removeFile(OutputManifest.fileName) }
  }
}
