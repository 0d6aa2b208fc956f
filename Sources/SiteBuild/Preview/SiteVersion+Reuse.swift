import SiteModel

extension SiteVersion {
  /// The files that a later version need not render, because it would get the same: `nil` for the others of its jobs.
  ///
  /// - Parameter changes: all that has changed between the two.
  func files(for later: SiteVersion, after changes: SourceChanges, tasks: Int) async -> [RenderedFile?] {
    guard changes.isComplete, changes.paths.allSatisfy(Self.isPageOrFile),
      loaded.site.clock.today.day == later.loaded.site.clock.today.day
    else { return Array(repeating: nil, count: later.plan.jobs.count) }
    let record = BuildRecord(
      fingerprints, jobs: await plan.fingerprints(in: fingerprints, tasks: tasks), files: rendered)
    return await record.known(
      for: later.plan.fingerprints(in: later.fingerprints, tasks: tasks), later.fingerprints, of: later.loaded.site,
      tasks: tasks
    ).map { $0?.file }
  }

  /// Whether what lies there is seen through pages and files alone: not so templates and their texts, nor `site.yaml`.
  private static func isPageOrFile(_ path: String) -> Bool {
    path.hasPrefix("Content/") && path != SourceTree.configurationPath.description
  }
}
