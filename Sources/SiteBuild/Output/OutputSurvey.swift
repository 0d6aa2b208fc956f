/// All that stands in an output which may be quite unlike what a record says of it, or of which there is no record.
struct OutputSurvey: Sendable {
  let folder: Directory
  private let clock: StampClock
  private let jobs: Int
  private(set) var kinds: [RelativePath: FileKind] = [:]
  private(set) var unreadable: [RelativePath: SystemError] = [:]
  private(set) var seen = SeenTree()
  /// See ``PresentOutput/isAsWritten(_:)``.
  private(set) var asWritten: Set<RelativePath> = []
  /// Folders and files that were listed, and of which nothing else is known yet.
  private var strangers: [RelativePath] = []
  private var unseen: [RelativePath] = []

  /// - Parameter clock: from before the first look.
  init(_ look: OutputLook, of folder: Directory, clock: StampClock, jobs: Int) async throws(SystemError) {
    self.folder = folder
    self.clock = clock
    self.jobs = jobs
    if case .failure(let error)? = look.listings[OutputRecord.top] { throw error }
    takeFolders(look)
    takeFiles(look)
    unseen.removeAll { seen.files[$0] != nil }
    await exploreStrangers()
    let stamps = await concurrently(unseen, jobs: jobs) { folder.stamp(of: $0) }
    for (path, stamp) in zip(unseen, stamps) {
      if let stamp { seen.files[path] = clock.sighting(stamp) }
    }
  }

  private mutating func takeFolders(_ look: OutputLook) {
    if case .success(let entries)? = look.listings[OutputRecord.top] { take(entries, in: nil) }
    for (place, (recorded, stamp)) in zip(look.record.folders, look.folders).enumerated() {
      // Where a folder became a link, what is behind it is somewhere else.
      if let parent = look.record.path(of: recorded.parent), kinds[parent] != .directory { continue }
      guard let stamp else { continue }
      take(stamp, look.listings[place], of: recorded.path)
    }
  }

  private mutating func take(
    _ stamp: FileStamp, _ listing: Result<[DirectoryEntry], SystemError>?, of folder: RelativePath
  ) {
    kinds[folder] = .directory
    seen.folders[folder] = Sighting(stamp: stamp, isSettled: listing == nil || clock.settles(stamp))
    switch listing {
    case nil: break
    case .success(let entries)?: take(entries, in: folder)
    case .failure(let error)?: unreadable[folder] = error
    }
  }

  private mutating func take(_ entries: [DirectoryEntry], in folder: RelativePath?) {
    for entry in entries {
      let path = folder?.appending(entry.name) ?? entry.name
      if entry.kind == .directory {
        strangers.append(path)
      } else {
        kinds[path] = entry.kind
        unseen.append(path)
      }
    }
  }

  private mutating func takeFiles(_ look: OutputLook) {
    for (recorded, stamp) in zip(look.record.files, look.files) {
      guard let stamp, stamp.kind != .directory else { continue }
      let parent = look.record.path(of: recorded.parent)
      if let parent, kinds[parent] != .directory || unreadable[parent] != nil { continue }
      if look.listings[recorded.parent] == nil { kinds[recorded.path] = stamp.kind }
      guard kinds[recorded.path] == stamp.kind else { continue }
      let isSame = recorded.output?.isCertainly(stamp) == true
      seen.files[recorded.path] = Sighting(stamp: stamp, isSettled: isSame || clock.settles(stamp))
      if isSame, recorded.entry != nil { asWritten.insert(recorded.path) }
    }
  }

  /// Looks into the folders that no record tells of, and those in them.
  private mutating func exploreStrangers() async {
    strangers.removeAll { kinds[$0] != nil }
    let folder = folder
    while !strangers.isEmpty {
      let paths = strangers
      strangers = []
      let found = await concurrently(paths, jobs: jobs) { path in
        (
          stamp: folder.stamp(of: path),
          listing: Result { () throws(SystemError) in try folder.entries(of: path) }
        )
      }
      for (path, (stamp, listing)) in zip(paths, found) {
        if let stamp { take(stamp, listing, of: path) }
      }
    }
  }
}
