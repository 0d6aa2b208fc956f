/// The new site as it stands before the switch.
struct StagedTree: Sendable {
  let folder: Directory
  /// What has to be linked from the output yet.
  var links: [RelativePath]
  /// How it came about, where it was made of an old tree.
  var update: OldTreeUpdate?

  /// How the finished tree looks; `nil` where something in it can't be seen.
  ///
  /// What an old tree has and the update didn't touch is as it was seen before. A folder that was touched counts as unsettled:
  /// others may have come in since it was looked at, as long as it was the output's.
  ///
  /// - Parameter clock: from before the first look, but after the last change.
  func seen(_ plan: OutputPlan, output: SeenTree?, clock: StampClock, jobs: Int) async -> SeenTree? {
    let folder = folder
    var seen = SeenTree()
    if let update, let output {
      for path in update.kept { seen.files[path] = output.files[path] }
      seen.folders = update.folders
    }
    let files = plan.written + links
    let newFolders = Set(update?.made ?? Array(plan.folders))
    let folders = Array(newFolders.union(update?.touched ?? []).union(plan.foreignFolders))
    let fileStamps = await concurrently(files, jobs: jobs) { folder.stamp(of: $0) }
    for (path, stamp) in zip(files, fileStamps) {
      guard let stamp else { return nil }
      seen.files[path] = clock.sighting(stamp)
    }
    let folderStamps = await concurrently(folders, jobs: jobs) { folder.stamp(of: $0) }
    for (path, stamp) in zip(folders, folderStamps) {
      guard let stamp else { return nil }
      seen.folders[path] = Sighting(stamp: stamp, isSettled: newFolders.contains(path) && clock.settles(stamp))
    }
    return seen
  }
}
