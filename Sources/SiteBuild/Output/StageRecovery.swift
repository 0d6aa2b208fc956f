/// Brings order into what a killed build left in its stage, before the next one begins.
struct StageRecovery: Sendable {
  /// Where the build made its tree.
  let workshop: Directory
  /// The output folder, if there is one.
  let output: Directory?
  let jobs: Int

  func run() async throws(SystemError) {
    guard try workshop.status(of: Stage.tree) != nil else { return }
    if let output, try isSwitched(output) {
      try await OldTree(workshop: workshop, output: output, jobs: jobs).remove()
    } else {
      try await FileTree.remove(Stage.tree, in: workshop, jobs: jobs)
    }
    try? workshop.removeFile(Stage.manifest)
  }

  /// Whether the output is already the new site, so that the tree in the stage is the old one.
  private func isSwitched(_ output: Directory) throws(SystemError) -> Bool {
    guard let manifest = try workshop.status(of: Stage.manifest) else { return false }
    return try output.status(of: OutputManifest.fileName)?.identity == manifest.identity
  }
}
