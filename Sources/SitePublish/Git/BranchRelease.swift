/// A publish as its commit tells of it.
struct BranchRelease: Sendable {
  var commit: String
  var id: ReleaseID
  var release: Release
  /// Where this commit went back to an earlier release: which one.
  var original: ReleaseID?

  /// The format of `git log` that `init` reads: fields ended by 0x1F, commits by 0x1E.
  static let format =
    "%H%x1f"
    + ["Release", "Build", "Files", "Bytes", "Original"]
    .map { "%(trailers:key=Sitegen-\($0),valueonly,separator=%x2C)%x1f" }.joined() + "%ct%x1f%cn%x1e"

  init?(_ text: Substring) {
    let fields = text.split(separator: "\u{1F}", omittingEmptySubsequences: false).map { field in
      String(field.drop { $0.isNewline })
    }
    guard fields.count == 8, let id = ReleaseID(fields[1]) else { return nil }
    commit = fields[0]
    self.id = id
    original = ReleaseID(fields[5])
    release = Release(
      name: id.description, buildID: fields[2], time: UTCTime.text(ofSeconds: Int(fields[6]) ?? 0),
      publisher: fields[7], files: Int(fields[3]) ?? 0, bytes: Int(fields[4]) ?? 0, isOnline: false)
  }

  static func message(
    _ subject: String, id: ReleaseID, buildID: String, files: Int, bytes: Int, original: ReleaseID? = nil
  ) -> String {
    var trailers = [
      "Sitegen-Release: \(id)", "Sitegen-Build: \(buildID)", "Sitegen-Files: \(files)", "Sitegen-Bytes: \(bytes)",
    ]
    if let original { trailers.append("Sitegen-Original: \(original)") }
    return "\(subject)\n\n" + trailers.map { "\($0)\n" }.joined()
  }
}
