/// Turns the old tree that the last build kept into the new site, as far as that doesn't come from the output by links:
/// only what differs is touched.
///
/// Files are removed and made anew, never written to: the old tree's are the output's own under another name.
struct OldTreeUpdate: Sendable {
  let old: Directory
  /// What is to become the new site's files, under their names.
  let changes: Directory
  let plan: OutputPlan
  let jobs: Int
  /// Files that the old tree shares with the output, and that stay.
  private(set) var kept: Set<RelativePath> = []
  /// What stays in the output, but is not in the old tree: to be linked from there.
  private(set) var links: [RelativePath] = []
  /// Folders of the old tree in which something comes or goes, and such as are made.
  private(set) var touched: Set<RelativePath> = []
  private(set) var made: [RelativePath] = []
  /// Folders that stay.
  private(set) var folders: [RelativePath: Sighting]
  private var obsolete: [RelativePath] = []
  private var obsoleteFolders: [RelativePath] = []

  /// - Parameters:
  ///   - seal: what is in the old tree.
  ///   - output: what is in the output.
  init(of old: Directory, _ seal: TreeSeal, output: SeenTree, changes: Directory, plan: OutputPlan, jobs: Int) {
    self.old = old
    self.changes = changes
    self.plan = plan
    self.jobs = jobs
    folders = seal.folders
    kept.reserveCapacity(plan.unchanged.count + plan.carriedOver.count)
    for path in [plan.unchanged, plan.carriedOver].joined() {
      if let inode = seal.inodes[path], output.files[path]?.stamp.inode == inode {
        kept.insert(path)
      } else {
        links.append(path)
      }
    }
    obsolete = seal.inodes.keys.filter { !kept.contains($0) }
    let wanted = plan.folders
    obsoleteFolders = folders.keys.filter { !wanted.contains($0) }.sorted().reversed()
    for path in obsoleteFolders { folders[path] = nil }
    made = wanted.filter { folders[$0] == nil }.sorted()
    for path in [obsolete, plan.written, links, obsoleteFolders, made].joined() {
      if let folder = path.parent { touched.insert(folder) }
    }
    touched.formIntersection(wanted)
  }

  /// Whatever goes wrong here, ``changes`` still holds everything.
  func run() async throws(SystemError) {
    let (old, changes) = (old, changes)
    _ = try await concurrently(obsolete, jobs: jobs) { (path) throws(SystemError) in try old.removeFile(path) }
    for path in obsoleteFolders { try old.removeDirectory(path) }
    for path in made { try old.makeDirectory(path) }
    _ = try await concurrently(plan.written, jobs: jobs) { (path) throws(SystemError) in
      try changes.link(path, in: old, as: path)
    }
    if try old.status(of: OutputManifest.fileName) != nil { try old.removeFile(OutputManifest.fileName) }
  }
}

extension OutputPlan {
  /// All folders of the new site.
  var folders: Set<RelativePath> { ownFolders.union(foreignFolders) }
}
