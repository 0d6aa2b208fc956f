/// What a build saw last of the output and of the old tree that it kept beside it, so that the next one need look into
/// nothing that is still the same.
///
/// Each folder of either tree is there once, with the files of both that stand in it. The record is bound to the two
/// folders by their identity, and to the manifest by its digest: it says nothing of a copy.
struct OutputRecord: Sendable {
  struct Folder: Sendable {
    /// `nil` for the root, which is always looked into.
    let path: RelativePath?
    /// `nil` where the tree doesn't have it; so in files.
    var output: Sighting?
    var old: Sighting?
    var files: [File] = []
  }

  struct File: Sendable {
    let path: RelativePath
    var output: Sighting?
    /// What the manifest says of it, and what is in it. `nil` for what sitegen did not write.
    var entry: OutputManifest.Entry?
    /// The file of that name in the old tree, which may be the same.
    var oldInode: UInt64?
  }

  let outputRoot: FileStatus.Identity
  /// `nil` where no old tree was kept.
  var oldRoot: FileStatus.Identity?
  let manifestDigest: ContentDigest
  /// The root first, and each folder before those in it.
  let folders: [Folder]

  init(
    outputRoot: FileStatus.Identity, oldRoot: FileStatus.Identity?, manifestDigest: ContentDigest, folders: [Folder]
  ) {
    self.outputRoot = outputRoot
    self.oldRoot = oldRoot
    self.manifestDigest = manifestDigest
    self.folders = folders
  }

  /// - Parameter old: the old tree, if it is kept, with its root's identity.
  init(
    output: SeenTree, root: FileStatus.Identity, manifest: [RelativePath: OutputManifest.Entry], digest: ContentDigest,
    old: (tree: TreeSeal, root: FileStatus.Identity)?
  ) {
    var folders = [Folder(path: nil)]
    let paths = old.map { Set(output.folders.keys).union($0.tree.folders.keys) } ?? Set(output.folders.keys)
    for path in paths.sorted() {
      folders.append(Folder(path: path, output: output.folders[path], old: old?.tree.folders[path]))
    }
    var places: [RelativePath: Int] = [:]
    places.reserveCapacity(folders.count)
    for (place, folder) in folders.enumerated() { if let path = folder.path { places[path] = place } }
    for (path, sighting) in output.files {
      let place = path.parent.map { places[$0] ?? 0 } ?? 0
      folders[place].files.append(
        File(path: path, output: sighting, entry: manifest[path], oldInode: old?.tree.inodes[path]))
    }
    for (path, inode) in old?.tree.inodes ?? [:] where output.files[path] == nil {
      let place = path.parent.map { places[$0] ?? 0 } ?? 0
      folders[place].files.append(File(path: path, output: nil, entry: nil, oldInode: inode))
    }
    self.init(outputRoot: root, oldRoot: old?.root, manifestDigest: digest, folders: folders)
  }

  /// The old tree as it was left.
  var oldTree: TreeSeal {
    var seal = TreeSeal()
    for folder in folders {
      if let path = folder.path { seal.folders[path] = folder.old }
      for file in folder.files { seal.inodes[file.path] = file.oldInode }
    }
    return seal
  }
}

/// All folders below a root, and all files but the manifest, as they were seen.
struct SeenTree: Sendable {
  var folders: [RelativePath: Sighting] = [:]
  var files: [RelativePath: Sighting] = [:]

  var seal: TreeSeal { TreeSeal(folders: folders, inodes: files.mapValues(\.stamp.inode)) }
}
