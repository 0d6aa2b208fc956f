/// Brings order into what a killed build left where it made its tree, before the next one begins.
struct StageRecovery: Sendable {
  /// Where the build made its tree.
  let workshop: Directory
  /// The output folder, if there is one.
  let output: Directory?
  let jobs: Int

  /// Gives back the files that came into an old site late and were kept.
  @discardableResult
  func run() async throws(SystemError) -> [RelativePath] {
    var late: [RelativePath] = []
    if let output { try FileByFileSwitch(workshop: workshop, output: output).complete() }
    if let tree = try workshop.status(of: Stage.tree) {
      // A build makes a folder: anything else came along with the site.
      if let output, tree.kind == .directory, try isSwitched(output) {
        late = try await OldTree(workshop: workshop, output: output, jobs: jobs).remove()
      } else {
        try await FileTree.remove(Stage.tree, in: workshop, jobs: jobs)
      }
    }
    Stage.removeNotes(in: workshop)
    return late
  }

  /// Whether the output is already the new site, so that the tree in the stage is the old one.
  private func isSwitched(_ output: Directory) throws(SystemError) -> Bool {
    guard let manifest = try workshop.status(of: Stage.manifest) else { return false }
    return try output.status(of: OutputManifest.fileName)?.identity == manifest.identity
  }
}
