/// An output that has the names which the record of the last build says, though not every file need be as it was.
struct RecordedOutput: Sendable {
  let folder: Directory
  let manifestText: [UInt8]
  let record: OutputRecord
  /// Of the record's folders and files, in its order.
  let folders: [Sighting?]
  let files: [Sighting?]
  /// Whether the file has certainly the bytes that the manifest says.
  let asWritten: [Bool]
  /// Where in the record a file of the output stands.
  let places: [RelativePath: Int]

  /// `nil` where the output has other names.
  init?(_ look: OutputLook, of folder: Directory, manifestText: [UInt8], clock: StampClock) {
    guard look.hasRecordedNames else { return nil }
    self.folder = folder
    self.manifestText = manifestText
    record = look.record
    folders = zip(record.folders, look.folders).map { recorded, stamp in
      stamp.map { Sighting(stamp: $0, isSettled: recorded.output?.isCertainly($0) == true || clock.settles($0)) }
    }
    let isCertain = zip(record.files, look.files).map { recorded, stamp in
      stamp.map { recorded.output?.isCertainly($0) == true } ?? false
    }
    files = zip(isCertain, look.files).map { isCertain, stamp in
      stamp.map { Sighting(stamp: $0, isSettled: isCertain || clock.settles($0)) }
    }
    asWritten = zip(isCertain, record.files).map { $0 && $1.entry != nil }
    var places: [RelativePath: Int] = [:]
    places.reserveCapacity(record.files.count)
    for (place, file) in record.files.enumerated() where file.output != nil { places[file.path] = place }
    self.places = places
  }

  /// The record, with what was seen now; `nil` where that is nothing new.
  var renewedRecord: OutputRecord? {
    let isSame =
      folders.elementsEqual(record.folders.lazy.map(\.output)) && files.elementsEqual(record.files.lazy.map(\.output))
    guard !isSame else { return nil }
    var record = record
    for place in folders.indices { record.folders[place].output = folders[place] }
    for place in files.indices { record.files[place].output = files[place] }
    return record
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
