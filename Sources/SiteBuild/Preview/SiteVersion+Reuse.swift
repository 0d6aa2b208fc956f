import SiteModel

extension SiteVersion {
  /// The files that a later version need not render, because it would get the same, by the numbers of its jobs.
  ///
  /// - Parameter changes: all that has changed between the two.
  func files(for later: SiteVersion, after changes: SourceChanges) -> [Int: RenderedFile] {
    guard changes.isComplete, changes.paths.allSatisfy(Self.isPageOrFile),
      loaded.site.clock.today.day == later.loaded.site.clock.today.day
    else { return [:] }
    let difference = SiteDifference(from: fingerprints, to: later.fingerprints, of: later.loaded.site)
    var files: [Int: RenderedFile] = [:]
    for (number, job) in later.plan.jobs.enumerated() {
      guard let old = jobNumbers[job.outputPath], rendered[old].isFlawless, difference.keeps(plan.jobs[old], as: job),
        difference.keeps(rendered[old].dependencies)
      else { continue }
      files[number] = rendered[old].moved(by: difference)
    }
    return files
  }

  /// Whether what lies there is seen through pages and files alone: not so templates and their texts, nor `site.yaml`.
  private static func isPageOrFile(_ path: String) -> Bool {
    path.hasPrefix("Content/") && path != SourceTree.configurationPath.description
  }
}
