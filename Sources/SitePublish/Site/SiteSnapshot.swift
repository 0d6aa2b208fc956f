import SiteDigest

/// A finished site as it lies in its folder: every file that is to be published, read once.
package struct SiteSnapshot: Sendable {
  /// Absolute path of the folder.
  package let folder: String
  /// With the build file, which is not in the folder.
  package let manifest: SiteManifest
  /// Bytes of each file.
  package let sizes: [String: Int]
  /// Files that would send readers to the machine the site was built on.
  package let filesWithLocalAddress: [String]

  package var buildID: String { manifest.buildID }

  package func bytes(of paths: some Sequence<String>) -> Int {
    paths.reduce(0) { $0 + (sizes[$1] ?? 0) }
  }

  /// Makes sure that files still are what was read: a build may have run meanwhile.
  func checkUnchanged(_ paths: [String]) throws {
    let digests = manifest.digests
    for path in paths where path != SiteManifest.buildFile {
      var hash = SHA256()
      try LocalFiles.read("\(folder)/\(path)") { hash.update($0) }
      guard hash.finish() == digests[path] else { throw Self.changedMeanwhile(path) }
    }
  }

  static func changedMeanwhile(_ path: String) -> PublishError {
    PublishError(
      "publish.changed-meanwhile", "`\(path)` was changed while it was being published",
      hint: "is another build running? publish again when it is done")
  }

  /// Reads the folder.
  ///
  /// - Parameter listed: the paths to publish, where the build says what it wrote; otherwise all that is not hidden.
  package init(folder: String, listed: [String]? = nil) async throws(PublishError) {
    let paths: [String]
    do throws(LocalFileError) {
      if let listed { paths = listed.sorted() } else { paths = try Self.paths(in: folder, below: "") }
    } catch {
      throw PublishError(
        "publish.unreadable", "can't read `\(error.path)`: \(error.reason)",
        hint: "build the site first: `sitegen build`")
    }
    for path in paths {
      guard let fault = SitePath.fault(in: path) else { continue }
      throw PublishError("publish.bad-path", "`\(path)` \(fault) and can't be published", hint: "rename the file")
    }
    // A list may have come along with the folder: what is outside of it is nobody's to publish.
    if listed != nil, let path = Self.throughLink(paths, in: folder) {
      throw PublishError(
        "publish.bad-path", "`\(path)` is a symbolic link, or lies behind one, and can't be published",
        hint: "build the site anew")
    }
    guard paths.contains("index.html") else {
      throw PublishError(
        "publish.no-start-page", "`\(folder)` has no `index.html`: that is not a finished site",
        hint: "build the site first: `sitegen build`")
    }
    guard !paths.contains(SiteManifest.buildFile) else {
      throw PublishError(
        "publish.reserved-name", "the site has a file `\(SiteManifest.buildFile)`, which publishing writes itself",
        hint: "give the file another name")
    }
    let files: [FileReading]
    do {
      files = try await Self.readAll(paths, in: folder)
    } catch {
      throw PublishError(
        "publish.unreadable", "can't read `\(error.path)`: \(error.reason)",
        hint: "is another build running? publish again when it is done")
    }
    self.folder = folder
    manifest = SiteManifest(files.map { SiteManifest.Entry(path: $0.path, digest: $0.digest) }).withBuildFile()
    sizes = Dictionary(files.map { ($0.path, $0.size) }, uniquingKeysWith: { first, _ in first })
      .merging([SiteManifest.buildFile: 65]) { first, _ in first }
    filesWithLocalAddress = files.filter(\.hasLocalAddress).map(\.path)
  }

  /// The first path on which there is a symbolic link.
  private static func throughLink(_ paths: [String], in folder: String) -> String? {
    var folders: Set<String> = []
    return paths.first { path in
      LocalFiles.isLink("\(folder)/\(path)")
        || SitePath.folders(above: path).contains {
          folders.insert($0).inserted && LocalFiles.isLink("\(folder)/\($0)")
        }
    }
  }

  private static func paths(in folder: String, below prefix: String) throws(LocalFileError) -> [String] {
    var paths: [String] = []
    for entry in try LocalFiles.entries(of: folder) {
      let path = prefix + entry.name
      guard !SitePath.isHidden(path) else { continue }
      switch entry.kind {
      case .file: paths.append(path)
      case .folder: paths += try Self.paths(in: "\(folder)/\(entry.name)", below: path + "/")
      case .other: break
      }
    }
    return paths
  }

  private static func readAll(_ paths: [String], in folder: String) async throws(LocalFileError) -> [FileReading] {
    let chunk = 64
    let results = await withTaskGroup(of: (Int, Result<[FileReading], LocalFileError>).self) { group in
      for start in stride(from: 0, to: paths.count, by: chunk) {
        let part = paths[start..<min(start + chunk, paths.count)]
        group.addTask {
          (start, Result { () throws(LocalFileError) in try FileReading.all(of: part, in: folder) })
        }
      }
      var results: [(Int, Result<[FileReading], LocalFileError>)] = []
      for await result in group { results.append(result) }
      return results.sorted { $0.0 < $1.0 }
    }
    var files: [FileReading] = []
    files.reserveCapacity(paths.count)
    for (_, result) in results { files += try result.get() }
    return files
  }
}

/// What one reading of a file tells.
private struct FileReading: Sendable {
  let path: String
  let digest: String
  let size: Int
  let hasLocalAddress: Bool

  static func all(of paths: ArraySlice<String>, in folder: String) throws(LocalFileError) -> [FileReading] {
    try paths.map { path throws(LocalFileError) in try FileReading(path, in: folder) }
  }

  init(_ path: String, in folder: String) throws(LocalFileError) {
    let searches = LocalAddress.isSearched(path)
    var hash = SHA256()
    var size = 0
    var text: [UInt8] = []
    try LocalFiles.read("\(folder)/\(path)") { chunk in
      hash.update(chunk)
      size += chunk.count
      if searches { text += chunk }
    }
    self.path = path
    self.size = size
    digest = hash.finish()
    hasLocalAddress = searches && LocalAddress.isLinked(in: text)
  }
}
