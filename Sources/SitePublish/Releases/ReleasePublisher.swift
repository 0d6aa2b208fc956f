/// Publishes to a host that keeps releases side by side: everything is sent and checked beside what is online, then one
/// rename puts it there.
struct ReleasePublisher: PublishingWay {
  var target: PublishTarget
  var host: ReleaseHost
  /// How many releases stay.
  var keep: Int
  var identity = PublisherIdentity()
  var onEvent: @Sendable (PublishEvent) -> Void

  func publish(_ snapshot: SiteSnapshot, options: PublishOptions) async throws -> PublishReport {
    let scratch = try LocalFiles.makePrivateFolder()
    defer { LocalFiles.removePrivateFolder(scratch) }
    let checks = PublishGuard(options: options, deletionShare: target.deletionShare)
    try checks.check(snapshot)
    onEvent(.phase("connecting"))
    if options.dryRun {
      let report = try await host.run(ReleaseScript.inspect)
      let state = try HostState(report.lines, at: host)
      let plan = try await ReleasePlan(snapshot, state: state, host: host, scratch: scratch)
      try check(plan, snapshot, checks, at: host)
      return self.report(plan, snapshot, plan.changes.isEmpty ? .unchanged : .planned)
    }
    return try await HostLock(host: host, identity: identity, breaksLock: options.breaksLock).hold(scratch: scratch) {
      state, host in
      let plan = try await ReleasePlan(snapshot, state: state, host: host, scratch: scratch)
      try check(plan, snapshot, checks, at: host)
      guard !plan.changes.isEmpty else { return self.report(plan, snapshot, .unchanged) }
      let upload = ReleaseUpload(
        snapshot: snapshot, plan: plan, host: host, identity: identity, scratch: scratch, onEvent: onEvent)
      let bytes = try await upload.run()
      var report = self.report(plan, snapshot, .published)
      report.bytesTransferred = bytes
      report.leftBehind = await remove(state: state, on: host)
      return report
    }
  }

  private func check(
    _ plan: ReleasePlan, _ snapshot: SiteSnapshot, _ checks: PublishGuard, at host: ReleaseHost
  ) throws(PublishError) {
    try checks.check(plan.changes, from: plan.old)
    try checks.check(collisions: plan.collisions(with: snapshot.manifest), at: "`\(host.name)/current`")
  }

  /// What is there, newest first.
  func list() async throws -> [Release] {
    let report = try await host.run(ReleaseScript.inspect)
    return try HostState(report.lines, at: host).releases.map(\.release)
  }

  /// Takes all releases away, and the folder where nothing else is in it.
  func remove(options: PublishOptions) async throws -> PublishReport {
    var host = host
    host.makesBase = false
    var report = PublishReport(
      target: target.name, kind: target.kind.name, outcome: .unchanged, buildID: "", changes: ChangeSet(), files: 0,
      bytes: 0, bytesChanged: 0)
    report.isRemoval = true
    onEvent(.phase("connecting"))
    let found: HostState
    do {
      found = try HostState(try await host.run(ReleaseScript.inspect).lines, at: host)
    } catch let error as PublishError where error.id == HostFailure.missingFolder {
      return report
    }
    report.outcome = .planned
    report.release = found.current?.description
    report.buildID = found.currentRelease?.buildID ?? ""
    report.files = found.currentRelease?.files ?? 0
    let checks = PublishGuard(options: options, deletionShare: 1)
    try checks.check(collisions: found.foreign, at: "`\(host.name)/current`")
    if options.dryRun { return report }
    let scratch = try LocalFiles.makePrivateFolder()
    defer { LocalFiles.removePrivateFolder(scratch) }
    try await HostLock(host: host, identity: identity, breaksLock: options.breaksLock).hold(scratch: scratch) {
      _, host in
      onEvent(.phase("deleting"))
      _ = try await host.run(ReleaseScript.erase, ["token": identity.token])
    }
    // The lock was the last thing in it.
    _ = try await host.run(ReleaseScript.leave)
    report.outcome = .removed
    return report
  }

  /// Puts an earlier release online again, after it was compared with its checksum list.
  ///
  /// - Parameter name: the release; the one before that which is online if `nil`.
  func rollBack(to name: String?, options: PublishOptions) async throws -> PublishReport {
    let scratch = try LocalFiles.makePrivateFolder()
    defer { LocalFiles.removePrivateFolder(scratch) }
    if options.dryRun {
      let state = try HostState(try await host.run(ReleaseScript.inspect).lines, at: host)
      return try await planRollBack(to: name, from: state, on: host, scratch: scratch).report
    }
    return try await HostLock(host: host, identity: identity, breaksLock: options.breaksLock).hold(scratch: scratch) {
      state, host in
      var (id, report) = try await planRollBack(to: name, from: state, on: host, scratch: scratch)
      onEvent(.phase("switching"))
      try await host.activate(id, token: identity.token, info: "")
      report.outcome = .rolledBack
      return report
    }
  }

  /// Finds the release and makes sure that it is as it was published.
  private func planRollBack(
    to name: String?, from state: HostState, on host: ReleaseHost, scratch: String
  ) async throws -> (id: ReleaseID, report: PublishReport) {
    let choice = ReleaseChoice(releases: state.releases.map(\.id), place: "`\(host.name)`")
    let id = if let name { try choice.named(name) } else { try choice.before(state.current) }
    let manifest = try await ReleasePlan.manifest(of: id, basis: "", host: host, scratch: scratch)
    guard let manifest, let release = state.releases.first(where: { $0.id == id })?.release else {
      throw choice.damaged(id)
    }
    var old: SiteManifest?
    if let current = state.current {
      old = try await ReleasePlan.manifest(of: current, basis: manifest.text, host: host, scratch: scratch)
    }
    onEvent(.phase("checking"))
    let check = ReleaseCheck(manifest: manifest, folder: id.description, host: host)
    guard try await check.run() == .good else { throw choice.damaged(id) }
    let report = PublishReport(
      target: target.name, kind: target.kind.name, outcome: .planned, buildID: release.buildID,
      release: id.description, previousRelease: state.current?.description,
      changes: ChangeSet(from: old, to: manifest), files: release.files, bytes: release.bytes, bytesChanged: 0)
    return (id, report)
  }

  /// Prunes old releases and what cut publishes left; the release that was online before stays in any case.
  ///
  /// - Returns: what could not be removed. The new release is online all the same, and the next publish tries again.
  private func remove(state: HostState, on host: ReleaseHost) async -> [String] {
    let kept = Set([state.current].compactMap(\.self) + state.releases.map(\.id).prefix(max(1, keep - 1)))
    let names = state.releases.map(\.id).filter { !kept.contains($0) }.map(\.description) + state.leftovers
    guard !names.isEmpty else { return [] }
    let list = names.map { "\($0)\n" }.joined()
    let script = try? await host.run(ReleaseScript.remove, ["token": identity.token], data: Array(list.utf8))
    return script.map { Set($0.values(of: "left")) }.map { left in names.filter(left.contains) } ?? names
  }

  private func report(
    _ plan: ReleasePlan, _ snapshot: SiteSnapshot, _ outcome: PublishReport.Outcome
  ) -> PublishReport {
    PublishReport(
      target: target.name, kind: target.kind.name, outcome: outcome, buildID: snapshot.buildID,
      release: (outcome == .published ? plan.id : plan.from)?.description,
      previousRelease: outcome == .published ? plan.from?.description : nil, changes: plan.changes,
      files: snapshot.manifest.entries.count, bytes: snapshot.bytes(of: snapshot.manifest.entries.lazy.map(\.path)),
      bytesChanged: snapshot.bytes(of: plan.changes.sent))
  }
}
