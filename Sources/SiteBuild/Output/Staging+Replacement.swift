import Synchronization

extension Staging {
  /// Puts the only new file of a site in its place, which is a switch in one step, too: a reader sees the old file or the
  /// new one, and no other file has changed. The old tree stays as it is.
  ///
  /// `nil` where there are more such files, or where it can't be done; then nothing has changed.
  func replaceFile(of steady: SteadyPlan) async throws(OutputFailure) -> OutputResult? {
    let output = steady.output.folder
    let written = steady.writtenPaths
    guard written.count <= 1, keepsOldTree, written.allSatisfy({ output.lets(replace: $0) }),
      output.lets(replace: OutputManifest.fileName), let record = record.withLock({ $0 })
    else { return nil }
    let manifest = steady.manifestText()
    try await attempt { () throws(SystemError) in try write(manifest, to: tree) }
    forgetRecord()
    let place = record.oldRoot == nil ? Stage.tree : Stage.changes
    let journal = SwitchJournal(steps: (written + [OutputManifest.fileName]).map { .put($0) }, from: place)
    try await moveFiles(by: journal, in: output, putting: written)
    do throws(SystemError) {
      try await FileTree.remove(place, in: workshop, jobs: jobs)
      let digest = ContentHasher.digest(of: manifest)
      if let renewed = steady.record(after: record, digest: digest) { try stage.keep(renewed) }
      stage.release()
    } catch {
      // The site is complete; what is left here the next build removes.
      stage.release()
    }
    var result = steady.result
    result.switch = .atomic
    return result
  }
}

extension SteadyPlan {
  /// What to record of the output with the new files in it; `nil` where something can't be seen.
  ///
  /// - Parameter digest: of its manifest.
  fileprivate func record(after last: OutputRecord, digest: ContentDigest) -> OutputRecord? {
    let folder = output.folder
    guard let latest = folder.stamp(of: OutputManifest.fileName) else { return nil }
    let clock = StampClock(justChanged: latest)
    var record = last
    record.manifestDigest = digest
    for place in record.files.indices {
      record.files[place].entry = files[place]?.entry
      record.files[place].output = output.files[place]
    }
    for place in written {
      guard let stamp = folder.stamp(of: record.files[place].path) else { return nil }
      record.files[place].output = clock.sighting(stamp)
      guard let parent = record.path(of: record.files[place].parent) else { continue }
      guard let stamp = folder.stamp(of: parent) else { return nil }
      record.folders[record.files[place].parent].output = Sighting(stamp: stamp, isSettled: false)
    }
    return record
  }
}

extension Directory {
  /// Whether a file can be replaced: no link leads out of this folder on the way to it, and its own can be changed.
  fileprivate func lets(replace file: RelativePath) -> Bool {
    guard file.ancestors.allSatisfy({ stamp(of: $0)?.kind == .directory }) else { return false }
    return canChange(file.parent)
  }
}
