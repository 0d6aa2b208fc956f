import SiteDiagnostics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Staging {
  /// Lets the new site take the old one's place, in one step wherever the file system can do that.
  ///
  /// To be called once, when all tasks are done staging. Where it fails the output is as it was.
  package func commit() async throws(OutputFailure) -> OutputResult {
    let staged = stagedFiles
    let edited = await editedFiles(besides: Set(staged.map(\.path)))
    let plan = OutputPlan(staged: staged, present: present, edited: Set(edited), outputPath: location.path)
    guard plan.conflicts.isEmpty else {
      await abandon()
      throw OutputFailure(Array(plan.conflicts))
    }
    var result = OutputResult(plan)
    result.diagnostics = edited.map { .editedFileKept($0, in: location.path) }
    let manifest = plan.manifest.text
    if let present, plan.written.isEmpty, plan.removed.isEmpty, manifest == present.manifestText {
      await abandon()
      return result
    }
    do throws(SystemError) {
      let file = try tree.newFile(OutputManifest.fileName)
      try file.write(manifest)
      try file.finish()
      if let present {
        try await exchange(plan, with: present, &result)
      } else {
        try workshop.move(Stage.tree, to: location.parent, as: location.name, .keepingExisting)
      }
      result.switch = .atomic
    } catch {
      await abandon()
      throw OutputFailure(.output(error))
    }
    stage.remove()
    return result
  }

  private func exchange(
    _ plan: OutputPlan, with present: PresentOutput, _ result: inout OutputResult
  ) async throws(SystemError) {
    try await TreeSwitch(
      stage: workshop, tree: tree, present: present, location: location, plan: plan, jobs: jobs
    ).run()
    // The site is complete: what cannot be removed now, the next build removes.
    let late = try? await OldTree(workshop: workshop, output: tree, jobs: jobs).remove()
    result.diagnostics += (late ?? []).map { .lateFileKept($0, in: location.path) }
  }

  /// Removes what was staged; the output stays as it is.
  package func abandon() async {
    try? await FileTree.remove(Stage.tree, in: workshop, jobs: jobs)
    stage.remove()
  }

  /// The files that an earlier build wrote and this one does not know, but whose bytes are no longer what was written.
  private func editedFiles(besides staged: Set<RelativePath>) async -> [RelativePath] {
    guard let present else { return [] }
    let dropped = present.manifest.entries.filter { !staged.contains($0.key) && present.owns($0.key) }
    let edited = await concurrently(Array(dropped), jobs: jobs) { (path, entry) -> RelativePath? in
      guard let file = try? present.folder.file(path), let bytes = try? file.readToEnd() else { return path }
      return BLAKE2b.digest(of: bytes) == entry.digest ? nil : path
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
