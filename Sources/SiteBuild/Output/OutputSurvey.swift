/// Looks at the output by the record that the last build left: only folders that changed since are listed.
struct OutputSurvey: Sendable {
  let folder: Directory
  private let clock: StampClock
  private let jobs: Int
  private(set) var kinds: [RelativePath: FileKind] = [:]
  private(set) var unreadable: [RelativePath: SystemError] = [:]
  private(set) var seen = SeenTree()
  /// See ``PresentOutput/asWritten``.
  private(set) var asWritten: Set<RelativePath> = []
  private(set) var isAsRecorded: Bool
  /// Files of which nothing but the kind is known yet.
  private var unseen: [RelativePath] = []

  /// What came of looking at a folder.
  private struct Finding: Sendable {
    let stamp: FileStamp?
    /// `nil` where the folder holds what the record says.
    let listing: Result<[DirectoryEntry], SystemError>?
    /// Of the record's files, in its order.
    var files: [FileStamp?] = []
  }

  /// - Parameter clock: from before the first look.
  init(of folder: Directory, by record: OutputRecord?, clock: StampClock, jobs: Int) async throws(SystemError) {
    self.folder = folder
    self.clock = clock
    self.jobs = jobs
    isAsRecorded = record != nil
    let recorded = record?.folders ?? [OutputRecord.Folder(path: nil)]
    var strangers: [RelativePath] = []
    let findings = await concurrently(recorded, jobs: jobs) { Self.look(at: $0, in: folder) }
    for (recorded, finding) in zip(recorded, findings) {
      try take(finding, of: recorded, &strangers)
    }
    strangers.removeAll { kinds[$0] != nil }
    while !strangers.isEmpty {
      let findings = await concurrently(strangers, jobs: jobs) { path in
        Self.look(at: OutputRecord.Folder(path: path), in: folder)
      }
      let known = strangers
      strangers = []
      for (path, finding) in zip(known, findings) {
        try take(finding, of: OutputRecord.Folder(path: path), &strangers)
      }
    }
    let stamps = await concurrently(unseen, jobs: jobs) { folder.stamp(of: $0) }
    for (path, stamp) in zip(unseen, stamps) {
      if let stamp { seen.files[path] = clock.sighting(stamp) }
    }
  }

  private static func look(at recorded: OutputRecord.Folder, in folder: Directory) -> Finding {
    let stamp = recorded.path.flatMap { folder.stamp(of: $0) }
    if recorded.path != nil, stamp?.kind != .directory { return Finding(stamp: nil, listing: nil) }
    let isSame = stamp.map { recorded.output?.isCertainly($0) == true } ?? false
    return Finding(
      stamp: stamp,
      listing: isSame ? nil : Result { () throws(SystemError) in try folder.entries(of: recorded.path) },
      files: recorded.files.map { $0.output == nil ? nil : folder.stamp(of: $0.path) })
  }

  /// - Parameter strangers: gets the folders that were listed, of which the record may know nothing.
  private mutating func take(
    _ finding: Finding, of recorded: OutputRecord.Folder, _ strangers: inout [RelativePath]
  ) throws(SystemError) {
    if let path = recorded.path {
      // Where a folder became a link, what is behind it is somewhere else.
      if let parent = path.parent, kinds[parent] != .directory { return }
      if finding.listing != nil || (finding.stamp == nil && recorded.output != nil) { isAsRecorded = false }
      guard let stamp = finding.stamp else { return }
      kinds[path] = .directory
      let isSettled = finding.listing == nil || clock.settles(stamp)
      seen.folders[path] = Sighting(stamp: stamp, isSettled: isSettled)
    }
    switch finding.listing {
    case nil: break
    case .success(let entries): take(entries, of: recorded, &strangers)
    case .failure(let error):
      guard let path = recorded.path else { throw error }
      unreadable[path] = error
      isAsRecorded = false
      return
    }
    for (file, stamp) in zip(recorded.files, finding.files) where file.output != nil {
      if stamp.map({ file.output?.isCertainly($0) == true }) != true { isAsRecorded = false }
      guard let stamp, stamp.kind != .directory else { continue }
      if finding.listing == nil { kinds[file.path] = stamp.kind }
      guard kinds[file.path] == stamp.kind else { continue }
      let isSame = file.output?.isCertainly(stamp) == true
      seen.files[file.path] = Sighting(stamp: stamp, isSettled: isSame || clock.settles(stamp))
      if isSame, file.entry != nil { asWritten.insert(file.path) }
    }
  }

  private mutating func take(
    _ entries: [DirectoryEntry], of recorded: OutputRecord.Folder, _ strangers: inout [RelativePath]
  ) {
    let known = Set(recorded.files.lazy.filter { $0.output != nil }.map(\.path))
    for entry in entries {
      let path = recorded.path?.appending(entry.name) ?? entry.name
      guard recorded.path != nil || PresentOutput.isContent(path, entry.kind) else { continue }
      if entry.kind == .directory {
        strangers.append(path)
      } else {
        kinds[path] = entry.kind
        if !known.contains(path) {
          unseen.append(path)
          isAsRecorded = false
        }
      }
    }
  }
}

extension PresentOutput {
  /// Looks at the output by the record that the last build left, and sees what the next one has to record.
  init(
    _ folder: Directory, record: OutputRecord?, clock: StampClock, jobs: Int
  ) async throws(SystemError) {
    let text = try Self.manifestText(in: folder)
    guard let record, ContentHasher.digest(of: text) == record.manifestDigest else {
      let survey = try await OutputSurvey(of: folder, by: nil, clock: clock, jobs: jobs)
      self.init(survey, manifest: OutputManifest(text: text), text: text)
      return
    }
    let survey = try await OutputSurvey(of: folder, by: record, clock: clock, jobs: jobs)
    var entries: [RelativePath: OutputManifest.Entry] = [:]
    entries.reserveCapacity(record.folders.reduce(0) { $0 + $1.files.count })
    for recorded in record.folders {
      for file in recorded.files { entries[file.path] = file.entry }
    }
    self.init(survey, manifest: OutputManifest(entries: entries), text: text)
  }
}
