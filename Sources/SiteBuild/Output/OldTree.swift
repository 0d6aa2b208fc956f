/// The site that was just replaced, on its way out. It is still called what the new one was called in the stage.
///
/// Removed are the files that its manifest lists and those that the new site has under the same name. Whatever else
/// is found came into the output while the new site was made: it is moved there.
struct OldTree: Sendable {
  let workshop: Directory
  let output: Directory
  let jobs: Int

  /// Gives back what came late and was kept.
  func remove() async throws(SystemError) -> [RelativePath] {
    let folder = try workshop.directory(Stage.tree)
    let old = try await PresentOutput(folder, jobs: jobs)
    let late = try await concurrently(old.tree.files, jobs: jobs) { (path) throws(SystemError) -> RelativePath? in
      if old.owns(path) {
        try folder.removeFile(path)
        return nil
      }
      let (status, successor) = (try folder.status(of: path), try output.status(of: path))
      if let status, status.identity == successor?.identity {
        try folder.removeFile(path)
        return nil
      }
      return try keep(path, from: folder)
    }
    for path in old.tree.folders.sorted(by: { $0.depth > $1.depth }) {
      try folder.removeDirectory(path)
    }
    if !old.manifestText.isEmpty {
      try folder.removeFile(OutputManifest.fileName)
    }
    try workshop.removeDirectory(Stage.tree)
    return late.compactMap(\.self).sorted()
  }

  /// Moves a late file into the new site; where its place is taken, under a name beside it.
  private func keep(_ path: RelativePath, from folder: Directory) throws(SystemError) -> RelativePath {
    if let parent = path.parent { try output.makeDirectories(parent) }
    do throws(SystemError) {
      try folder.move(path, to: output, as: path, .keepingExisting)
      return path
    } catch let error where error.kind == .alreadyExists {
      guard let name = RelativePath(bytes: path.bytes + Array(".kept-\(ProcessEnvironment.processNumber)".utf8)) else {
        throw error
      }
      try folder.move(path, to: output, as: name, .keepingExisting)
      return name
    }
  }
}
