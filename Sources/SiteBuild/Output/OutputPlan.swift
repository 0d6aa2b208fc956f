import SiteDiagnostics

/// What has to become of every file that is in the output or is to come there: worked out before anything is touched.
///
/// All lists are sorted by the paths' bytes, so that folders come before what is in them.
struct OutputPlan: Sendable {
  let manifest: OutputManifest
  /// New and changed files; they stand in the stage.
  var written: [RelativePath] = []
  /// Files in the present output that stay as they are.
  var unchanged: [RelativePath] = []
  /// Files that an earlier build wrote and this one does not know.
  var removed: [RelativePath] = []
  /// Whatever sitegen did not write, except folders.
  var carriedOver: [RelativePath] = []
  /// Folders that hold something sitegen did not write, or that it did not make: they keep their attributes.
  var foreignFolders: [RelativePath] = []
  /// Errors: places that two files want.
  var conflicts: Set<Diagnostic> = []

  /// - Parameter edited: files of an earlier build, no longer part of the site, that were changed by hand since.
  init(staged: [StagedFile], present: PresentOutput?, edited: Set<RelativePath> = [], outputPath: String) {
    var entries: [RelativePath: OutputManifest.Entry] = [:]
    entries.reserveCapacity(staged.count)
    for file in staged where entries.updateValue(file.entry, forKey: file.path) != nil {
      conflicts.insert(.duplicatePath(file.path))
    }
    manifest = OutputManifest(entries: entries)
    let folders = Self.folders(above: entries.keys)
    for path in folders where entries[path] != nil {
      conflicts.insert(.fileAndFolder(path))
    }
    if conflicts.isEmpty {
      // Different names, but not to this file system.
      conflicts.formUnion(staged.filter { $0.origin == .collided }.map { .duplicatePath($0.path) })
    }
    written = staged.filter { $0.origin == .written }.map(\.path).sorted()
    unchanged = staged.filter { $0.origin == .unchanged }.map(\.path).sorted()
    if let present {
      compare(with: present, edited: edited, folders: folders, outputPath: outputPath)
    }
  }

  private mutating func compare(
    with present: PresentOutput, edited: Set<RelativePath>, folders: Set<RelativePath>, outputPath: String
  ) {
    let ownFolders = Self.folders(above: present.manifest.entries.keys)
    var foreign = Set(written.filter { present.tree.kinds[$0] == .regular && !present.owns($0) })
    for (path, kind) in present.tree.kinds where manifest.entries[path] == nil || kind != .regular {
      if kind == .directory {
        if !ownFolders.contains(path) { foreign.insert(path) }
      } else if present.owns(path), !edited.contains(path) {
        removed.append(path)
      } else {
        carriedOver.append(path)
        foreign.insert(path)
      }
    }
    let foldersWithForeign = Self.folders(above: foreign)
    for path in foreign.union(foldersWithForeign) {
      if manifest.entries[path] != nil || path == OutputManifest.fileName {
        conflicts.insert(.foreignFile(path, in: outputPath, for: path))
      } else if present.tree.kinds[path] != .directory, folders.contains(path) {
        let page = manifest.entries.keys.filter { $0.ancestors.contains(path) }.min()
        conflicts.insert(.foreignFile(path, in: outputPath, for: page ?? path))
      }
    }
    for (path, error) in present.tree.unreadable where folders.contains(path) || ownFolders.contains(path) {
      conflicts.insert(.output(error))
    }
    removed.sort()
    carriedOver.sort()
    foreignFolders = foldersWithForeign.union(foreign.filter { present.tree.kinds[$0] == .directory }).sorted()
  }

  /// All folders on the way to some paths.
  private static func folders(above paths: some Sequence<RelativePath>) -> Set<RelativePath> {
    var folders: Set<RelativePath> = []
    for path in paths {
      for folder in path.ancestors {
        guard folders.insert(folder).inserted else { break }
      }
    }
    return folders
  }
}
