import SiteModel

/// The files of a plan that the cache knows, and what is kept of all of them for the next build.
struct CachedRenders: Sendable {
  /// In the order of the plan's jobs; `nil` for those that must be rendered.
  let known: [BuildRecord.Known?]
  private let jobs: [(path: String, fingerprint: UInt64)]
  private let fingerprints: SiteFingerprints
  private let loaded: LoadedSite
  private let session: CacheSession
  private let tasks: Int

  /// `nil` where there is no cache.
  init?(_ plan: BuildPlan, _ loaded: LoadedSite, _ session: CacheSession?, jobs tasks: Int) async {
    guard let session, let pages = loaded.pages else { return nil }
    let (site, bodies) = (loaded.site, loaded.graph.bodies)
    let last = await session.record(under: loaded.conditions)
    let renewed = await last?.fingerprints.renewed(for: site, bodies: bodies, sources: pages, jobs: tasks)
    if let renewed {
      fingerprints = renewed
    } else {
      fingerprints = await SiteFingerprints.make(of: site, bodies: bodies, sources: pages, jobs: tasks)
    }
    jobs = await plan.fingerprints(in: fingerprints, tasks: tasks)
    known =
      await last?.known(for: jobs, fingerprints, of: site, tasks: tasks) ?? Array(repeating: nil, count: jobs.count)
    self.loaded = loaded
    self.session = session
    self.tasks = tasks
  }

  /// The file of the plan's job of this number, if it stands in the output already with its compressed forms; then they
  /// are staged.
  func file(of number: Int, keptBy staging: Staging) -> RenderedFile? {
    guard let file = known[number]?.file, let digest = file.digest else { return nil }
    let forms = file.companions.map { ($0.key, $0.value) }
    return staging.keep([(jobs[number].path, digest)] + forms) ? file : nil
  }

  /// Leaves a cache for the next build, which may rely on every file having been written. None where this build found nothing
  /// changed, or where a text changed meanwhile: what was rendered of it belongs to neither of its states.
  ///
  /// Only when the site is in its place: where a disk is nearly full, the room is the site's.
  ///
  /// - Parameter files: what became of the plan's jobs.
  func save(with files: [RenderedFile]) async {
    guard let pages = loaded.pages, !loaded.graph.bodies.bodies.haveChanged, !isComplete(pages, files) else { return }
    var record = BuildRecord.Draft(fingerprints)
    for (number, file) in files.enumerated() where file.isFlawless {
      if let known = known[number], known.file === file, let place = known.place {
        record.files.append(.kept(place))
      } else {
        record.files.append(.new((jobs[number].path, jobs[number].fingerprint, file)))
      }
    }
    let last = await session.last
    await session.save { (take) async throws(SystemError) in
      try await BuildCache.write(
        loaded.conditions, of: session.owner, record, sources: pages, after: last, clock: session.clock, tasks: tasks,
        to: take)
    }
  }

  /// Whether the last cache says all that a new one would.
  private func isComplete(_ pages: ParsedPages, _ files: [RenderedFile]) -> Bool {
    pages.haveKnownFronts && pages.readFiles.isEmpty && zip(known, files).allSatisfy { $0?.file === $1 }
  }
}
