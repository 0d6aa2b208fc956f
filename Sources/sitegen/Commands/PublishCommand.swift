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

  @Flag(help: "Publish in spite of what a check calls an error, as for a preview.")
  var allowFindings = false

  @Option(
    help: ArgumentHelp(
      "Publish to a folder of this name below the target, as a preview: with drafts and pages of the future, hidden "
        + "from search engines.", valueName: "branch"))
  var preview: String?

  @Flag(help: "With --preview: leave drafts and pages of the future out.")
  var publishedOnly = false

  @Flag(help: "With --preview: take the preview away.")
  var remove = false

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
    if preview == nil {
      let hint = "a preview shows them: --preview"
      if site.drafts { throw ValidationError("Drafts can't be published: leave --drafts out; \(hint).") }
      if site.future { throw ValidationError("Pages of the future can't be published: leave --future out; \(hint).") }
      if remove { throw ValidationError("Only a preview is removed: name it with --preview.") }
      if publishedOnly { throw ValidationError("--published-only belongs to --preview.") }
    }
    if publishedOnly && (site.drafts || site.future) {
      throw ValidationError("--published-only leaves out what --drafts and --future ask for.")
    }
    if [list, rollback, remove].count(where: \.self) > 1 {
      throw ValidationError("--list, --rollback and --remove don't go together.")
    }
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
    if remove {
      output.end(with: try await publisher.remove(), duration: ContinuousClock.now - start)
      return
    }
    var report: PublishReport
    var snapshot: SiteSnapshot?
    if rollback {
      report = try await publisher.rollBack(to: release ?? (isRelease ? target : nil))
    } else {
      let buildOptions = buildOptions(for: chosen)
      let check = try await checkSite(buildOptions, output)
      if build { try await buildSite(buildOptions, output) }
      output.show(.phase("reading the site"))
      let finished = try await SiteSnapshot(folder: absolute(buildOptions.output), listed: writtenFiles(buildOptions))
      if !build { try await refuseUnpublished(in: finished, check, buildOptions) }
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

  func absolute(_ path: String) -> String {
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
