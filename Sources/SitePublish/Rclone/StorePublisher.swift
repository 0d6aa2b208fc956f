/// Publishes to a store that can't switch: file by file, in an order that never shows a page without what it needs, and
/// with a note of what is under way, so that the next publish mends one that was cut.
struct StorePublisher: PublishingWay {
  var target: PublishTarget
  var store: RcloneStore
  var identity = PublisherIdentity()
  var onEvent: @Sendable (PublishEvent) -> Void

  func publish(_ snapshot: SiteSnapshot, options: PublishOptions) async throws -> PublishReport {
    let checks = PublishGuard(options: options, deletionShare: target.deletionShare)
    try checks.check(snapshot)
    onEvent(.phase("connecting"))
    let found = try await StoreState(of: store)
    if options.dryRun {
      let changes = try await plan(from: found, to: snapshot, checks)
      return report(snapshot, changes, changes.isEmpty ? .unchanged : .planned)
    }
    let lock = StoreLock(store: store, identity: identity, breaksLock: options.breaksLock)
    return try await lock.hold(found.lock) {
      // What another publisher did before the lock was taken counts.
      let state = try await StoreState(of: store)
      let changes = try await plan(from: state, to: snapshot, checks)
      guard !changes.isEmpty || !state.pending.isEmpty else { return report(snapshot, changes, .unchanged) }
      try await upload(snapshot, changes, state: state, lock: lock)
      return report(snapshot, changes, .published)
    }
  }

  func remove(options: PublishOptions) async throws -> PublishReport {
    onEvent(.phase("connecting"))
    let found = try await StoreState(of: store)
    var report = PublishReport(
      target: target.name, kind: target.kind.name, outcome: .planned, buildID: found.old?.buildID ?? "",
      changes: ChangeSet(deleted: found.own.sorted()), files: found.own.count, bytes: 0, bytesChanged: 0)
    report.isRemoval = true
    let deleted = report.changes.deleted
    if found.own.isEmpty { report.outcome = .unchanged }
    if found.own.isEmpty || options.dryRun { return report }
    let lock = StoreLock(store: store, identity: identity, breaksLock: options.breaksLock)
    try await lock.hold(found.lock) {
      onEvent(.phase("deleting"))
      // Pages first: one that still stands must find its style.
      let order = UploadOrder(ChangeSet(added: deleted))
      for paths in [order.announcements, order.newPages, order.assets] { try await store.delete(paths) }
      try await store.delete([SiteManifest.buildFile, StoreState.pendingFile, StoreState.manifestFile])
    }
    // What others put there stays, and so does the folder then. A bucket or topmost folder was made by hand.
    let folders = Set(deleted.flatMap(SitePath.folders)).sorted { ($0.count, $0) > ($1.count, $1) }
    try await store.removeEmptyFolders(folders + (store.isTopFolder ? [] : [""]))
    report.outcome = .removed
    return report
  }

  func list() async throws -> [Release] { throw noReleases }

  func rollBack(to name: String?, options: PublishOptions) async throws -> PublishReport { throw noReleases }

  private var noReleases: PublishError {
    PublishError(
      "publish.no-releases", "`\(target.name)` keeps no earlier releases: a store can't switch between them",
      hint: "check out the version you want and publish it")
  }

  private func plan(
    from state: StoreState, to snapshot: SiteSnapshot, _ checks: PublishGuard
  ) async throws -> ChangeSet {
    let changes = state.changes(to: snapshot.manifest)
    try checks.check(changes, from: state.old)
    let own = state.own
    let new = changes.added.filter { !own.contains($0) }
    let wanted = Set(new)
    let there = try await store.existing(among: state.old == nil ? nil : new).filter(wanted.contains)
    try checks.check(collisions: there.sorted(), at: "`\(store.target.remote)`")
    return changes
  }

  private func upload(
    _ snapshot: SiteSnapshot, _ changes: ChangeSet, state: StoreState, lock: StoreLock
  ) async throws {
    let order = UploadOrder(changes)
    let counter = FileCounter(total: max(0, changes.sent.count - 1), onEvent: onEvent)
    onEvent(.phase("preparing"))
    try await store.write(note(of: snapshot, changes, state), to: StoreState.pendingFile)
    onEvent(.phase("sending"))
    for paths in [order.assets, order.newPages, order.changedPages] where !paths.isEmpty {
      try await lock.check()
      try await send(paths, of: snapshot, counter)
    }
    if !changes.deleted.isEmpty {
      onEvent(.phase("deleting"))
      try await lock.check()
      // Pages first: one that still stands must find its style.
      let order = UploadOrder(ChangeSet(added: changes.deleted))
      for paths in [order.announcements, order.newPages, order.assets] {
        try await store.delete(paths)
      }
      try await store.removeEmptyFolders(emptied(by: changes.deleted, snapshot.manifest))
    }
    try await lock.check()
    try await send(order.announcements, of: snapshot, counter)
    try await store.write(SiteManifest.buildFileContent(snapshot.buildID), to: SiteManifest.buildFile)
    try await store.write(Array(snapshot.manifest.text.utf8), to: StoreState.manifestFile)
    try await store.delete([StoreState.pendingFile])
  }

  /// Sends files, and those that did not arrive as they are once more.
  private func send(_ paths: [String], of snapshot: SiteSnapshot, _ counter: FileCounter) async throws {
    try await store.send(paths, from: snapshot.folder) { counter.count() }
    var hasArrived = try await store.check(paths, in: snapshot.folder)
    if !hasArrived {
      try await store.send(paths, from: snapshot.folder)
      hasArrived = try await store.check(paths, in: snapshot.folder)
    }
    // The list of what is there must not speak of other files than those that were sent.
    try snapshot.checkUnchanged(paths)
    guard hasArrived else {
      throw PublishError(
        "publish.not-verified", "what arrived at `\(store.target.remote)` is not what was sent",
        hint: "was the site built anew meanwhile? publish again: the next publish mends this one")
    }
  }

  /// What the store may hold once this publish has begun: what earlier ones that were cut may have sent or deleted, and
  /// what this one will.
  private func note(of snapshot: SiteSnapshot, _ changes: ChangeSet, _ state: StoreState) -> [UInt8] {
    let sent = Set(changes.sent)
    let gone = changes.deleted.map { SiteManifest.Entry(path: $0, digest: StoreState.deleted) }
    let entries = state.pending + snapshot.manifest.entries.filter { sent.contains($0.path) } + gone
    var seen: Set<SiteManifest.Entry> = []
    return Array(
      entries.filter { seen.insert($0).inserted }.map { "\($0.digest)  \($0.path)\n" }.joined().utf8)
  }

  /// Folders in which nothing of the site is left, the innermost first.
  private func emptied(by deleted: [String], _ site: SiteManifest) -> [String] {
    let kept = Set(site.entries.flatMap { SitePath.folders(above: $0.path) })
    let gone = Set(deleted.flatMap(SitePath.folders)).subtracting(kept)
    return gone.sorted { ($0.count, $0) > ($1.count, $1) }
  }

  private func report(
    _ snapshot: SiteSnapshot, _ changes: ChangeSet, _ outcome: PublishReport.Outcome
  ) -> PublishReport {
    PublishReport(
      target: target.name, kind: target.kind.name, outcome: outcome, buildID: snapshot.buildID, changes: changes,
      files: snapshot.manifest.entries.count, bytes: snapshot.bytes(of: snapshot.manifest.entries.lazy.map(\.path)),
      bytesChanged: snapshot.bytes(of: changes.sent))
  }
}
