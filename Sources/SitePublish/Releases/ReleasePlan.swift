/// What one publish to a release host will do, worked out from what is there.
struct ReleasePlan: Sendable {
  /// The release to be made.
  let id: ReleaseID
  /// The release online, from which it is made.
  let from: ReleaseID?
  let old: SiteManifest?
  let changes: ChangeSet
  /// Folders that a cut publish left, whose files need not travel again.
  let leftovers: [String]
  /// Files in the release online that no publish put there. They go on into the new one by hard links.
  let foreign: [String]

  init(_ snapshot: SiteSnapshot, state: HostState, host: ReleaseHost, scratch: String) async throws {
    var old: SiteManifest?
    if let current = state.currentRelease, let id = state.current {
      let basis = snapshot.manifest.text
      let manifest = try await Self.manifest(of: id, basis: basis, host: host, scratch: scratch)
      // A list that is damaged says nothing about what is online: all is sent anew.
      if let manifest, manifest.buildID == current.buildID { old = manifest }
    }
    self.old = old
    from = old == nil ? nil : state.current
    let newest = (state.releases.map(\.id) + state.leftovers.compactMap(HostState.release(of:))).max()
    id = ReleaseID.next(after: newest, buildID: snapshot.buildID)
    changes = ChangeSet(from: old, to: snapshot.manifest)
    leftovers = state.leftovers
    foreign = old == nil ? [] : state.foreign
  }

  /// Files and folders of the new site where a foreign file lies, or the other way round.
  func collisions(with site: SiteManifest) -> [String] {
    if foreign.isEmpty { return [] }
    let paths = site.entries.map(\.path)
    let taken = Set(foreign).union(foreign.flatMap(SitePath.folders))
    let files = Set(foreign)
    return paths.filter { taken.contains($0) || SitePath.folders(above: $0).contains(where: files.contains) }
  }

  /// Fetches a release's checksum list; `nil` where there is none or it can't be read.
  ///
  /// - Parameter basis: a list that may be much like it: only the differences travel.
  static func manifest(
    of id: ReleaseID, basis: String, host: ReleaseHost, scratch: String
  ) async throws -> SiteManifest? {
    let path = "\(scratch)/\(id).manifest"
    try LocalFiles.write(Array(basis.utf8), to: path)
    let source = host.rsyncAddress(of: "releases/\(id).manifest")
    _ = try await RsyncCall(host: host, options: ["--ignore-times"], words: [source, path]).run()
    return SiteManifest(parsing: try LocalFiles.read(path))
  }
}
