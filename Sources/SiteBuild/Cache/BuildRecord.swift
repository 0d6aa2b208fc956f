import SiteModel

/// What a build leaves for the next one: its files by their digests, and all that they depend on.
struct BuildRecord: Sendable {
  /// A file with which nothing was wrong.
  struct Entry: Sendable {
    /// What it was asked for: see ``RenderJob/fingerprint(in:)``.
    let job: UInt64
    let file: RenderedFile
    /// Where the cache says that; `nil` where it is from none.
    let place: Range<Int>?
  }

  let fingerprints: SiteFingerprints
  /// By output path.
  let entries: [String: Entry]

  /// What the next cache is to say.
  struct Draft: Sendable {
    let fingerprints: SiteFingerprints
    /// Where the last one says the same.
    var kept: [Range<Int>] = []
    var new: [(path: String, job: UInt64, file: RenderedFile)] = []

    init(_ fingerprints: SiteFingerprints) { self.fingerprints = fingerprints }
  }

  /// A file that need not be rendered.
  struct Known: Sendable {
    let file: RenderedFile
    /// Where the cache says the same of it; `nil` where it doesn't.
    let place: Range<Int>?
  }

  /// - Parameters:
  ///   - jobs: in the order of the plan, with their fingerprints.
  ///   - files: what they gave.
  init(_ fingerprints: SiteFingerprints, jobs: [(path: String, fingerprint: UInt64)], files: [RenderedFile]) {
    self.fingerprints = fingerprints
    var entries: [String: Entry] = [:]
    entries.reserveCapacity(jobs.count)
    for (job, file) in zip(jobs, files) where file.isFlawless {
      entries[job.path] = Entry(job: job.fingerprint, file: file, place: nil)
    }
    self.entries = entries
  }

  init(fingerprints: SiteFingerprints, entries: [String: Entry]) {
    self.fingerprints = fingerprints
    self.entries = entries
  }

  /// The files that a later build need not render, because it would get the same: `nil` for the others of its jobs.
  ///
  /// Only pages and files that they bring along may have changed since, nothing else.
  ///
  /// - Parameters:
  ///   - jobs: those of the later build, with their fingerprints.
  ///   - later: what the site is then.
  func known(
    for jobs: [(path: String, fingerprint: UInt64)], _ later: SiteFingerprints, of site: Site, tasks: Int
  ) async -> [Known?] {
    let difference = SiteDifference(from: fingerprints, to: later, of: site)
    return await concurrently(jobs, jobs: tasks) { job in
      guard let entry = entries[job.path], entry.job == job.fingerprint, difference.keeps(entry.file.dependencies)
      else { return nil }
      return Known(
        file: entry.file.moved(by: difference), place: difference.placesStay ? entry.place : nil)
    }
  }
}
