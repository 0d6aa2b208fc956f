/// An output that has the names which the record of the last build says, no more and no less.
struct RecordedOutput: Sendable {
  let known: RecordedFiles
  /// Of the record's folders, in its order.
  let folders: [Sighting?]

  var folder: Directory { known.folder }
  var record: OutputRecord { known.record }
  var files: [Sighting?] { known.files }

  /// `nil` where the output has other names.
  init?(_ known: RecordedFiles, _ look: OutputLook) {
    guard look.hasRecordedNames else { return nil }
    self.known = known
    folders = zip(known.record.folders, look.folders).map { recorded, stamp in
      stamp.map { Sighting(stamp: $0, isSettled: recorded.output?.isCertainly($0) == true || known.clock.settles($0)) }
    }
  }

  var seen: SeenTree {
    var seen = SeenTree()
    for (folder, sighting) in zip(record.folders, folders) { seen.folders[folder.path] = sighting }
    for (file, sighting) in zip(record.files, files) { seen.files[file.path] = sighting }
    return seen
  }

  var kinds: [RelativePath: FileKind] {
    var kinds: [RelativePath: FileKind] = [:]
    for (folder, sighting) in zip(record.folders, folders) { kinds[folder.path] = sighting?.stamp.kind }
    for (file, sighting) in zip(record.files, files) { kinds[file.path] = sighting?.stamp.kind }
    return kinds
  }

  var manifest: OutputManifest {
    OutputManifest(
      entries: Dictionary(
        record.files.lazy.compactMap { file in file.entry.map { (file.path, $0) } }, uniquingKeysWith: { $1 }))
  }
}
