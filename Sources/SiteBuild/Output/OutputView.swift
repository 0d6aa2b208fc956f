/// The output as a build finds it: its files by the record of the last build, or listed name by name.
enum OutputView: Sendable {
  case recorded(RecordedFiles)
  case listed(PresentOutput)

  /// Looks at the output by the record that the last build left, and sees what the next one has to record.
  ///
  /// - Parameter clock: from before the first look.
  init(_ folder: Directory, record: OutputRecord?, clock: StampClock, jobs: Int) async throws(SystemError) {
    let text = try PresentOutput.manifestText(in: folder)
    let digest = ContentHasher.digest(of: text)
    let fitting = record.flatMap { $0.manifestDigest == digest ? $0 : nil }
    let root = try folder.status().identity
    let known = fitting ?? OutputRecord(outputRoot: root, manifestDigest: digest)
    let stamps = await known.fileStamps(in: folder, jobs: jobs)
    if fitting != nil, let files = RecordedFiles(stamps, by: known, in: folder, manifestText: text, clock: clock) {
      self = .recorded(files)
    } else {
      let look = await OutputLook(at: folder, by: known, files: stamps, jobs: jobs)
      self = .listed(try await PresentOutput(look, of: folder, manifestText: text, clock: clock, jobs: jobs))
    }
  }

  var folder: Directory {
    switch self {
    case .recorded(let output): output.folder
    case .listed(let output): output.folder
    }
  }

  var manifestText: [UInt8] {
    switch self {
    case .recorded(let output): output.manifestText
    case .listed(let output): output.manifestText
    }
  }

  /// The output with all names in it; where there is a record, its folders are looked at only now.
  func explored(jobs: Int) async throws(SystemError) -> ExploredOutput {
    switch self {
    case .listed(let output): return .listed(output)
    case .recorded(let files):
      let look = await OutputLook(at: folder, by: files.record, files: files.files.map { $0?.stamp }, jobs: jobs)
      if let output = RecordedOutput(files, look) { return .recorded(output) }
      return .listed(
        try await PresentOutput(look, of: folder, manifestText: manifestText, clock: files.clock, jobs: jobs))
    }
  }

  /// Where the file stands in the record.
  func place(of path: RelativePath) -> Int? {
    guard case .recorded(let output) = self else { return nil }
    return output.places[path]
  }

  func isRegularFile(_ path: RelativePath) -> Bool {
    switch self {
    case .recorded(let output):
      // What no record tells of may have come since.
      (output.places[path].map { output.files[$0]?.stamp } ?? folder.stamp(of: path))?.kind == .regular
    case .listed(let output): output.tree.kinds[path] == .regular
    }
  }

  /// What the manifest says of a file that an earlier build wrote, whether it certainly still is that, and where in the record
  /// it stands.
  func ownFile(_ path: RelativePath) -> (entry: OutputManifest.Entry, isAsWritten: Bool, place: Int?)? {
    switch self {
    case .recorded(let output):
      guard let place = output.places[path], output.files[place]?.stamp.kind == .regular,
        let entry = output.record.files[place].entry
      else { return nil }
      return (entry, output.asWritten[place], place)
    case .listed(let output):
      guard output.owns(path), let entry = output.manifest.entries[path] else { return nil }
      return (entry, output.asWritten.contains(path), nil)
    }
  }
}

/// The output with all names in it, as far as they can be read.
enum ExploredOutput: Sendable {
  case recorded(RecordedOutput)
  case listed(PresentOutput)

  var folder: Directory {
    switch self {
    case .recorded(let output): output.folder
    case .listed(let output): output.folder
    }
  }

  /// Why a folder can't be listed: the first of these.
  var unreadable: SystemError? {
    guard case .listed(let output) = self else { return nil }
    return output.tree.unreadable.values.min { $0.path < $1.path }
  }

  /// All names; where the output is as recorded they are only now put together.
  var listed: PresentOutput {
    switch self {
    case .recorded(let output): PresentOutput(output)
    case .listed(let output): output
    }
  }
}
