import SiteDiagnostics

/// The folder beside the output in which a new site is made, held by one process at a time.
///
/// `.Public.sitegen-stage/` beside `Public/` holds, as long as a build runs:
/// - `holder`: the number of the process that has it locked,
/// - `tree/`: the new site; after the switch the old one, until it is removed,
/// - `manifest`: a second name of the new site's manifest, made just before the switch. Whoever finds a stage that a
///   killed build left tells by it whether `tree` is the new site or the old one: see ``StageRecovery``.
/// - `changes/`: what is new, where there is an old tree: that is to become the new site, see ``OldTreeUpdate``, or stays
///   as it is, because a single file is new,
/// - `journal`: only while a site is switched file by file: see ``SwitchJournal``.
///
/// A build that keeps the old tree leaves the stage with `tree/` and `manifest`, if there was an old one, and
/// - `record`: how the output and `tree` looked when it was done, see ``OutputRecord``. It comes last, in one step, and goes
///   before anything in the output or in `tree` is touched; so whoever finds it finds what it describes, and whoever
///   doesn't, a stage like any other.
///
/// Where the record fits, the next build lists and reads only what is no longer as it says, and turns `tree` into the new
/// site by touching what differs. Both trees share the files that are the same, so the old one takes but its folders' room.
///
/// The lock belongs to the open folder, so the system frees it when the process ends, however it ends.
final class Stage: Sendable {
  static let tree: RelativePath = "tree"
  static let manifest: RelativePath = "manifest"
  static let changes: RelativePath = "changes"
  static let record: RelativePath = "record"
  private static let recordDraft: RelativePath = "record.draft"
  static let journal: RelativePath = "journal"
  static let journalDraft: RelativePath = "journal.draft"
  private static let holder: RelativePath = "holder"

  let folder: Directory
  private let parent: Directory
  private let name: RelativePath
  /// When this build began, and on which device.
  private let signature: FileStamp

  private init(folder: Directory, parent: Directory, name: RelativePath) throws(SystemError) {
    self.folder = folder
    self.parent = parent
    self.name = name
    signature = try Self.sign(folder)
  }

  /// For what is seen from now on.
  var clock: StampClock { StampClock(justChanged: signature) }

  /// Makes and locks the stage of an output; where another build has it, waits for `patience`.
  static func acquire(for location: OutputLocation, patience: Duration) async throws(OutputFailure) -> Stage {
    guard let name = RelativePath(".\(location.name).sitegen-stage") else {
      throw OutputFailure(.unfitOutput("`\(location.output)` is no folder that a site can go to"))
    }
    let deadline = ContinuousClock.now + patience
    while true {
      do throws(SystemError) {
        try location.parent.makeDirectory(name, permissions: 0o700)
      } catch let error where error.kind == .alreadyExists {
      } catch {
        throw OutputFailure(.unwritableParent(of: location.output, error))
      }
      let busy: Directory
      do throws(SystemError) {
        let folder = try location.parent.directory(name)
        if try folder.lock() {
          // Its holder may have removed the folder between our opening and our locking it.
          guard try location.parent.status(of: name)?.identity == folder.status().identity else { continue }
          return try Stage(folder: folder, parent: location.parent, name: name)
        }
        busy = folder
      } catch let error where error.kind == .missing {
        continue
      } catch {
        throw OutputFailure(.output(error))
      }
      guard ContinuousClock.now < deadline, !Task.isCancelled else {
        throw OutputFailure(.busy(location.output, holder: holder(of: busy)))
      }
      try? await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Where the new tree is to be made, with nothing left in it of builds that were killed: the stage, or a folder in
  /// the output where nothing can be moved there from outside, because a file system begins with it.
  ///
  /// Gives back, too, the files that came into an old site late and were kept.
  ///
  /// - Parameter record: what ``record(of:)`` gave, if it is to be used: the old tree that it describes stays.
  func workshop(
    for output: Directory?, keeping record: OutputRecord?, jobs: Int
  ) async throws(SystemError) -> (folder: Directory, late: [RelativePath]) {
    if record == nil { removeRecord() }
    var late: [RelativePath] = []
    if record?.oldRoot == nil {
      late = try await StageRecovery(workshop: folder, output: output, jobs: jobs).run()
    }
    try await removeChanges(jobs: jobs)
    guard let output else { return (folder, []) }
    if try output.status(of: PresentOutput.innerStage) != nil {
      let inner = try output.directory(PresentOutput.innerStage)
      try await StageRecovery(workshop: inner, output: output, jobs: jobs).run()
      try output.removeDirectory(PresentOutput.innerStage)
    }
    if try folder.canMove(to: output) { return (folder, late) }
    try output.makeDirectory(PresentOutput.innerStage, permissions: 0o700)
    return (try output.directory(PresentOutput.innerStage), late)
  }

  /// What the last build recorded, if that is about this output; without an old tree where the stage has another one.
  func record(of output: Directory) -> OutputRecord? {
    guard let bytes = try? folder.file(Self.record).readToEnd(), var record = OutputRecord(bytes: bytes),
      let root = try? output.status().identity, record.outputRoot == root, root.device == signature.device
    else { return nil }
    if let old = record.oldRoot, (try? folder.status(of: Self.tree))?.identity != old { record.oldRoot = nil }
    return record
  }

  /// Writes the record down, in one step.
  func keep(_ record: OutputRecord) throws(SystemError) {
    try? folder.removeFile(Self.recordDraft)
    let file = try folder.newFile(Self.recordDraft)
    try record.write { (piece) throws(SystemError) in try file.write(piece) }
    try file.finish()
    try folder.move(Self.recordDraft, to: folder, as: Self.record)
  }

  func removeRecord() {
    for note in [Self.record, Self.recordDraft] { try? folder.removeFile(note) }
  }

  /// Removes what was staged beside an old tree.
  func removeChanges(jobs: Int) async throws(SystemError) {
    if try folder.status(of: Self.changes) != nil {
      try await FileTree.remove(Self.changes, in: folder, jobs: jobs)
    }
  }

  /// Gives up the lock, and leaves the stage with its record and what that describes.
  func release() {
    try? folder.removeFile(Self.holder)
    folder.unlock()
  }

  /// Removes the stage, which must be empty of trees, and with that gives up the lock.
  ///
  /// Where that fails the next build does it.
  func remove() {
    removeRecord()
    Self.removeNotes(in: folder)
    try? folder.removeFile(Self.holder)
    try? parent.removeDirectory(name)
  }

  /// Removes the files by which a build could be completed or undone.
  static func removeNotes(in workshop: Directory) {
    for note in [manifest, journal, journalDraft] { try? workshop.removeFile(note) }
  }

  private static func sign(_ folder: Directory) throws(SystemError) -> FileStamp {
    try? folder.removeFile(holder)
    let file = try folder.newFile(holder)
    try file.write(Array("\(ProcessEnvironment.processNumber)\n".utf8))
    let stamp = try file.stamp()
    try file.finish()
    return stamp
  }

  /// `nil` in the moment before the holder has signed.
  private static func holder(of folder: Directory) -> String? {
    guard let bytes = try? folder.file(holder).read(atMost: 20) else { return nil }
    return Int(String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)).map(String.init)
  }
}
