/// Publishes to a branch that a Pages host serves: one commit, one push, which the other side takes whole or not at all.
struct BranchPublisher: PublishingWay {
  /// The list of what publishing put on the branch, by which it knows its own files again.
  static let manifestFile = ".sitegen-published"
  /// Keeps GitHub Pages from running Jekyll over the site, which would drop files that start with `_`.
  static let noJekyllFile = ".nojekyll"
  static let bookkeeping = [manifestFile, noJekyllFile]

  var target: PublishTarget
  var git: GitTarget
  /// Of the publisher's own repository; `nil` where there is no place for one that lasts.
  var folder: String?
  var onEvent: @Sendable (PublishEvent) -> Void

  func publish(_ snapshot: SiteSnapshot, options: PublishOptions) async throws -> PublishReport {
    try await withRepository { try await publish(snapshot, options: options, by: $0) }
  }

  private func publish(
    _ snapshot: SiteSnapshot, options: PublishOptions, by repository: GitRepository
  ) async throws -> PublishReport {
    let checks = PublishGuard(options: options, deletionShare: target.deletionShare)
    try checks.check(snapshot)
    onEvent(.phase("connecting"))
    let state = try await BranchState(of: repository)
    let changes = ChangeSet(from: state.old, to: snapshot.manifest)
    try checks.check(changes, from: state.old)
    try checks.check(collisions: state.collisions(with: snapshot.manifest), at: "the branch `\(git.branch)`")
    let releases = try await releases(at: state.head, of: repository)
    let id = ReleaseID.next(after: releases.first?.id, buildID: snapshot.buildID)
    let bytes = snapshot.bytes(of: snapshot.manifest.entries.lazy.map(\.path))
    var report = PublishReport(
      target: target.name, kind: target.kind.name, outcome: .planned, buildID: snapshot.buildID,
      release: releases.first?.id.description, previousRelease: nil, changes: changes,
      files: snapshot.manifest.entries.count, bytes: bytes, bytesChanged: snapshot.bytes(of: changes.sent))
    if changes.isEmpty { report.outcome = .unchanged }
    if changes.isEmpty || options.dryRun { return report }
    onEvent(.phase("preparing"))
    let entries = try await BlobImport(repository: repository, onEvent: onEvent).run(
      snapshot,
      extra: [
        (SiteManifest.buildFile, SiteManifest.buildFileContent(snapshot.buildID)), (Self.noJekyllFile, []),
        (Self.manifestFile, Array(snapshot.manifest.text.utf8)),
      ])
    let message = BranchRelease.message(
      "Publish \(id)", id: id, buildID: snapshot.buildID, files: report.files, bytes: bytes)
    report.bytesTransferred = try await push(
      entries + state.foreign(to: snapshot.manifest), onto: state.head, message: message, by: repository)
    report.outcome = .published
    report.previousRelease = report.release
    report.release = id.description
    return report
  }

  func remove(options: PublishOptions) async throws -> PublishReport {
    throw PublishError(
      "publish.no-previews", "`\(target.name)` can't hold previews beside each other",
      hint: "previews need a target of type `rsync`, `directory` or `rclone`")
  }

  func list() async throws -> [Release] {
    try await withRepository { repository in
      let state = try await BranchState(of: repository, depth: Self.depth)
      return try await releases(at: state.head, of: repository).enumerated().map { number, found in
        var release = found.release
        release.isOnline = number == 0
        return release
      }
    }
  }

  func rollBack(to name: String?, options: PublishOptions) async throws -> PublishReport {
    guard git.keepsHistory else {
      throw PublishError(
        "publish.no-releases", "the branch `\(git.branch)` keeps no earlier releases: its history is squashed",
        hint: "check out the version you want and publish it, or set `history: keep`")
    }
    return try await withRepository { repository in
      onEvent(.phase("connecting"))
      let state = try await BranchState(of: repository, depth: Self.depth)
      let releases = try await releases(at: state.head, of: repository)
      let choice = try choose(name, among: releases)
      let there = try await repository.tree(of: choice.commit)
      guard let manifest = try await BranchState.manifest(among: there, of: repository) else {
        throw PublishError(
          "publish.damaged-release", "release `\(choice.id)` has no list of its files",
          hint: "choose another one (`sitegen publish --list`)")
      }
      var own = Set(Self.bookkeeping.map { Array($0.utf8) })
      for entry in manifest.entries { own.insert(Array(entry.path.utf8)) }
      let entries = there.filter { own.contains($0.path) }
      let id = ReleaseID.next(after: releases.first?.id, buildID: choice.release.buildID)
      if !options.dryRun {
        onEvent(.phase("switching"))
        let message = BranchRelease.message(
          "Go back to \(choice.id)", id: id, buildID: choice.release.buildID, files: choice.release.files,
          bytes: choice.release.bytes, original: choice.original ?? choice.id)
        _ = try await push(entries + state.foreign(to: manifest), onto: state.head, message: message, by: repository)
      }
      return PublishReport(
        target: target.name, kind: target.kind.name, outcome: options.dryRun ? .planned : .rolledBack,
        buildID: choice.release.buildID, release: choice.id.description,
        previousRelease: releases.first?.id.description, changes: ChangeSet(from: state.old, to: manifest),
        files: choice.release.files, bytes: choice.release.bytes, bytesChanged: 0)
    }
  }

  private func choose(_ name: String?, among releases: [BranchRelease]) throws(PublishError) -> BranchRelease {
    let place = "the branch `\(git.branch)`"
    let choice = ReleaseChoice(releases: releases.map(\.id), place: place)
    // Going back twice goes back two releases, not forth again: commits that went back are no goals.
    let published = releases.filter { $0.original == nil }.map(\.id)
    let online = releases.first.map { $0.original ?? $0.id }
    let id =
      if let name { try choice.named(name) } else {
        try ReleaseChoice(releases: published, place: place).before(online)
      }
    guard let release = releases.first(where: { $0.id == id }) else { throw choice.damaged(id) }
    return release
  }

  /// How many commits are looked at for releases.
  private static let depth = 100

  /// - Returns: the size of what had to travel.
  private func push(
    _ entries: [GitTreeEntry], onto head: String?, message: String, by repository: GitRepository
  ) async throws -> Int? {
    let parent = git.keepsHistory ? head : nil
    let commit = try await repository.commit(entries, parent: parent, message: message)
    let size = try await repository.size(of: commit, without: head)
    onEvent(.phase("sending"))
    try await repository.push(commit, replacing: head)
    return size
  }

  /// The publishes that the fetched commits tell of, newest first.
  private func releases(at head: String?, of repository: GitRepository) async throws -> [BranchRelease] {
    guard let head else { return [] }
    let log = try await repository.checked(
      ["log", "--max-count=\(Self.depth)", "--format=\(BranchRelease.format)", head, "--"], doing: "reading the branch")
    return log.outputText.split(separator: "\u{1E}").compactMap { BranchRelease($0) }
  }

  /// A publish that was killed may leave the cache locked, and a server may promise what it doesn't keep: then all is
  /// fetched anew, with contents.
  private func withRepository<Result>(_ work: (GitRepository) async throws -> Result) async throws -> Result {
    guard let folder else {
      let scratch = try LocalFiles.makePrivateFolder()
      defer { LocalFiles.removeTree(scratch) }
      return try await work(GitRepository(folder: "\(scratch)/site.git", git: git, fetchesNamesOnly: false))
    }
    do {
      return try await work(GitRepository(folder: folder, git: git, fetchesNamesOnly: true))
    } catch let error as PublishError where GitFailure.isStaleCache(error) {
      LocalFiles.removeTree(folder)
      return try await work(GitRepository(folder: folder, git: git, fetchesNamesOnly: false))
    }
  }
}
