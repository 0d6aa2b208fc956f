/// What a build saw last of the output and of the old tree that it kept beside it, so that the next one need look into
/// nothing that is still the same.
///
/// The record is bound to the two folders by their identity, and to the manifest by its digest: it says nothing of a copy.
struct OutputRecord: Sendable {
  /// Each folder of either tree but the roots, which are always looked into.
  struct Folder: Sendable {
    let path: RelativePath
    /// The place of the folder above it; ``top`` where that is the root.
    let parent: Int
    /// `nil` where the tree doesn't have it.
    var output: Sighting?
    var old: Sighting?
  }

  /// Each file of either tree but the manifests.
  struct File: Sendable {
    let path: RelativePath
    /// The place of the folder that it is in.
    let parent: Int
    var output: Sighting?
    /// What the manifest says of it, and what is in it. `nil` for what sitegen did not write.
    var entry: OutputManifest.Entry?
    /// The file of that name in the old tree, which may be the same.
    var oldInode: UInt64?
  }

  /// Stands for the root among the places of folders.
  static let top = -1

  var outputRoot: FileStatus.Identity
  /// `nil` where no old tree was kept.
  var oldRoot: FileStatus.Identity?
  var manifestDigest: ContentDigest
  /// Each stands behind the one it is in.
  var folders: [Folder] = []
  /// In the order of their paths.
  var files: [File] = []
}

/// All folders below a root, and all files but the manifest, as they were seen.
struct SeenTree: Sendable {
  var folders: [RelativePath: Sighting] = [:]
  var files: [RelativePath: Sighting] = [:]
}

/// What is known of a tree that was the output before: its folders, and the inodes of its files but the manifest.
struct OldTreeNames: Sendable {
  var folders: [RelativePath: Sighting] = [:]
  var inodes: [RelativePath: UInt64] = [:]

  init(_ tree: SeenTree) {
    folders = tree.folders
    inodes = tree.files.mapValues(\.stamp.inode)
  }

  init(_ record: OutputRecord) {
    for folder in record.folders { folders[folder.path] = folder.old }
    for file in record.files { inodes[file.path] = file.oldInode }
  }
}

extension OutputRecord {
  /// Of a site that was written where nothing was; `nil` where something can't be seen.
  ///
  /// - Parameters:
  ///   - staged: its files in the order of their paths, with their stamps.
  ///   - root: the folder that has them, and the manifest, which was written last.
  init?(ofNew staged: [StagedFile], _ plan: OutputPlan, in root: Directory, jobs: Int) async {
    guard let latest = root.stamp(of: OutputManifest.fileName), let identity = try? root.status().identity else {
      return nil
    }
    let clock = StampClock(justChanged: latest)
    self.init(outputRoot: identity, manifestDigest: ContentHasher.digest(of: plan.manifestText))
    // The folders on the way to a file, the nearest last.
    var way: [(path: RelativePath, place: Int)] = []
    files.reserveCapacity(staged.count)
    for (index, file) in staged.enumerated() {
      guard let stamp = file.stamp else { return nil }
      if index == 0 || !file.path.isBeside(staged[index - 1].path) {
        let ancestors = Array(file.path.ancestors)
        while let last = way.last, !ancestors.contains(last.path) { way.removeLast() }
        for folder in ancestors.dropLast(way.count).reversed() {
          let parent = way.last?.place ?? Self.top
          way.append((folder, folders.count))
          folders.append(Folder(path: folder, parent: parent))
        }
      }
      files.append(
        File(path: file.path, parent: way.last?.place ?? Self.top, output: clock.sighting(stamp), entry: file.entry))
    }
    let stamps = await concurrently(folders, jobs: jobs) { root.stamp(of: $0.path) }
    for (place, stamp) in stamps.enumerated() {
      guard let stamp else { return nil }
      folders[place].output = clock.sighting(stamp)
    }
  }

  /// - Parameters:
  ///   - roots: of the two trees.
  ///   - old: the old tree, if one is kept.
  init(
    output: SeenTree, old: OldTreeNames?, manifest: [RelativePath: OutputManifest.Entry], digest: ContentDigest,
    roots: (output: FileStatus.Identity, old: FileStatus.Identity?)
  ) {
    self.init(outputRoot: roots.output, oldRoot: roots.old, manifestDigest: digest)
    var places: [RelativePath: Int] = [:]
    func place(above path: RelativePath) -> Int { path.parent.flatMap { places[$0] } ?? Self.top }
    for path in Set(output.folders.keys).union(old?.folders.keys.map(\.self) ?? []).sorted() {
      places[path] = folders.count
      folders.append(
        Folder(path: path, parent: place(above: path), output: output.folders[path], old: old?.folders[path]))
    }
    for path in Set(output.files.keys).union(old?.inodes.keys.map(\.self) ?? []).sorted() {
      let seen = output.files[path]
      files.append(
        File(
          path: path, parent: place(above: path), output: seen, entry: seen == nil ? nil : manifest[path],
          oldInode: old?.inodes[path]))
    }
  }

  /// Whether both trees have the same names, and nothing but what sitegen wrote and the folders that takes.
  var isEven: Bool {
    guard oldRoot != nil, folders.allSatisfy({ $0.output != nil && $0.old != nil }),
      files.allSatisfy({ $0.output?.stamp.kind == .regular && $0.oldInode != nil && $0.entry != nil })
    else { return false }
    var isNeeded = [Bool](repeating: false, count: folders.count)
    for file in files where file.parent != Self.top { isNeeded[file.parent] = true }
    for place in folders.indices.reversed() where folders[place].parent != Self.top && isNeeded[place] {
      isNeeded[folders[place].parent] = true
    }
    return isNeeded.allSatisfy(\.self)
  }
}
