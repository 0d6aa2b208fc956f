import SiteDiagnostics

/// The output folder as a build finds it.
struct PresentOutput: Sendable {
  let folder: Directory
  /// All that stands in it but the manifest.
  let tree: FileTree
  /// What an earlier build wrote. Empty where there is no manifest that can be read: then nothing there is ours.
  let manifest: OutputManifest
  /// The manifest's bytes, or none.
  let manifestText: [UInt8]
  /// Whether there is a manifest that nobody can make sense of.
  let hasUnreadableManifest: Bool
  /// How all that was found looked from outside, where a build is to leave a record of it.
  let seen: SeenTree?
  /// The files of which a record says that they have the bytes that the manifest says, and which did not change since.
  let asWritten: Set<RelativePath>

  init(_ folder: Directory, jobs: Int) async throws(SystemError) {
    self.folder = folder
    tree = try await FileTree(of: folder, jobs: jobs, where: Self.isContent)
    manifestText = try Self.manifestText(in: folder)
    let readable = OutputManifest(text: manifestText)
    manifest = readable ?? OutputManifest(entries: [:])
    hasUnreadableManifest = !manifestText.isEmpty && readable == nil
    seen = nil
    asWritten = []
  }

  /// What is there where a record doesn't fit, or not in all.
  ///
  /// - Parameter clock: from before the first look.
  init(
    _ look: OutputLook, of folder: Directory, manifestText: [UInt8], clock: StampClock, jobs: Int
  ) async throws(SystemError) {
    let survey = try await OutputSurvey(look, of: folder, clock: clock, jobs: jobs)
    self.folder = folder
    tree = FileTree(kinds: survey.kinds, unreadable: survey.unreadable)
    self.manifestText = manifestText
    let readable = OutputManifest(text: manifestText)
    manifest = readable ?? OutputManifest(entries: [:])
    hasUnreadableManifest = !manifestText.isEmpty && readable == nil
    seen = survey.seen
    asWritten = survey.asWritten
  }

  init(_ output: RecordedOutput) {
    folder = output.folder
    tree = FileTree(kinds: output.kinds, unreadable: [:])
    manifest = output.manifest
    manifestText = output.known.manifestText
    hasUnreadableManifest = false
    seen = output.seen
    asWritten = Set(zip(output.record.files, output.known.asWritten).lazy.filter(\.1).map(\.0.path))
  }

  /// Whether something in the output is part of the site, or foreign, rather than a means of building it.
  static func isContent(_ path: RelativePath, _ kind: FileKind) -> Bool {
    (path != OutputManifest.fileName || kind != .regular) && path != innerStage
  }

  static func manifestText(in folder: Directory) throws(SystemError) -> [UInt8] {
    guard try folder.status(of: OutputManifest.fileName)?.kind == .regular else { return [] }
    return try folder.file(OutputManifest.fileName).readToEnd()
  }

  /// The stage's place where the output is a file system of its own: what is staged beside it could not be moved in.
  static let innerStage: RelativePath = ".sitegen-stage"

  /// Whether an earlier build wrote the file: what has become a link or a folder meanwhile, somebody else made.
  func owns(_ path: RelativePath) -> Bool {
    manifest.entries[path] != nil && tree.kinds[path] == .regular
  }
}
