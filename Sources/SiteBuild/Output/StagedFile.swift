/// A file of the new site, as far as it is known before the switch.
///
/// A class: lists of them are sorted and handed on.
final class StagedFile: Sendable {
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
  let place: Int?
  /// How it looked when it had been written, where there was no output before.
  let stamp: FileStamp?

  init(
    path: RelativePath, entry: OutputManifest.Entry, origin: Origin, place: Int? = nil, stamp: FileStamp? = nil
  ) {
    self.path = path
    self.entry = entry
    self.origin = origin
    self.place = place
    self.stamp = stamp
  }
}
