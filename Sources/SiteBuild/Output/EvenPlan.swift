/// The plan of a site that has the files of the output and of the old tree, no more and no less, and where all of them are
/// sitegen's: what most builds come to. It needs no path to be compared with another.
struct EvenPlan: Sendable {
  let output: RecordedOutput
  let plan: OutputPlan
  /// Places of files that are new, and of such as the old tree has another version of.
  let written: [Int]
  let linked: [Int]
  private let entries: [OutputManifest.Entry]

  /// `nil` where it isn't like that.
  init?(_ staged: [StagedFile], _ output: RecordedOutput) {
    let files = output.record.files
    guard staged.count == files.count, output.record.isEven else { return nil }
    var found = [StagedFile?](repeating: nil, count: files.count)
    for file in staged {
      guard file.origin != .collided, let place = file.place, found[place] == nil else { return nil }
      found[place] = file
    }
    let sorted = found.compactMap(\.self)
    let written = sorted.indices.filter { sorted[$0].origin == .written }
    self.output = output
    self.written = written
    linked = sorted.indices.filter {
      sorted[$0].origin == .unchanged && files[$0].oldInode != output.files[$0]?.stamp.inode
    }
    entries = sorted.map(\.entry)
    plan = OutputPlan(files: sorted, manifestText: written.isEmpty ? output.manifestText : nil)
  }

  /// Places of folders in which something comes or goes.
  private var touchedFolders: Set<Int> {
    Set((written + linked).lazy.map { output.record.files[$0].parent }).subtracting([OutputRecord.top])
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
      record.files[place].entry = entries[place]
      record.files[place].output = output.files[place]
      record.files[place].oldInode = output.files[place]?.stamp.inode
    }
    for place in touchedFolders {
      guard let stamp = tree.stamp(of: record.folders[place].path) else { return nil }
      record.folders[place].output = Sighting(stamp: stamp, isSettled: false)
    }
    for place in written + linked {
      guard let stamp = tree.stamp(of: record.files[place].path) else { return nil }
      record.files[place].output = clock.sighting(stamp)
    }
    return record
  }
}
