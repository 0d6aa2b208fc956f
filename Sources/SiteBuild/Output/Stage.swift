import SiteDiagnostics

/// The folder beside the output in which a new site is made, held by one process at a time.
///
/// `.Public.sitegen-stage/` beside `Public/` holds, as long as a build runs:
/// - `holder`: the number of the process that has it locked,
/// - `tree/`: the new site; after the switch the old one, until it is removed,
/// - `manifest`: a second name of the new site's manifest, made just before the switch. Whoever finds a stage that a
///   killed build left tells by it whether `tree` is the new site or the old one: see ``StageRecovery``.
/// - `journal`: only while a site is switched file by file: see ``SwitchJournal``.
///
/// The lock belongs to the open folder, so the system frees it when the process ends, however it ends.
final class Stage: Sendable {
  static let tree: RelativePath = "tree"
  static let manifest: RelativePath = "manifest"
  static let journal: RelativePath = "journal"
  static let journalDraft: RelativePath = "journal.draft"
  private static let holder: RelativePath = "holder"

  let folder: Directory
  private let parent: Directory
  private let name: RelativePath

  private init(folder: Directory, parent: Directory, name: RelativePath) {
    self.folder = folder
    self.parent = parent
    self.name = name
  }

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
          let stage = Stage(folder: folder, parent: location.parent, name: name)
          try stage.signHolder()
          return stage
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
  func workshop(
    for output: Directory?, jobs: Int
  ) async throws(SystemError) -> (folder: Directory, late: [RelativePath]) {
    let late = try await StageRecovery(workshop: folder, output: output, jobs: jobs).run()
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

  /// Removes the stage, which must be empty of trees, and with that gives up the lock.
  ///
  /// Where that fails the next build does it.
  func remove() {
    Self.removeNotes(in: folder)
    try? folder.removeFile(Self.holder)
    try? parent.removeDirectory(name)
  }

  /// Removes the files by which a build could be completed or undone.
  static func removeNotes(in workshop: Directory) {
    for note in [manifest, journal, journalDraft] { try? workshop.removeFile(note) }
  }

  private func signHolder() throws(SystemError) {
    try? folder.removeFile(Self.holder)
    let file = try folder.newFile(Self.holder)
    try file.write(Array("\(ProcessEnvironment.processNumber)\n".utf8))
    try file.finish()
  }

  /// `nil` in the moment before the holder has signed.
  private static func holder(of folder: Directory) -> String? {
    guard let bytes = try? folder.file(holder).read(atMost: 20) else { return nil }
    return Int(String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)).map(String.init)
  }
}
