/// The new site as it stands before the switch.
struct StagedTree: Sendable {
  /// How it came about.
  enum Origin: Sendable {
    /// All of its folders were made by this build.
    case new
    case updated(OldTreeUpdate)
    case even(EvenPlan)
  }

  let folder: Directory
  /// What has to be linked from the output yet.
  let links: [RelativePath]
  let origin: Origin

  /// What is to be recorded of the finished tree, whose manifest changed last, and of the output as the old tree that it will
  /// be; `nil` where something can't be seen.
  func record(
    _ plan: OutputPlan, _ entries: [StagedFile], beside output: ExploredOutput, jobs: Int
  ) async throws(SystemError) -> OutputRecord? {
    guard let latest = folder.stamp(of: OutputManifest.fileName) else { return nil }
    let clock = StampClock(justChanged: latest)
    let roots = try (output: folder.status().identity, old: output.folder.status().identity)
    if case .even(let even) = origin { return even.record(of: folder, roots: roots, clock: clock) }
    guard let old = output.listed.seen, let seen = await seen(plan, clock: clock, jobs: jobs) else { return nil }
    return OutputRecord(
      output: seen, old: OldTreeNames(old),
      manifest: Dictionary(entries.lazy.map { ($0.path, $0.entry) }, uniquingKeysWith: { $1 }),
      digest: ContentHasher.digest(of: plan.manifestText), roots: roots)
  }

  /// How the finished tree looks; `nil` where something in it can't be seen.
  ///
  /// What an old tree has and the update didn't touch is as it was seen before. A folder that was touched counts as unsettled:
  /// as long as it was the output's, others may have come into it since it was looked at.
  private func seen(_ plan: OutputPlan, clock: StampClock, jobs: Int) async -> SeenTree? {
    let folder = folder
    var (seen, newFolders, touched) = (SeenTree(), plan.folders, Set<RelativePath>())
    if case .updated(let update) = origin {
      (seen, newFolders, touched) = (update.kept, Set(update.newFolders), update.touchedFolders)
    }
    let files = plan.written + links
    let fileStamps = await concurrently(files, jobs: jobs) { folder.stamp(of: $0) }
    for (path, stamp) in zip(files, fileStamps) {
      guard let stamp else { return nil }
      seen.files[path] = clock.sighting(stamp)
    }
    let folders = Array(newFolders.union(touched).union(plan.foreignFolders))
    let folderStamps = await concurrently(folders, jobs: jobs) { folder.stamp(of: $0) }
    for (path, stamp) in zip(folders, folderStamps) {
      guard let stamp else { return nil }
      seen.folders[path] = Sighting(stamp: stamp, isSettled: newFolders.contains(path) && clock.settles(stamp))
    }
    return seen
  }
}
