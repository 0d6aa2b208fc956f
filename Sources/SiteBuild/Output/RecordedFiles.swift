/// An output whose files stand where the record of the last build says, though not each need be as it was.
///
/// What else is in its folders was not looked at: that matters only where the whole tree is exchanged, see
/// ``RecordedOutput``.
struct RecordedFiles: Sendable {
  let folder: Directory
  let manifestText: [UInt8]
  let record: OutputRecord
  /// From before the first look.
  let clock: StampClock
  /// Of the record's files, in its order; `nil` for what only the old tree has.
  let files: [Sighting?]
  /// Whether the file has certainly the bytes that the manifest says.
  let asWritten: [Bool]
  /// Where in the record a file of the output stands.
  let places: [RelativePath: Int]

  /// `nil` where a file is missing, or something else has its name.
  ///
  /// - Parameter stamps: see ``OutputRecord/fileStamps(in:jobs:)``.
  init?(
    _ stamps: [FileStamp?], by record: OutputRecord, in folder: Directory, manifestText: [UInt8], clock: StampClock
  ) {
    // By their places: to hand a file over whole takes longer than what is done with it here.
    let recorded = record.files
    guard recorded.indices.allSatisfy({ recorded[$0].output?.stamp.kind == stamps[$0]?.kind }) else { return nil }
    self.folder = folder
    self.manifestText = manifestText
    self.record = record
    self.clock = clock
    let isCertain = recorded.indices.map { place in
      stamps[place].map { recorded[place].output?.isCertainly($0) == true } ?? false
    }
    files = zip(isCertain, stamps).map { isCertain, stamp in
      stamp.map { Sighting(stamp: $0, isSettled: isCertain || clock.settles($0)) }
    }
    asWritten = recorded.indices.map { isCertain[$0] && recorded[$0].entry != nil }
    var places: [RelativePath: Int] = [:]
    places.reserveCapacity(recorded.count)
    for place in recorded.indices where recorded[place].output != nil { places[recorded[place].path] = place }
    self.places = places
  }

  /// The record, with what was seen now; `nil` where that is nothing new.
  var renewedRecord: OutputRecord? {
    guard !files.elementsEqual(record.files.lazy.map(\.output)) else { return nil }
    var record = record
    for place in files.indices { record.files[place].output = files[place] }
    return record
  }
}
