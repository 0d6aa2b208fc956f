import SiteModel

/// What a build leaves for the next one: its files by their digests, and all that they depend on.
struct BuildRecord: Sendable {
  /// A file with which nothing was wrong.
  struct Entry: Sendable {
    /// Of the output.
    let path: String
    /// What it was asked for: see ``RenderJob/fingerprint(in:)``.
    let job: UInt64
    let file: RenderedFile
    /// Where the cache says that; `nil` where it is from none.
    let place: Range<Int>?
  }

  let fingerprints: SiteFingerprints
  /// In the order of the plan.
  let entries: [Entry]

  /// What the next cache is to say.
  struct Draft: Sendable {
    let fingerprints: SiteFingerprints
    /// In the order of the plan.
    var files: [BuildCache.Part<(path: String, job: UInt64, file: RenderedFile)>] = []

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
    entries = zip(jobs, files).compactMap { job, file in
      file.isFlawless ? Entry(path: job.path, job: job.fingerprint, file: file, place: nil) : nil
    }
  }

  init(fingerprints: SiteFingerprints, entries: [Entry]) {
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
    let places = places(of: jobs)
    return await concurrently(Array(jobs.indices), jobs: tasks) { number in
      guard let place = places[number] else { return nil }
      let entry = entries[place]
      guard entry.job == jobs[number].fingerprint, difference.keeps(entry.file.dependencies) else { return nil }
      return Known(
        file: entry.file.moved(by: difference), place: difference.placesStay ? entry.place : nil)
    }
  }

  /// Where each job's file is among the entries; `nil` where it is none of them.
  private func places(of jobs: [(path: String, fingerprint: UInt64)]) -> [Int?] {
    // After most edits the entries are those of the jobs, in their order, but for a few that had something wrong.
    var next = 0
    let places = jobs.map { job -> Int? in
      guard next < entries.count, entries[next].path == job.path else { return nil }
      defer { next += 1 }
      return next
    }
    if next == entries.count { return places }
    let table = Dictionary(entries.indices.lazy.map { (entries[$0].path, $0) }) { first, _ in first }
    return jobs.map { table[$0.path] }
  }
}
