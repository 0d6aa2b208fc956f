import SiteDiagnostics
import Synchronization

extension Staging {
  /// The new site before what stays is linked: the stage's tree, or the old tree brought up to date.
  ///
  /// Where an old tree won't do, whatever the reason, it goes as after a build that was killed, and the site is staged as if
  /// it had never been.
  ///
  /// - Parameters:
  ///   - even: where the plan comes from, if that is an even one.
  ///   - late: gets what came into the old tree late.
  func stagedTree(
    _ plan: OutputPlan, _ even: EvenPlan?, _ present: ExploredOutput, _ late: inout [RelativePath]
  ) async throws(OutputFailure) -> StagedTree {
    let whole = StagedTree(folder: tree, links: plan.unchanged + plan.carriedOver, origin: .new)
    guard let record = record.withLock({ $0 }), record.oldRoot != nil else {
      forgetRecord()
      return whole
    }
    do throws(SystemError) {
      if let updated = try await updatedTree(plan, even, record, present) { return updated }
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

  /// `nil` where the old tree isn't as it was left, or has folders that would have to change but must not; it is as it was
  /// then. Whatever is thrown, `changes` is still complete.
  private func updatedTree(
    _ plan: OutputPlan, _ even: EvenPlan?, _ record: OutputRecord, _ present: ExploredOutput
  ) async throws(SystemError) -> StagedTree? {
    let old = try workshop.directory(Stage.tree)
    guard present.unreadable == nil, await record.oldTreeHolds(in: old, jobs: jobs) else { return nil }
    let update: OldTreeUpdate
    if let even {
      update = OldTreeUpdate(even)
    } else {
      guard let seen = present.listed.seen,
        !plan.foreignFolders.contains(where: { seen.folders[$0]?.stamp.isClosed != false })
      else { return nil }
      update = OldTreeUpdate(of: OldTreeNames(record), output: seen, plan: plan)
    }
    forgetRecord()
    Stage.removeNotes(in: workshop)
    try await update.run(on: old, adding: plan.written, from: tree, jobs: jobs)
    try await stage.removeChanges(jobs: jobs)
    return StagedTree(folder: old, links: update.links, origin: even.map { .even($0) } ?? .updated(update))
  }

  /// From here on the stage is nothing that a later build could rely on.
  func forgetRecord() {
    record.withLock { $0 = nil }
    stage.removeRecord()
  }

  /// Leaves the old tree, which was just replaced, and the record for the next build.
  ///
  /// - Returns: whether the old tree stays. It doesn't where something came into it since it was looked at, which has to go
  ///   to the new site, nor where its folders are not open to the same people as those of the new one.
  func keepOldTree(_ old: Directory, _ record: OutputRecord?) async -> Bool {
    guard let record else { return false }
    for folder in record.folders {
      guard let stamp = folder.old?.stamp else { continue }
      if stamp.isClosed || folder.output?.stamp.hasAccess(of: stamp) == false { return false }
    }
    guard await record.oldTreeHolds(in: old, jobs: jobs), (try? stage.keep(record)) != nil else { return false }
    stage.release()
    return true
  }

  /// What was looked into name by name; `nil` where something couldn't be.
  func renewedRecord(of output: PresentOutput) -> OutputRecord? {
    guard let seen = output.seen, output.tree.unreadable.isEmpty, !output.hasUnreadableManifest,
      let root = try? output.folder.status().identity
    else { return nil }
    let last = record.withLock { $0?.oldRoot == nil ? nil : $0 }
    return OutputRecord(
      output: seen, old: last.map { OldTreeNames($0) }, manifest: output.manifest.entries,
      digest: ContentHasher.digest(of: output.manifestText), roots: (root, last?.oldRoot))
  }

  /// Leaves a record of an output that wasn't there before.
  func leaveRecord(ofNew staged: [StagedFile], _ plan: OutputPlan) async {
    guard keepsOldTree, let record = await OutputRecord(ofNew: staged, plan, in: tree, jobs: jobs),
      (try? stage.keep(record)) != nil
    else { return stage.remove() }
    stage.release()
  }
}
