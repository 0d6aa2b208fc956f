import SiteDiagnostics
import Synchronization

extension Staging {
  /// The new site before what stays is linked: the stage's tree, or the old tree brought up to date.
  ///
  /// Where an old tree won't do, whatever the reason, it goes as after a build that was killed, and the site is staged as if
  /// it had never been.
  ///
  /// - Parameter late: gets what came into the old tree late.
  func stagedTree(_ plan: OutputPlan, _ late: inout [RelativePath]) async throws(OutputFailure) -> StagedTree {
    let whole = StagedTree(folder: tree, links: plan.unchanged + plan.carriedOver, update: nil)
    guard let record = record.withLock({ $0 }), record.oldRoot != nil, let present, let seen = present.seen else {
      forgetRecord()
      return whole
    }
    do throws(SystemError) {
      let old = try workshop.directory(Stage.tree)
      let seal = record.oldTree
      if present.tree.unreadable.isEmpty, !hasClosedFolders(plan, seen), await seal.holds(in: old, jobs: jobs) {
        let update = OldTreeUpdate(of: old, seal, output: seen, changes: tree, plan: plan, jobs: jobs)
        forgetRecord()
        Stage.removeNotes(in: workshop)
        try await update.run()
        try await stage.removeChanges(jobs: jobs)
        return StagedTree(folder: old, links: update.links, update: update)
      }
    } catch {
      guard error.kind != .diskFull, error.kind != .quotaExceeded else {
        await discard()
        throw OutputFailure(.output(error))
      }
    }
    forgetRecord()
    do throws(SystemError) {
      late += try await StageRecovery(workshop: workshop, output: present.folder, jobs: jobs).run()
      try workshop.move(Stage.changes, to: workshop, as: Stage.tree)
    } catch {
      await discard()
      throw OutputFailure(.output(error))
    }
    return whole
  }

  /// Whether there are folders that an update would have to change, but must not.
  private func hasClosedFolders(_ plan: OutputPlan, _ seen: SeenTree) -> Bool {
    plan.foreignFolders.contains { path in seen.folders[path]?.stamp.isClosed != false }
  }

  /// From here on the stage is nothing that a later build could rely on.
  private func forgetRecord() {
    record.withLock { $0 = nil }
    stage.removeRecord()
  }

  /// Leaves the old tree, which was just replaced, and the record for the next build.
  ///
  /// - Parameter seen: the new tree before the switch.
  /// - Returns: whether the old tree stays. It doesn't where something came into it since it was looked at, which has to go
  ///   to the new site, nor where its folders are not like those of the new one.
  func keepOldTree(
    of present: PresentOutput, beside output: Directory, _ seen: SeenTree?, _ plan: OutputPlan
  ) async -> Bool {
    guard keepsOldTree, let old = present.seen, let seen else { return false }
    for (path, sighting) in old.folders {
      if sighting.stamp.isClosed { return false }
      if let other = seen.folders[path], !sighting.stamp.hasAccess(of: other.stamp) { return false }
    }
    let entries = Dictionary(stagedFiles.lazy.map { ($0.path, $0.entry) }, uniquingKeysWith: { entry, _ in entry })
    let seal = old.seal
    guard await seal.holds(in: present.folder, jobs: jobs) else { return false }
    do throws(SystemError) {
      try stage.keep(
        OutputRecord(
          output: seen, root: output.status().identity, manifest: entries,
          digest: ContentHasher.digest(of: plan.manifestText), old: (seal, present.folder.status().identity)))
    } catch {
      return false
    }
    stage.release()
    return true
  }

  /// Where nothing has changed: records what was looked into, so that the next build need not do it again.
  func renewRecord(of present: PresentOutput) {
    guard keepsOldTree, let seen = present.seen, present.tree.unreadable.isEmpty else { return }
    let last = record.withLock { $0 }
    if last != nil, present.isAsRecorded { return }
    do throws(SystemError) {
      let renewed = try OutputRecord(
        output: seen, root: present.folder.status().identity, manifest: present.manifest.entries,
        digest: ContentHasher.digest(of: present.manifestText),
        old: last.flatMap { last in last.oldRoot.map { (last.oldTree, $0) } })
      try stage.keep(renewed)
      record.withLock { $0 = renewed }
    } catch {
      // The last record is as good as it was.
    }
  }
}
