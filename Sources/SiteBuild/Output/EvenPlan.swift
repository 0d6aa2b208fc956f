/// A steady plan where the old tree, too, has the files of the output and no others: it becomes the new site without a
/// path being compared with another.
struct EvenPlan: Sendable {
  let steady: SteadyPlan
  private let output: RecordedOutput
  /// Places of files that the old tree has another version of.
  let linked: [Int]
  let plan: OutputPlan

  var files: [OutputRecord.File] { output.record.files }

  /// `nil` where it isn't like that.
  init?(_ steady: SteadyPlan, _ output: RecordedOutput) {
    guard output.record.isEven else { return nil }
    self.steady = steady
    self.output = output
    plan = steady.outputPlan
    let files = output.record.files
    linked = files.indices.filter {
      steady.files[$0]?.origin == .unchanged && files[$0].oldInode != output.files[$0]?.stamp.inode
    }
  }

  /// Places of folders in which something comes or goes.
  private var touchedFolders: Set<Int> {
    Set((steady.written + linked).lazy.map { files[$0].parent }).subtracting([OutputRecord.top])
  }

  /// What to record of the finished tree, and of the output as the old tree that it will be.
  ///
  /// - Parameter clock: from before the first look, but after the last change.
  func record(
    of tree: Directory, roots: (output: FileStatus.Identity, old: FileStatus.Identity), clock: StampClock
  ) -> OutputRecord? {
    var record = output.record
    record.outputRoot = roots.output
    record.oldRoot = roots.old
    record.manifestDigest = ContentHasher.digest(of: plan.manifestText)
    for place in record.folders.indices {
      record.folders[place].output = record.folders[place].old
      record.folders[place].old = output.folders[place]
    }
    for place in record.files.indices {
      record.files[place].entry = steady.files[place]?.entry
      record.files[place].output = output.files[place]
      record.files[place].oldInode = output.files[place]?.stamp.inode
    }
    for place in touchedFolders {
      guard let stamp = tree.stamp(of: record.folders[place].path) else { return nil }
      record.folders[place].output = Sighting(stamp: stamp, isSettled: false)
    }
    for place in steady.written + linked {
      guard let stamp = tree.stamp(of: record.files[place].path) else { return nil }
      record.files[place].output = clock.sighting(stamp)
    }
    return record
  }
}
