import SiteDiagnostics

/// What has to become of every file that is in the output or is to come there: worked out before anything is touched.
///
/// All lists are sorted by the paths' bytes, so that folders come before what is in them.
struct OutputPlan: Sendable {
  /// The text of the new site's manifest.
  let manifestText: [UInt8]
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
  /// All folders on the way to the site's own files, as far as they had to be looked at.
  private var ownFolders: Set<RelativePath>?
  /// Errors: places that two files want.
  var conflicts: Set<Diagnostic> = []

  /// - Parameter edited: files of an earlier build, no longer part of the site, that were changed by hand since.
  init(staged: [StagedFile], present: PresentOutput?, edited: Set<RelativePath> = [], outputPath: String) {
    let staged = staged.sorted { $0.path < $1.path }
    manifestText = OutputManifest.text(of: staged.lazy.map { (key: $0.path, value: $0.entry) })
    let collided = staged.filter { $0.origin == .collided }
    // Where all files could be written beside each other, no two want the same place.
    let folders = present == nil && collided.isEmpty ? [] : Self.folders(above: staged.lazy.map(\.path))
    if present != nil || !collided.isEmpty {
      for (file, next) in zip(staged, staged.dropFirst()) where file.path == next.path {
        conflicts.insert(.duplicatePath(file.path))
      }
      for file in staged where folders.contains(file.path) { conflicts.insert(.fileAndFolder(file.path)) }
    }
    if conflicts.isEmpty {
      // Different names, but not to this file system.
      conflicts.formUnion(collided.map { .duplicatePath($0.path) })
    }
    written = staged.filter { $0.origin == .written }.map(\.path)
    unchanged = staged.filter { $0.origin == .unchanged }.map(\.path)
    ownFolders = folders
    if let present {
      compare(
        Set(staged.map(\.path)), with: present, edited: edited, folders: folders, outputPath: outputPath)
    }
  }

  /// The plan of a site with the files that the last build wrote.
  ///
  /// - Parameters:
  ///   - files: in the order of their paths.
  ///   - manifestText: the new site's.
  init(files: [StagedFile], manifestText: [UInt8]) {
    self.manifestText = manifestText
    written = files.lazy.filter { $0.origin == .written }.map(\.path)
    unchanged = files.lazy.filter { $0.origin == .unchanged }.map(\.path)
  }

  /// All folders of the new site.
  var folders: Set<RelativePath> {
    (ownFolders ?? Self.folders(above: [unchanged, written].joined())).union(foreignFolders)
  }

  /// - Parameters:
  ///   - files: all files of the new site, and `folders` those on the way to them.
  ///   - edited: see ``init(staged:present:edited:outputPath:)``.
  private mutating func compare(
    _ files: Set<RelativePath>, with present: PresentOutput, edited: Set<RelativePath>, folders: Set<RelativePath>,
    outputPath: String
  ) {
    let ownFolders = Self.folders(above: present.manifest.entries.keys)
    var foreign = Set(written.filter { present.tree.kinds[$0] == .regular && !present.owns($0) })
    for (path, kind) in present.tree.kinds where !files.contains(path) || kind != .regular {
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
      if files.contains(path) || path == OutputManifest.fileName {
        conflicts.insert(.foreignFile(path, in: outputPath, for: path))
      } else if present.tree.kinds[path] != .directory, folders.contains(path) {
        let page = files.filter { $0.ancestors.contains(path) }.min()
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
    var latest: RelativePath?
    for path in paths {
      // In the order of their bytes, most paths follow one of the same folder.
      if let latest, latest.isBeside(path) { continue }
      latest = path
      for folder in path.ancestors {
        guard folders.insert(folder).inserted else { break }
      }
    }
    return folders
  }
}
