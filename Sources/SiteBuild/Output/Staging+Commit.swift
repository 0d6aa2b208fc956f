import SiteDiagnostics
import Synchronization

extension Staging {
  /// Lets the new site take the old one's place, in one step wherever the file system can do that.
  ///
  /// To be called once, when all tasks are done staging. Where it fails the output is as it was.
  package func commit() async throws(OutputFailure) -> OutputResult {
    isEnded.store(true, ordering: .relaxed)
    if let failure = failure.withLock({ $0 }) {
      await discard()
      throw failure
    }
    var result =
      if let present { try await replace(present) } else { try await putNewSite() }
    result.diagnostics = recovered.map { .lateFileKept($0, in: location.output) } + result.diagnostics
    return result
  }

  /// Where there is no output yet, the staged tree becomes it.
  private func putNewSite() async throws(OutputFailure) -> OutputResult {
    let staged = stagedFiles.sorted { $0.path < $1.path }
    let plan = try await plan(of: staged, beside: nil)
    try await attempt { () throws(SystemError) in
      try write(plan.manifestText, to: tree)
      try workshop.move(Stage.tree, to: location.parent, as: location.name, .keepingExisting)
    }
    await leaveRecord(ofNew: staged, plan)
    var result = OutputResult(plan)
    result.switch = .atomic
    return result
  }

  private func replace(_ present: OutputView) async throws(OutputFailure) -> OutputResult {
    let staged = stagedFiles
    var steady: SteadyPlan?
    if case .recorded(let files) = present { steady = SteadyPlan(staged, files) }
    if let steady {
      if steady.isDone { return await leaveAll(steady.result, steady.output.renewedRecord) }
      if let result = try await replaceFile(of: steady) { return result }
    }
    let explored: ExploredOutput
    do throws(SystemError) {
      explored = try await present.explored(jobs: jobs)
    } catch {
      await discard()
      throw OutputFailure(.output(error))
    }
    if let steady, case .recorded(let output) = explored, let even = EvenPlan(steady, output) {
      return try await replace(explored, by: even.plan, even)
    }
    let listed = explored.listed
    let edited = await editedFiles(in: listed, besides: Set(staged.map(\.path)))
    let plan = try await plan(of: staged, beside: listed, edited: Set(edited))
    var notices = listed.hasUnreadableManifest ? [Diagnostic.unreadableManifest(location.output)] : []
    notices += edited.map { .editedFileKept($0, in: location.output) }
    var result =
      if plan.written.isEmpty, plan.removed.isEmpty, plan.manifestText == listed.manifestText {
        await leaveAll(OutputResult(plan), renewedRecord(of: listed))
      } else {
        try await replace(explored, by: plan, nil)
      }
    result.diagnostics = notices + result.diagnostics
    return result
  }

  private func plan(
    of staged: [StagedFile], beside present: PresentOutput?, edited: Set<RelativePath> = []
  ) async throws(OutputFailure) -> OutputPlan {
    let plan = OutputPlan(staged: staged, present: present, edited: edited, outputPath: location.output)
    guard plan.conflicts.isEmpty else {
      await discard()
      // Nobody can tell then which files are the site's: to say of each that it isn't would lead astray.
      let isListLost =
        present?.hasUnreadableManifest == true && plan.conflicts.allSatisfy { $0.id == "output.foreign-file" }
      throw OutputFailure(isListLost ? [.lostManifest(location.output)] : Array(plan.conflicts))
    }
    return plan
  }

  func write(_ manifest: [UInt8], to tree: Directory) throws(SystemError) {
    let file = try tree.newFile(OutputManifest.fileName)
    try file.write(manifest)
    try file.finish()
  }

  /// Leaves the output as it is: it is the new site already.
  ///
  /// - Parameter renewed: what was looked into, so that the next build need not do it again; `nil` where that is nothing new.
  private func leaveAll(_ result: OutputResult, _ renewed: OutputRecord?) async -> OutputResult {
    // Where it can't be kept the last record is as good as it was.
    if keepsOldTree, let renewed, (try? stage.keep(renewed)) != nil { record.withLock { $0 = renewed } }
    await discard()
    return result
  }

  /// - Parameter even: where the plan comes from, if that is an even one.
  private func replace(
    _ present: ExploredOutput, by plan: OutputPlan, _ even: EvenPlan?
  ) async throws(OutputFailure) -> OutputResult {
    var result = OutputResult(plan)
    var late: [RelativePath] = []
    let newTree = try await stagedTree(plan, even, present, &late)
    try await attempt { () throws(SystemError) in try write(plan.manifestText, to: newTree.folder) }
    let (record, obstacle) =
      manner == .wholeTree ? try await exchangeTrees(newTree, plan, present) : (nil, nil)
    if manner == .wholeTree, obstacle == nil {
      result.switch = .atomic
      if await !keepOldTree(present.folder, record) {
        late += await cleanUp(output: newTree.folder)
      }
      result.diagnostics += Set(late).sorted().map { .lateFileKept($0, in: location.output) }
    } else {
      try await moveFiles(by: SwitchJournal(plan, present: present.listed), in: present.folder, putting: plan.written)
      result.switch = .fileByFile
      result.diagnostics += obstacle.map { [.notAtomic(location.path, $0)] } ?? []
      await cleanUp(output: present.folder)
    }
    return result
  }

  /// Switches in one step; gives back what is to be recorded, if anything, and why the switch is not possible, where it can
  /// still go file by file.
  private func exchangeTrees(
    _ staged: StagedTree, _ plan: OutputPlan, _ present: ExploredOutput
  ) async throws(OutputFailure) -> (record: OutputRecord?, obstacle: SystemError?) {
    if let unreadable = present.unreadable { return (nil, unreadable) }
    do throws(SystemError) {
      guard workshop === stage.folder else {
        throw SystemError.acrossFileSystems("exchange the folder", location.path)
      }
      let treeSwitch = TreeSwitch(
        stage: workshop, tree: staged.folder, output: present.folder, location: location, plan: plan,
        links: staged.links, jobs: jobs)
      try await treeSwitch.complete()
      let record =
        keepsOldTree ? try await staged.record(plan, stagedFiles, beside: present, jobs: jobs) : nil
      try treeSwitch.exchange()
      return (record, nil)
    } catch let error where [.otherFileSystem, .unsupported, .denied, .busy, .tooManyLinks].contains(error.kind) {
      return (nil, error)
    } catch {
      await discard()
      throw OutputFailure(.output(error))
    }
  }

  /// Switches file by file. What goes wrong before the first file is moved leaves the output as it was.
  func moveFiles(
    by journal: SwitchJournal, in output: Directory, putting written: [RelativePath]
  ) async throws(OutputFailure) {
    let files = FileByFileSwitch(workshop: workshop, output: output)
    try await attempt { () throws(SystemError) in
      if journal.source == Stage.tree { Stage.removeNotes(in: workshop) }
      try files.begin(journal, putting: written)
    }
    do throws(SystemError) {
      try files.complete()
    } catch {
      throw OutputFailure(.halfSwitched(location.path, error))
    }
  }

  /// Takes a step that leaves the output as it was when it fails.
  func attempt(_ step: () throws(SystemError) -> Void) async throws(OutputFailure) {
    do throws(SystemError) {
      try step()
    } catch {
      await discard()
      throw OutputFailure(.output(error))
    }
  }

  /// Removes what was staged; the output stays as it is. Does nothing after ``commit()``.
  package func abandon() async {
    guard !isEnded.exchange(true, ordering: .relaxed) else { return }
    await discard()
  }

  func discard() async {
    // What fits on no disk beside an old tree may do so without.
    if failure.withLock({ $0?.isDiskFull == true }) { forgetRecord() }
    try? await stage.removeChanges(jobs: jobs)
    guard record.withLock({ $0?.oldRoot }) == nil else {
      stage.release()
      return
    }
    Stage.removeNotes(in: workshop)
    await cleanUp(output: present?.folder)
  }

  /// Removes what is left of the stage, and gives back the files that came into the old site late and were kept.
  ///
  /// What cannot be removed now, the next build removes.
  @discardableResult
  private func cleanUp(output: Directory?) async -> [RelativePath] {
    let kept = try? await StageRecovery(workshop: workshop, output: output, jobs: jobs).run()
    if workshop !== stage.folder {
      try? output?.removeDirectory(PresentOutput.innerStage)
    }
    if record.withLock({ $0 }) == nil { stage.remove() } else { stage.release() }
    return kept ?? []
  }

  /// The files that an earlier build wrote and this one does not know, but whose bytes are no longer what was written.
  private func editedFiles(
    in present: PresentOutput?, besides staged: Set<RelativePath>
  ) async -> [RelativePath] {
    guard let present else { return [] }
    let dropped = present.manifest.entries.filter { !staged.contains($0.key) && present.owns($0.key) }
    let edited = await concurrently(Array(dropped), jobs: jobs) { (path, entry) -> RelativePath? in
      if present.asWritten.contains(path) { return nil }
      guard let file = try? present.folder.file(path), let bytes = try? file.readToEnd() else { return path }
      return ContentHasher.digest(of: bytes) == entry.digest ? nil : path
    }
    return edited.compactMap(\.self).sorted()
  }
}

extension OutputResult {
  fileprivate init(_ plan: OutputPlan) {
    self.init(
      written: plan.written.count, unchanged: plan.unchanged.count, removed: plan.removed.count,
      carriedOver: plan.carriedOver.count)
  }
}
