import SiteDiagnostics
import Synchronization

/// A new site in the making, beside the present one, which stays as it is until ``commit()``.
///
/// Tasks may stage files at the same time and in any order; the result does not depend on it. What has the same bytes
/// as in the present output is only noted. After a failure call ``abandon()``; of a staging that was not ended the
/// next one removes what is left.
///
/// A reader of the output sees the old site or the new one, whole, and so does whoever comes after a build that was
/// killed. The loss of electric power is not covered: nothing is forced to the disk.
///
/// On a file system that takes two different names for one (`A.html` and `a.html`, or two Unicode forms of `ä`) a
/// site that has both is refused: the second is reported as a duplicate.
package final class Staging: Sendable {
  let location: OutputLocation
  let stage: Stage
  let present: OutputView?
  /// Where the new site is made: the stage, or a folder in the output where that is a file system of its own.
  let workshop: Directory
  /// Where new files are written: the new tree, or what is to come into an old one.
  let tree: Directory
  /// Files that came into the output while a build was switching sites and was killed: they were kept.
  let recovered: [RelativePath]
  let jobs: Int
  let manner: Manner
  /// Whether the old tree and a record are left for the next build. Only for a switch in one step on one file system.
  let keepsOldTree: Bool
  /// What the last build left, as long as it stands in the stage: gone as soon as the old tree is touched.
  let record: Mutex<OutputRecord?>
  /// Whether the staging was committed or abandoned.
  let isEnded = Atomic(false)
  /// Why a file could not be written.
  let failure = Mutex<OutputFailure?>(nil)
  private let files = Mutex<[StagedFile]>([])

  /// How the new site takes the old one's place.
  package enum Manner: Sendable {
    /// In one step; file by file only where the file system cannot do that.
    case wholeTree
    /// Always file by file: the output folder itself stays, for whoever holds it open or has it mounted elsewhere.
    case fileByFile
  }

  /// Locks the output folder, tidies up after builds that were killed, and looks at what is there.
  ///
  /// `source` is the site's folder, which the output must not contain. Where another build is at work, this waits for
  /// `patience` before it fails. With `keepsOldTree` the stage stays after the build, for the next one to be faster:
  /// see ``Stage``.
  package init(
    output: String, source: String, jobs: Int, patience: Duration = .seconds(3), manner: Manner = .wholeTree,
    keepsOldTree: Bool = false
  ) async throws(OutputFailure) {
    location = try OutputLocation(output: output, source: source)
    stage = try await Stage.acquire(for: location, patience: patience)
    self.jobs = max(1, jobs)
    self.manner = manner
    do throws(SystemError) {
      let exists = try location.parent.status(of: location.name) != nil
      let output = exists ? try location.parent.directory(location.name) : nil
      var record: OutputRecord?
      if keepsOldTree, manner == .wholeTree, let output { record = stage.record(of: output) }
      (workshop, recovered) = try await stage.workshop(for: output, keeping: record, jobs: self.jobs)
      self.keepsOldTree = keepsOldTree && manner == .wholeTree && workshop === stage.folder
      self.record = Mutex(record)
      present =
        switch (output, self.keepsOldTree) {
        case (nil, _): nil
        case (let output?, false): try await .listed(PresentOutput(output, jobs: self.jobs))
        case (let output?, true):
          try await OutputView(output, record: record, clock: stage.clock, jobs: self.jobs)
        }
      let name = record?.oldRoot == nil ? Stage.tree : Stage.changes
      try workshop.makeDirectory(name)
      tree = try workshop.directory(name)
    } catch {
      stage.remove()
      throw OutputFailure(.output(error))
    }
  }

  /// Adds a file with these bytes.
  ///
  /// Fails when it cannot be written. A disk that is full for one file is full for all: what is staged from then on is
  /// passed over in silence, and ``commit()`` fails too. That a file's place is taken is said by ``commit()``, for all
  /// such files at once.
  ///
  /// - Returns: the digest of the bytes; `nil` where they were passed over.
  @discardableResult
  package func stage(_ path: String, _ bytes: [UInt8]) throws(OutputFailure) -> ContentDigest? {
    try add(path) { path throws(SystemError) in
      let entry = OutputManifest.Entry(size: bytes.count, digest: ContentHasher.digest(of: bytes))
      if let old = present?.ownFile(path), old.isAsWritten {
        if old.entry == entry { return unchanged(path, entry) }
      } else if let old = try presentFile(path, size: bytes.count),
        try haveSameBytes(old.read(atMost: bytes.count + 1, size: bytes.count), bytes)
      {
        return unchanged(path, entry)
      }
      let file = try newFile(path)
      try file.write(bytes)
      return try finish(file, path, entry)
    }
  }

  /// Adds a copy of another file, without holding it in memory.
  @discardableResult
  package func stage(_ path: String, copyOf source: String) throws(OutputFailure) -> ContentDigest? {
    try add(path) { path throws(SystemError) in
      let size = try OpenFile(reading: source).status().size
      if let old = try presentFile(path, size: size), let entry = try Self.entry(ofEqual: source, and: old) {
        return unchanged(path, entry)
      }
      let file = try newFile(path)
      let entry = try Self.copy(OpenFile(reading: source), to: file)
      return try finish(file, path, entry)
    }
  }

  @discardableResult
  package func stage(_ file: OutputFile) throws(OutputFailure) -> ContentDigest? {
    switch file.content {
    case .bytes(let bytes): try stage(file.path, bytes)
    case .copy(let source): try stage(file.path, copyOf: source)
    }
  }

  private func add(
    _ name: String,
    _ write: (RelativePath) throws(SystemError) -> StagedFile
  ) throws(OutputFailure) -> ContentDigest? {
    guard let path = RelativePath(name), path != OutputManifest.fileName, path != PresentOutput.innerStage else {
      throw OutputFailure(.badPath(name))
    }
    guard failure.withLock({ $0 == nil }) else { return nil }
    let file: StagedFile
    do throws(SystemError) {
      file = try write(path)
    } catch let error where error.kind == .alreadyExists || error.kind == .notAFolder {
      let nothing = OutputManifest.Entry(size: 0, digest: ContentHasher.digest(of: []))
      file = StagedFile(path: path, entry: nothing, origin: .collided)
    } catch {
      let failed = OutputFailure(.output(error))
      failure.withLock { $0 = $0 ?? failed }
      throw failed
    }
    add(file)
    return file.entry.digest
  }

  private func unchanged(_ path: RelativePath, _ entry: OutputManifest.Entry) -> StagedFile {
    StagedFile(path: path, entry: entry, origin: .unchanged, place: present?.place(of: path))
  }

  private func finish(
    _ file: consuming OpenFile, _ path: RelativePath, _ entry: OutputManifest.Entry
  ) throws(SystemError) -> StagedFile {
    let stamp = present == nil && keepsOldTree ? try file.stamp() : nil
    try file.finish()
    return StagedFile(path: path, entry: entry, origin: .written, place: present?.place(of: path), stamp: stamp)
  }

  func add(_ file: StagedFile) { files.withLock { $0.append(file) } }

  /// The file that has this path in the present output, if it could have the same bytes.
  func presentFile(_ path: RelativePath, size: Int) throws(SystemError) -> OpenFile? {
    guard let present, present.isRegularFile(path) else { return nil }
    do throws(SystemError) {
      let file = try present.folder.file(path)
      guard try file.status().size == size else { return nil }
      return file
    } catch let error where error.kind == .missing || error.kind == .denied {
      return nil
    }
  }

  private func newFile(_ path: RelativePath) throws(SystemError) -> OpenFile {
    // In a new site most files are the first ones of their folders.
    if present == nil, let folder = path.parent { try tree.makeDirectories(folder) }
    do throws(SystemError) {
      return try tree.newFile(path)
    } catch let error where error.kind == .missing {
      guard let folder = path.parent else { throw error }
      try tree.makeDirectories(folder)
      return try tree.newFile(path)
    }
  }

  /// `nil` where the two files differ.
  private static func entry(
    ofEqual source: String, and present: borrowing OpenFile
  ) throws(SystemError) -> OutputManifest.Entry? {
    let file = try OpenFile(reading: source)
    let hash = try ContentHasher()
    var size = 0
    while true {
      let bytes = try file.read(atMost: pieceSize)
      guard try haveSameBytes(bytes, present.read(atMost: pieceSize)) else { return nil }
      if bytes.isEmpty { return OutputManifest.Entry(size: size, digest: hash.finalize()) }
      hash.update(bytes)
      size += bytes.count
    }
  }

  private static func copy(
    _ source: borrowing OpenFile, to file: borrowing OpenFile
  ) throws(SystemError) -> OutputManifest.Entry {
    let hash = try ContentHasher()
    // A file with holes takes less room than it has bytes: where it has them the copy gets them, too.
    let hasHoles = try source.hasHoles()
    var size = 0
    while true {
      let bytes = try source.read(atMost: pieceSize)
      if bytes.isEmpty {
        if hasHoles { try file.extend(to: size) }
        return OutputManifest.Entry(size: size, digest: hash.finalize())
      }
      if hasHoles, bytes.allSatisfy({ $0 == 0 }) { try file.skip(bytes.count) } else { try file.write(bytes) }
      hash.update(bytes)
      size += bytes.count
    }
  }

  private static let pieceSize = 1 << 16

  /// All that was staged so far.
  var stagedFiles: [StagedFile] { files.withLock { $0 } }
}
