/// The switch in one step: completes the staged tree from the present output, by hard links, and exchanges the two.
struct TreeSwitch: Sendable {
  let stage: Directory
  let tree: Directory
  let output: Directory
  let location: OutputLocation
  let plan: OutputPlan
  /// What stays as it is, as far as the staged tree doesn't have it yet.
  let links: [RelativePath]
  let jobs: Int

  /// What changes last is the new manifest, which gets its second name.
  func complete() async throws(SystemError) {
    try tree.takeAttributes(of: output.status())
    try await link(links)
    try copyFolders()
    try tree.link(OutputManifest.fileName, in: stage, as: Stage.manifest)
  }

  /// Fails before anything has changed in the output, or not at all.
  func exchange() throws(SystemError) {
    try stage.move(Stage.tree, to: location.parent, as: location.name, .exchanging)
  }

  private func link(_ paths: [RelativePath]) async throws(SystemError) {
    let (tree, folder) = (tree, output)
    // In the order of their paths, most files follow one of the same folder, or begin one that isn't there yet.
    let begins = zip(paths, [nil] + paths.map(Optional.some)).map { path, last in last?.isBeside(path) != true }
    _ = try await concurrently(Array(zip(paths, begins)), jobs: jobs) { (path, begins) throws(SystemError) in
      if begins, let parent = path.parent { try tree.makeDirectories(parent) }
      do throws(SystemError) {
        try folder.link(path, in: tree, as: path)
      } catch let error where error.kind == .missing {
        guard let parent = path.parent else { throw error }
        try tree.makeDirectories(parent)
        try folder.link(path, in: tree, as: path)
      }
    }
  }

  /// Folders with foreign files keep permissions and owner; those with nothing of the site's also their time.
  private func copyFolders() throws(SystemError) {
    for path in plan.foreignFolders { try tree.makeDirectories(path) }
    for path in plan.foreignFolders.reversed() {
      guard let status = try output.status(of: path) else { continue }
      try tree.directory(path).takeAttributes(of: status)
    }
  }
}
