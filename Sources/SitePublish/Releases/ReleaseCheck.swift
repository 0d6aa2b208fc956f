import SiteDigest

/// Compares a release's folder with its checksum list, at the host.
struct ReleaseCheck {
  enum Verdict: Sendable, Hashable {
    case good
    /// Files that are missing or not as the list says, and those that should be gone.
    case bad([String])
  }

  var manifest: SiteManifest
  /// What must not be there any more; other files that are not on the list are foreign, and stay.
  var deleted: [String] = []
  /// Below `releases/`.
  var folder: String
  var host: ReleaseHost

  func run() async throws -> Verdict {
    let expected = manifest.entries.count
    let report = try await host.run(
      ReleaseScript.verify,
      [
        "folder": folder, "digest": SHA256.hexDigest(of: Array(manifest.text.utf8)), "expected": String(expected),
      ])
    if report.value(of: "unable") != nil {
      throw PublishError(
        "publish.no-checksums", "`\(host.name)` has neither `sha256sum` nor `shasum` to check what has arrived",
        hint: "install GNU coreutils or perl there")
    }
    let undeleted = Set(report.values(of: "unlisted")).intersection(deleted)
    let isComplete = report.value(of: "good") == String(expected) && undeleted.isEmpty
    return isComplete ? .good : .bad(report.values(of: "bad") + undeleted.sorted())
  }
}
