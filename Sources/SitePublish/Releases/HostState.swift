/// What lies at the host before a publish.
struct HostState: Sendable {
  /// The release online; `nil` before the first publish.
  var current: ReleaseID?
  /// Newest first.
  var releases: [(id: ReleaseID, release: Release)]
  /// Folders that a cut publish left: not complete, but what is in them need not travel again.
  var leftovers: [String]
  /// Files of the release online that are not on its list: others put them there.
  var foreign: [String]

  init(_ lines: [ScriptReport.Line], at host: ReleaseHost) throws(PublishError) {
    let link = lines.first { $0.word == "current" }?.value
    if let link {
      guard link.hasPrefix("releases/"), let id = ReleaseID(String(link.dropFirst("releases/".count))) else {
        throw HostFailure.foreign(at: host)
      }
      current = id
    }
    releases = []
    leftovers = []
    foreign = lines.filter { $0.word == "unlisted" }.map(\.value)
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      if line.word == "leftover", Self.isLeftover(line.value) { leftovers.append(line.value) }
      guard line.word == "release" else { continue }
      let end = lines[index...].firstIndex { $0.word != "info" } ?? lines.count
      if let id = ReleaseID(line.value) {
        let info = lines[index..<end].map(\.value)
        releases.append((id, Release(name: line.value, lines: info, isOnline: id == current)))
      }
      index = end
    }
    releases.sort { $0.id > $1.id }
  }

  var currentRelease: Release? { releases.first { $0.id == current }?.release }

  private static func isLeftover(_ name: String) -> Bool { release(of: name) != nil }

  /// The release that a leftover was to become: its name is taken.
  static func release(of leftover: String) -> ReleaseID? {
    let suffix = ".incoming"
    return ReleaseID(leftover.hasSuffix(suffix) ? String(leftover.dropLast(suffix.count)) : leftover)
  }
}
