/// The plan of a site that has the files which the last build wrote into the output, no more and no less: what most builds
/// come to. It needs no path to be compared with another.
struct SteadyPlan: Sendable {
  let output: RecordedFiles
  /// The new site's files in the record's order; `nil` for what isn't the site's.
  let files: [StagedFile?]
  /// Places of files that are new.
  let written: [Int]
  /// Where no file comes or goes, what sitegen did not write is carried over as it is recorded; more may have come.
  let plan: OutputPlan

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
    let isSame = written.isEmpty && zip(files, recorded).allSatisfy { $0?.entry == $1.entry }
    plan = OutputPlan(
      files: files.compactMap(\.self), manifestText: isSame ? output.manifestText : nil,
      carriedOver: recorded.filter { $0.entry == nil && $0.output != nil }.map(\.path))
  }

  /// Whether the output is the new site already, with its manifest.
  var isDone: Bool { written.isEmpty && plan.manifestText == output.manifestText }
}
