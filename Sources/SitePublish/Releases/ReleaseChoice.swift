import SiteDiagnostics

/// Finds the release that a rollback means.
struct ReleaseChoice {
  /// Newest first.
  var releases: [ReleaseID]
  /// How messages name where they are.
  var place: String

  /// The one release whose name is that or starts with it.
  func named(_ name: String) throws(PublishError) -> ReleaseID {
    let fitting = name.isEmpty ? [] : releases.filter { $0.description.hasPrefix(name) }
    if fitting.count == 1 { return fitting[0] }
    let nearest = nearestName(to: name, among: releases.map(\.description))
    throw PublishError(
      "publish.unknown-release",
      fitting.isEmpty ? "there is no release `\(name)` at \(place)" : "`\(name)` stands for \(fitting.count) releases",
      hint: nearest.map { "did you mean `\($0)`?" } ?? "`sitegen publish --list` shows what is there")
  }

  /// The newest release before that which is online.
  func before(_ online: ReleaseID?) throws(PublishError) -> ReleaseID {
    if let earlier = releases.first(where: { release in online.map { release < $0 } ?? true }) { return earlier }
    throw PublishError(
      "publish.no-earlier-release", "there is no earlier release at \(place)",
      hint: "`sitegen publish --list` shows what is there")
  }

  func damaged(_ release: ReleaseID) -> PublishError {
    PublishError(
      "publish.damaged-release", "release `\(release)` at \(place) is not as it was published",
      hint: "choose another one (`sitegen publish --list`), or build that version and publish it")
  }
}
