/// A file of the new site, as far as it is known before the switch.
struct StagedFile: Sendable {
  enum Origin: Sendable {
    /// Stands in the stage.
    case written
    /// Stands in the present output with the same bytes.
    case unchanged
    /// Could not be written, since another of the new site's files has its place.
    case collided
  }

  let path: RelativePath
  let entry: OutputManifest.Entry
  let origin: Origin
  /// Where the output's file of that path stands in the record of the last build.
  var place: Int?
  /// How it looked when it had been written, where there was no output before.
  var stamp: FileStamp?
}
