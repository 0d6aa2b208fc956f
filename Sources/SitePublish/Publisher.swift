import SiteDigest

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Takes a finished site to a target, says what is there, and goes back to what was there.
///
/// Errors are always `PublishError`s.
package struct Publisher: Sendable {
  private let target: PublishTarget
  private let options: PublishOptions
  /// A folder for what makes the next publish quicker; may be deleted at any time.
  private let cacheFolder: String?
  private let onEvent: @Sendable (PublishEvent) -> Void

  package init(
    _ target: PublishTarget, options: PublishOptions = PublishOptions(), cacheFolder: String?,
    onEvent: @escaping @Sendable (PublishEvent) -> Void = { _ in }
  ) {
    self.target = target
    self.options = options
    self.cacheFolder = cacheFolder
    self.onEvent = onEvent
    // A program that ends while it is being written to must not end this one.
    _ = signal(SIGPIPE, SIG_IGN)
  }

  /// A folder's name that no other site has.
  ///
  /// - Parameter path: of the site's folder, from the root.
  package static func cacheName(ofSite path: String) -> String {
    String(SHA256.hexDigest(of: Array(path.utf8)).prefix(16))
  }

  package func publish(_ snapshot: SiteSnapshot) async throws(PublishError) -> PublishReport {
    try await translating { try await way.publish(snapshot, options: options) }
  }

  /// Compares what the target's public address gives out with what was sent; `nil` where no address is known.
  ///
  /// - Parameter snapshot: the site that was sent; without it, as after a rollback, only the build is looked at.
  package func verify(
    _ report: PublishReport, of snapshot: SiteSnapshot? = nil, patience: Duration = .seconds(120)
  ) async throws(PublishError) -> LiveVerification.Result? {
    guard let address = target.address, !options.dryRun else { return nil }
    return try await translating {
      onEvent(.phase("asking the live site"))
      return try await LiveVerification(
        address: address, buildID: report.buildID, manifest: snapshot?.manifest, sizes: snapshot?.sizes ?? [:],
        changed: report.changes.sent, patience: patience
      ).run()
    }
  }

  /// What can be rolled back to, newest first.
  package func list() async throws(PublishError) -> [Release] {
    try await translating { try await way.list() }
  }

  /// - Parameter release: its name or the start of it; the one before that which is online if `nil`.
  package func rollBack(to release: String?) async throws(PublishError) -> PublishReport {
    try await translating { try await way.rollBack(to: release, options: options) }
  }

  /// Takes a preview away: all that publishing put there, and its folder where nothing else is in it.
  package func remove() async throws(PublishError) -> PublishReport {
    try await translating { try await way.remove(options: options) }
  }

  private var way: any PublishingWay {
    switch target.kind {
    case .rsync(let rsync):
      ReleasePublisher(
        target: target, host: ReleaseHost(way: .ssh(rsync.login), base: rsync.path, makesBase: rsync.makesFolder),
        keep: rsync.keep, onEvent: onEvent)
    case .directory(let directory):
      ReleasePublisher(
        target: target, host: ReleaseHost(way: .local, base: directory.path, makesBase: directory.makesFolder),
        keep: directory.keep, onEvent: onEvent)
    case .git(let git):
      BranchPublisher(
        target: target, git: git, folder: cacheFolder.map { "\($0)/\(target.name).git" }, onEvent: onEvent)
    case .rclone(let rclone):
      StorePublisher(target: target, store: RcloneStore(target: rclone), onEvent: onEvent)
    }
  }

  /// Whatever goes wrong, the caller gets one kind of error.
  private func translating<Result>(_ work: () async throws -> Result) async throws(PublishError) -> Result {
    do {
      return try await work()
    } catch let error as PublishError {
      throw error
    } catch let error as LocalFileError {
      throw PublishError(
        "publish.local-file", "can't use `\(error.path)`: \(error.reason)", hint: "check its permissions and the disk")
    } catch {
      throw PublishError("publish.failed", "publishing failed: \(error)", hint: "publish again")
    }
  }
}
