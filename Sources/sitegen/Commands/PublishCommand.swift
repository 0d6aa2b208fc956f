import ArgumentParser
import Foundation
import SiteBuild
import SiteDiagnostics
import SiteModel
import SitePublish

/// `sitegen publish`: builds the site and takes it to one of the targets of `site.yaml`.
struct PublishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Builds the website and publishes it to a target of site.yaml.",
    discussion: """
      What is online stays as it is until everything has arrived and was checked. The target may be left out where \
      site.yaml names only one.

      Secrets are never read from site.yaml: ssh takes keys from an agent or a file, rclone and git have their own \
      configuration.
      """)

  @OptionGroup var site: SiteArguments

  @Flag(name: .customLong("dry-run"), help: "Say what would be added, changed and deleted; change nothing.")
  var isDryRun = false

  @Flag(help: "Show the releases that are there.")
  var list = false

  @Flag(help: "Put an earlier release online: the one before, or the one that is named.")
  var rollback = false

  @Flag(help: "Delete more files than the target's share.")
  var allowDeletions = false

  @Flag(help: "Let addresses vanish that are online.")
  var allowVanished = false

  @Flag(help: "Publish in spite of warnings, as for a preview.")
  var allowWarnings = false

  @Option(
    help: ArgumentHelp("Publish to a folder of this name below the target, as a preview.", valueName: "branch"))
  var preview: String?

  @Flag(help: "Overwrite files at the target that sitegen did not put there.")
  var adopt = false

  @Flag(help: "Take the lock away from another publisher.")
  var breakLock = false

  @Flag(
    name: .customLong("verify"), inversion: .prefixedNo,
    help: "Ask the public address afterwards whether it shows what was sent.")
  var verifies = true

  @Flag(inversion: .prefixedNo, help: "Build first, or publish what the last build has left.")
  var build = true

  @Option(help: "How the result is written: \(DiagnosticFormat.allValueStrings.joined(separator: ", ")).")
  var format = DiagnosticFormat.text

  @Flag(help: "Say nothing but diagnostics.")
  var quiet = false

  @Argument(help: ArgumentHelp("A target of site.yaml.", valueName: "target"))
  var target: String?

  @Argument(help: ArgumentHelp("With --rollback: the release, or the start of its name.", valueName: "release"))
  var release: String?

  func validate() throws {
    if site.drafts { throw ValidationError("Drafts can't be published: leave --drafts out.") }
    if list && rollback { throw ValidationError("--list and --rollback don't go together.") }
    if release != nil && !rollback { throw ValidationError("A release is only named with --rollback.") }
  }

  func run() async throws {
    let output = PublishOutput(format: format, isQuiet: quiet)
    let interruptions = Interruptions()
    let work = Task { await failure(telling: output) }
    // Cancelled, the programs at work are ended and give back what they have locked.
    let watch = Task {
      await interruptions.first()
      work.cancel()
    }
    let fault = await work.value
    let isInterrupted = work.isCancelled
    watch.cancel()
    guard let fault else { return }
    let error = isInterrupted ? Self.interruption : fault
    output.end(with: error.diagnostics)
    throw (error.id == "publish.unknown-target" ? ExitStatus.usage : .siteHasErrors).code
  }

  private static let interruption = PublishError([
    .error(
      "publish.interrupted", "publishing was interrupted",
      hint: "a publish that was cut does no harm: publish again, and what has arrived need not travel again")
  ])

  private func failure(telling output: PublishOutput) async -> PublishError? {
    do throws(PublishError) {
      try await run(output)
      return nil
    } catch {
      return error
    }
  }

  private func run(_ output: PublishOutput) async throws(PublishError) {
    let targets = try PublishTargets(source: site.folder.source)
    let isRelease = rollback && release == nil && target.flatMap { ReleaseID($0) } != nil
    let chosen = try targets.target(
      named: isRelease ? nil : target, preview: preview, baseURL: site.baseURL)
    let publisher = Publisher(
      chosen, options: options, cacheFolder: UserCache.folder(for: absolute(site.folder.source), below: "publish"),
      onEvent: output.show)
    if list {
      output.end(with: try await publisher.list(), of: chosen)
      return
    }
    let start = ContinuousClock.now
    var report: PublishReport
    var snapshot: SiteSnapshot?
    if rollback {
      report = try await publisher.rollBack(to: release ?? (isRelease ? target : nil))
    } else {
      if build { try await buildSite(for: chosen, output) }
      output.show(.phase("reading the site"))
      let finished = try await SiteSnapshot(folder: absolute(site.outputFolder), listed: writtenFiles())
      if !build { try await refuseUnpublishedPages(in: finished) }
      report = try await publisher.publish(finished)
      snapshot = finished
    }
    output.remember(report, duration: ContinuousClock.now - start)
    if verifies { report.verification = try await publisher.verify(report, of: snapshot) }
    output.end(with: report, duration: ContinuousClock.now - start)
  }

  private var options: PublishOptions {
    var options = PublishOptions()
    options.dryRun = isDryRun
    options.allowsDeletions = allowDeletions
    options.allowsVanished = allowVanished
    options.adopts = adopt
    options.breaksLock = breakLock
    return options
  }

  /// A site with errors or, unless they are allowed, warnings is not published.
  private func buildSite(for target: PublishTarget, _ output: PublishOutput) async throws(PublishError) {
    var options = site.options(isStrict: !allowWarnings)
    if options.baseURL == nil { options.baseURL = target.address.flatMap { BaseURL($0) } }
    output.show(.phase("building"))
    let report = await SiteBuilder.build(options)
    let hasWarnings = report.diagnostics.contains { $0.severity == .warning }
    guard report.diagnostics.hasErrors || report.output == nil || (hasWarnings && !allowWarnings) else { return }
    let hint =
      report.diagnostics.hasErrors
      ? "mend the errors and publish again"
      : "mend the warnings and publish again, or publish a preview with `--allow-warnings`"
    throw PublishError(
      report.diagnostics + [
        .error("publish.not-built", "the site has faults: nothing was published", hint: hint)
      ])
  }

  /// An output may have been built with `--drafts`, or before a page was taken back.
  private func refuseUnpublishedPages(in finished: SiteSnapshot) async throws(PublishError) {
    let files = Set(finished.manifest.entries.map(\.path))
    let pages = await UnpublishedPage.all(in: site.options()).filter { files.contains($0.outputPath) }
    guard !pages.isEmpty else { return }
    throw PublishError(
      pages.map { page in
        .error(
          "publish.unpublished-page",
          "`\(page.outputPath)` is not for readers: \(page.source.map { "`Content/\($0)`: " } ?? "")\(page.reason)",
          hint: "build the site anew: publish without `--no-build`")
      })
  }

  /// The files that the build wrote; `nil` where the folder doesn't say.
  private func writtenFiles() throws(PublishError) -> [String]? {
    let path = "\(absolute(site.outputFolder))/\(OutputManifest.fileName)"
    guard let bytes = try? Data(contentsOf: URL(filePath: path)) else { return nil }
    return OutputManifest(text: Array(bytes))?.entries.keys.map(\.description).filter { !$0.hasPrefix(".sitegen") }
  }

  private func absolute(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.path(percentEncoded: false).trimmingSlashes
  }
}

extension String {
  /// Without slashes at the end, except that of the root.
  fileprivate var trimmingSlashes: String {
    var text = self
    while text.count > 1, text.hasSuffix("/") { text.removeLast() }
    return text
  }
}
