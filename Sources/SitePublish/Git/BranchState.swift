/// What the branch holds before a publish.
struct BranchState: Sendable {
  /// The commit at its end; `nil` where there is no branch yet.
  var head: String?
  var entries: [GitTreeEntry] = []
  /// What an earlier publish put there.
  var old: SiteManifest?

  init(of repository: GitRepository, depth: Int = 1) async throws {
    try await repository.prepare()
    head = try await repository.remoteHead()
    guard let head else { return }
    try await repository.fetch(head, depth: depth)
    entries = try await repository.tree(of: head)
    old = try await Self.manifest(among: entries, of: repository)
  }

  static func manifest(among entries: [GitTreeEntry], of repository: GitRepository) async throws -> SiteManifest? {
    try await repository.content(of: BranchPublisher.manifestFile, among: entries).flatMap {
      SiteManifest(parsing: $0)
    }
  }

  /// What others put there: a `CNAME`, a `README`. It stays.
  func foreign(to site: SiteManifest?) -> [GitTreeEntry] {
    var own = Set(BranchPublisher.bookkeeping.map { Array($0.utf8) })
    for entry in (old?.entries ?? []) + (site?.entries ?? []) { own.insert(Array(entry.path.utf8)) }
    return entries.filter { !own.contains($0.path) }
  }

  /// Files of the new site where others have put something.
  func collisions(with site: SiteManifest) -> [String] {
    let own = Set(old?.entries.map(\.path) ?? [])
    let there = Set(entries.map { String(decoding: $0.path, as: UTF8.self) })
    return site.entries.map(\.path).filter { there.contains($0) && !own.contains($0) }
  }
}
