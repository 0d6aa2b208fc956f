/// What a store holds, as far as earlier publishes have told of it.
struct StoreState: Sendable {
  static let manifestFile = ".sitegen-published"
  static let pendingFile = ".sitegen-pending"
  static let lockFile = ".sitegen-lock"

  /// Stands for the digest of a file that a publish meant to delete.
  static let deleted = String(repeating: "0", count: 64)

  /// What the last complete publish put there.
  var old: SiteManifest?
  /// What publishes that didn't come to their end may have put there, a path possibly more than once.
  var pending: [SiteManifest.Entry] = []
  var lock: StoreLock.Content?

  init(of store: RcloneStore) async throws {
    let scratch = try LocalFiles.makePrivateFolder()
    defer { LocalFiles.removePrivateFolder(scratch) }
    guard try await store.hasTopFolder() else { throw RcloneFailure.missing(store.target) }
    try await store.fetch([Self.manifestFile, Self.pendingFile, Self.lockFile], into: scratch)
    old = (try? LocalFiles.read("\(scratch)/\(Self.manifestFile)")).flatMap { SiteManifest(parsing: $0) }
    pending = (try? LocalFiles.read("\(scratch)/\(Self.pendingFile)")).flatMap(SiteManifest.entries) ?? []
    lock = (try? LocalFiles.read("\(scratch)/\(Self.lockFile)")).flatMap(StoreLock.Content.init)
  }

  /// What has to be done so that the store holds the site, whatever of `pending` was done.
  func changes(to site: SiteManifest) -> ChangeSet {
    var changes = ChangeSet(from: old, to: site)
    let after = site.digests
    let before = old?.digests ?? [:]
    var listed = Set(changes.added + changes.changed + changes.deleted)
    for entry in pending where listed.insert(entry.path).inserted {
      switch after[entry.path] {
      case nil: changes.deleted.append(entry.path)
      case .some(let digest) where digest != entry.digest || before[entry.path] != digest:
        changes.changed.append(entry.path)
      default: listed.remove(entry.path)
      }
    }
    return ChangeSet(
      added: changes.added.sorted(), changed: changes.changed.sorted(), deleted: changes.deleted.sorted())
  }

  /// The paths that publishing may have written.
  var own: Set<String> {
    Set((old?.entries ?? []).map(\.path)).union(pending.map(\.path))
  }
}
