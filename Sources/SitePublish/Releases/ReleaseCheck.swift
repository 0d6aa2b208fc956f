import SiteDigest

/// Compares a release's folder with its checksum list, at the host.
struct ReleaseCheck {
  enum Verdict: Sendable, Hashable {
    case good
    /// Files that are missing or not as the list says; empty where there is something that is not on the list.
    case bad([String])
  }

  var manifest: SiteManifest
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
    let isComplete = report.value(of: "good") == String(expected) && report.value(of: "count") == String(expected)
    return isComplete ? .good : .bad(report.values(of: "bad"))
  }
}
