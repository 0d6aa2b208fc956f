/// What stands below a folder, at one moment.
package struct FileTree: Sendable {
  /// Everything but the folder itself. Symbolic links are entries, never followed.
  package private(set) var kinds: [RelativePath: FileKind] = [:]
  /// Folders whose contents could not be listed, and why.
  package private(set) var unreadable: [RelativePath: SystemError] = [:]

  /// Lists the folder and those below it. `isIncluded` says what is looked at; what stands below a folder that is
  /// left out is left out too.
  package init(
    of folder: Directory, jobs: Int,
    where isIncluded: @escaping @Sendable (RelativePath, FileKind) -> Bool = { _, _ in true }
  ) async throws(SystemError) {
    var found = try folder.entries().filter { isIncluded($0.name, $0.kind) }.map { ($0.name, $0.kind) }
    while !found.isEmpty {
      var folders: [RelativePath] = []
      for (path, kind) in found {
        kinds[path] = kind
        if kind == .directory { folders.append(path) }
      }
      let listings = await concurrently(folders, jobs: jobs) { path in
        Result { () throws(SystemError) in try folder.entries(of: path) }
          .map { $0.map { (path.appending($0.name), $0.kind) }.filter(isIncluded) }
      }
      found = []
      for (path, listing) in zip(folders, listings) {
        switch listing {
        case .success(let entries): found += entries
        case .failure(let error): unreadable[path] = error
        }
      }
    }
  }

  /// A tree that somebody else has listed.
  init(kinds: [RelativePath: FileKind], unreadable: [RelativePath: SystemError]) {
    self.kinds = kinds
    self.unreadable = unreadable
  }

  package var folders: [RelativePath] { kinds.filter { $0.value == .directory }.map(\.key) }
  package var files: [RelativePath] { kinds.filter { $0.value != .directory }.map(\.key) }
}

extension FileTree {
  /// Removes a folder and everything below it. Symbolic links are removed, never followed, and what is no folder as well.
  static func remove(_ name: RelativePath, in parent: Directory, jobs: Int) async throws(SystemError) {
    if let status = try parent.status(of: name), status.kind != .directory {
      try parent.removeFile(name)
      return
    }
    let folder = try parent.directory(name)
    let tree = try await FileTree(of: folder, jobs: jobs)
    _ = try await concurrently(tree.files, jobs: jobs) { (path) throws(SystemError) in
      try folder.removeFile(path)
    }
    for path in tree.folders.sorted(by: { $0.depth > $1.depth }) {
      try folder.removeDirectory(path)
    }
    try parent.removeDirectory(name)
  }
}
