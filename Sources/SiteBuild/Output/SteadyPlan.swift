/// What becomes of a site that has the files which the last build wrote into the output, no more and no less: most builds come
/// to that. It needs no path to be compared with another.
struct SteadyPlan: Sendable {
  let output: RecordedFiles
  /// The new site's files in the record's order; `nil` for what isn't the site's.
  let files: [StagedFile?]
  /// Places of files that are new.
  let written: [Int]
  /// Places of files of which the last manifest says something else.
  private let changed: [Int]

  /// `nil` where it isn't like that.
  init?(_ staged: [StagedFile], _ output: RecordedFiles) {
    let recorded = output.record.files
    guard staged.count == recorded.count(where: { $0.entry != nil }) else { return nil }
    var files = [StagedFile?](repeating: nil, count: recorded.count)
    for file in staged {
      guard file.origin != .collided, let place = file.place, recorded[place].entry != nil, files[place] == nil else {
        return nil
      }
      files[place] = file
    }
    self.output = output
    self.files = files
    written = files.indices.filter { files[$0]?.origin == .written }
    changed = files.indices.filter { files[$0]?.entry != recorded[$0].entry }
  }

  /// The new site's manifest: the last one, where nothing or one file is another.
  func manifestText() -> [UInt8] {
    if changed.isEmpty { return output.manifestText }
    if changed.count == 1, let file = files[changed[0]], let old = output.record.files[changed[0]].entry,
      let text = OutputManifest.text(output.manifestText, replacing: old, by: file.entry, of: file.path)
    {
      return text
    }
    return OutputManifest.text(of: files.compactMap { file in file.map { (key: $0.path, value: $0.entry) } })
  }

  /// Whether the output is the new site already, with its manifest.
  var isDone: Bool { written.isEmpty && changed.isEmpty }

  var writtenPaths: [RelativePath] { written.map { output.record.files[$0].path } }

  var outputPlan: OutputPlan { OutputPlan(files: files.compactMap(\.self), manifestText: manifestText()) }

  /// What sitegen did not write is counted as it is recorded: more may have come.
  var result: OutputResult {
    let own = files.count { $0 != nil }
    let recorded = output.record.files.count { $0.output != nil }
    return OutputResult(written: written.count, unchanged: own - written.count, carriedOver: recorded - own)
  }
}
