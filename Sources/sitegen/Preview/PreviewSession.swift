import SiteBuild
import SiteDiagnostics
import SitePreview

/// A preview from its first build to its end: what the watcher sees goes to the builder, what that makes to the server.
actor PreviewSession {
  private let server: PreviewServer
  private let site: PreviewSite
  private let watcher: SourceWatcher
  private var files: PreviewFiles
  private var log: PreviewLog
  private let present: @Sendable () -> Present
  private var basePath = "/"
  /// What looks for findings while nobody waits for it.
  private let checker: BackgroundCheck
  private var checking: Task<Void, Never>?

  init(
    server: PreviewServer, site: PreviewSite, watcher: SourceWatcher, files: PreviewFiles, log: PreviewLog,
    checker: BackgroundCheck, present: @escaping @Sendable () -> Present
  ) {
    self.checker = checker
    self.server = server
    self.site = site
    self.watcher = watcher
    self.files = files
    self.log = log
    self.present = present
  }

  /// Builds the site for the first time. One that is broken is no reason to stop: the page says what is wrong.
  ///
  /// - Parameter progress: what the terminal shows meanwhile.
  func begin(showing progress: ProgressLine) async {
    let start = ContinuousClock.now
    let build = await rebuild(.unknown)
    await progress.end()
    log.began(build, took: ContinuousClock.now - start)
  }

  /// Says where to look and what to do.
  func greet(takenPort: Int?, showsUnpublished: Bool) {
    log.greet(path: basePath, takenPort: takenPort, showsUnpublished: showsUnpublished, watcher: watcher.way)
  }

  /// Where the site begins, as a browser needs it.
  var address: String { log.origin.text + basePath }

  /// Follows the changes until somebody wants to stop.
  func run(until interruptions: Interruptions) async {
    await withTaskGroup { group in
      group.addTask { await self.follow() }
      group.addTask { await self.keepTime() }
      group.addTask { await interruptions.first() }
      await group.next()
      group.cancelAll()
    }
    checking?.cancel()
    watcher.stop()
    await server.stop()
    log.stopped()
  }

  private func follow() async {
    while let changes = await watcher.next() {
      let start = ContinuousClock.now
      let build = await rebuild(SourceChanges(changes.paths, isComplete: changes.isComplete))
      log.rebuilt(build, after: changes, took: ContinuousClock.now - start)
    }
  }

  /// Pages come and go by their dates, and nobody need save anything for it.
  private func keepTime() async {
    while !Task.isCancelled {
      if await site.isOutdated(at: present()) { watcher.tellOfTime() }
      try? await Task.sleep(for: .seconds(1))
    }
  }

  private func rebuild(_ changes: SourceChanges) async -> PreviewBuild {
    let start = ContinuousClock.now
    let build = await site.rebuild(changes, now: present())
    if ContinuousClock.now - start > .milliseconds(100) { Self.tidySoon() }
    basePath = build.basePath
    server.publish(
      PreviewUpdate(
        snapshot: build.isGood ? files.take(build) : nil,
        changedAssets: build.changed.filter { !$0.hasSuffix(".html") }.map { build.basePath + $0 },
        edited: build.edited.map { .init(address: $0.address, title: $0.title) }, problems: build.diagnostics,
        pages: build.addresses))
    if build.isGood { check(besides: build.diagnostics) }
    return build
  }

  /// Lets a check run over the files as they are, once nothing has been saved for a moment.
  private func check(besides problems: [Diagnostic]) {
    checking?.cancel()
    checking = Task.detached(priority: .background) { [checker] in
      try? await Task.sleep(for: .seconds(1))
      guard !Task.isCancelled, let found = await checker.run() else { return }
      await self.show(found, besides: problems)
    }
  }

  private func show(_ found: [Diagnostic], besides problems: [Diagnostic]) {
    guard !Task.isCancelled else { return }
    let known = Set(problems.map { "\($0.id) \($0.location?.path ?? "") \($0.location?.line ?? 0)" })
    let findings = found.filter {
      !known.contains("\($0.id) \($0.location?.path ?? "") \($0.location?.line ?? 0)") && $0.id != "config.placeholder"
    }
    server.publish(findings: findings)
    log.checked(findings)
  }

  /// After a large build, which needs for a moment twice what it leaves: once the version before is gone.
  private static func tidySoon() {
    Task.detached {
      try? await Task.sleep(for: .milliseconds(400))
      Allocator.giveBack()
    }
  }
}
