/// A look at the output by the record that the last build left: only folders that changed since are listed.
struct OutputLook: Sendable {
  let record: OutputRecord
  /// Of the record's folders and files, in its order; `nil` where nothing is there now, or never was.
  let folders: [FileStamp?]
  let files: [FileStamp?]
  /// Of folders that aren't certainly as recorded, by their places.
  let listings: [Int: Result<[DirectoryEntry], SystemError>]

  /// - Parameter files: see ``OutputRecord/fileStamps(in:jobs:)``.
  init(at folder: Directory, by record: OutputRecord, files: [FileStamp?], jobs: Int) async {
    self.record = record
    self.files = files
    let found = await concurrently(record.folders, jobs: jobs) {
      recorded -> (stamp: FileStamp?, listing: Result<[DirectoryEntry], SystemError>?) in
      guard let stamp = folder.stamp(of: recorded.path), stamp.kind == .directory else { return (nil, nil) }
      if recorded.output?.isCertainly(stamp) == true { return (stamp, nil) }
      return (stamp, Self.list(recorded.path, in: folder))
    }
    folders = found.map(\.stamp)
    var listings = [OutputRecord.top: Self.list(nil, in: folder)]
    for (place, folder) in found.enumerated() { listings[place] = folder.listing }
    self.listings = listings
  }

  private static func list(_ path: RelativePath?, in folder: Directory) -> Result<[DirectoryEntry], SystemError> {
    Result { () throws(SystemError) in
      let entries = try folder.entries(of: path)
      return path == nil ? entries.filter { PresentOutput.isContent($0.name, $0.kind) } : entries
    }
  }

  /// Whether the output has the names that the record says, each for the same kind of thing.
  var hasRecordedNames: Bool {
    guard zip(record.folders, folders).allSatisfy({ ($0.output == nil) == ($1 == nil) }),
      zip(record.files, files).allSatisfy({ $0.output?.stamp.kind == $1?.kind })
    else { return false }
    let names = record.names(in: Array(listings.keys), of: .output)
    for (place, listing) in listings {
      let (expected, folder) = (names[place] ?? [:], record.path(of: place))
      guard case .success(let entries) = listing, entries.count == expected.count else { return false }
      for entry in entries {
        guard let inode = expected[folder?.appending(entry.name) ?? entry.name],
          (inode == 0) == (entry.kind == .directory)
        else { return false }
      }
    }
    return true
  }
}

extension OutputRecord {
  /// What is now where the record says that the output has files; `nil` where nothing is, or never was.
  func fileStamps(in output: Directory, jobs: Int) async -> [FileStamp?] {
    let places = files.indices.filter { files[$0].output != nil }
    let found = await concurrently(runsOf: places, atMost: 64, jobs: jobs) { [files] places in
      output.stamps(of: places.map { files[$0].path })
    }
    var stamps = [FileStamp?](repeating: nil, count: files.count)
    for (place, stamp) in zip(places, found) { stamps[place] = stamp }
    return stamps
  }
}
