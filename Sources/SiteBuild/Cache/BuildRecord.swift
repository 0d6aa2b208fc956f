import SiteModel

/// What a build leaves for the next one: its files by their digests, and all that they depend on.
struct BuildRecord: Sendable {
  /// A file with which nothing was wrong.
  struct Entry: Sendable {
    /// What it was asked for: see ``RenderJob/fingerprint(in:)``.
    let job: UInt64
    let file: RenderedFile
    /// Where the last cache says the same; `nil` where it doesn't.
    let place: Range<Int>?
  }

  let fingerprints: SiteFingerprints
  /// By output path.
  let entries: [String: Entry]

  /// - Parameters:
  ///   - jobs: in the order of the plan, with their fingerprints.
  ///   - files: what they gave.
  ///   - earlier: the record that some of the files were taken over from.
  init(
    _ fingerprints: SiteFingerprints, jobs: [(path: String, fingerprint: UInt64)], files: [RenderedFile],
    after earlier: BuildRecord? = nil
  ) {
    self.fingerprints = fingerprints
    var entries: [String: Entry] = [:]
    entries.reserveCapacity(jobs.count)
    for (job, file) in zip(jobs, files) where file.isFlawless {
      let known = earlier?.entries[job.path]
      entries[job.path] = Entry(
        job: job.fingerprint, file: file, place: known?.file === file ? known?.place : nil)
    }
    self.entries = entries
  }

  init(fingerprints: SiteFingerprints, entries: [String: Entry]) {
    self.fingerprints = fingerprints
    self.entries = entries
  }

  /// The files that a later build need not render, because it would get the same: `nil` for the others.
  ///
  /// Only pages and files that they bring along may have changed since, nothing else.
  ///
  /// - Parameters:
  ///   - jobs: those of the later build, with their fingerprints.
  ///   - later: what the site is then.
  func files(
    for jobs: [(path: String, fingerprint: UInt64)], _ later: SiteFingerprints, of site: Site, tasks: Int
  ) async -> [RenderedFile?] {
    let difference = SiteDifference(from: fingerprints, to: later, of: site)
    return await concurrently(jobs, jobs: tasks) { job in
      guard let entry = entries[job.path], entry.job == job.fingerprint, difference.keeps(entry.file.dependencies)
      else { return nil }
      return entry.file.moved(by: difference)
    }
  }
}
