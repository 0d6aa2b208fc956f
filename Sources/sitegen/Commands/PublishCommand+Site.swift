import Foundation
import SiteBuild
import SiteDiagnostics
import SiteModel
import SitePublish

/// What comes before anything is sent: the site is checked and built, and nothing goes out that readers must not see.
extension PublishCommand {
  func buildOptions(for target: PublishTarget) -> BuildOptions {
    var options = site.options(isStrict: !allowWarnings)
    if options.baseURL == nil { options.baseURL = target.address.flatMap { BaseURL($0) } }
    guard preview != nil else { return options }
    options.isForPreview = true
    if !publishedOnly { options.policy = PublicationPolicy(includesDrafts: true, includesFuture: true) }
    // Not beside the site that others publish without building it.
    if build, site.output == nil { options.output = "\(site.folder.source)/.sitegen/preview" }
    return options
  }

  /// What a check calls an error is not published, unless that is allowed.
  func checkSite(_ build: BuildOptions, _ output: PublishOutput) async throws(PublishError) -> CheckReport {
    var options = build
    options.isForPreview = false
    // What a build says it says itself; a check is only wanted where nobody allows what it finds, or nothing is built.
    if self.build, allowFindings { return CheckReport() }
    output.show(.phase("checking the site"))
    let report = await SiteChecker.check(CheckOptions(build: options))
    let errors = report.diagnostics.filter { $0.severity == .error }
    if errors.isEmpty || allowFindings { return report }
    throw PublishError(
      errors + [
        .error(
          "publish.findings",
          "the site has \(errors.count == 1 ? "an error" : "\(errors.count) errors"): nothing was published",
          hint: "mend \(errors.count == 1 ? "it" : "them") and publish again (`sitegen check` shows the same), "
            + "or publish a preview with `--allow-findings`")
      ])
  }

  /// A site with errors or, unless they are allowed, warnings is not published.
  func buildSite(_ options: BuildOptions, _ output: PublishOutput) async throws(PublishError) {
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

  /// An output may have been built with `--drafts`, before a page was taken back, or for readers instead of a preview.
  func refuseUnpublished(
    in finished: SiteSnapshot, _ check: CheckReport, _ options: BuildOptions
  ) async throws(PublishError) {
    let files = Set(finished.manifest.entries.map(\.path))
    let hint = "build the site anew: publish without `--no-build`"
    var problems = await UnpublishedPage.all(in: options).filter { files.contains($0.outputPath) }.map { page in
      Diagnostic.error(
        "publish.unpublished-page",
        "`\(page.outputPath)` is not for readers: \(page.source.map { "`Content/\($0)`: " } ?? "")\(page.reason)",
        hint: hint)
    }
    for (path, page) in check.withheldOutputs.sorted(by: { $0.key < $1.key }) where files.contains(path) {
      problems.append(
        .error(
          "publish.unpublished-file", "`\(path)` is not for readers: it waits for `Content/\(page)`, which is left out",
          hint: hint))
    }
    if options.isForPreview, !allowFindings, !isHiddenFromSearch(options.output) {
      problems.append(
        .error(
          "publish.open-preview",
          "the site in `\(options.output)` was not built for a preview: search engines would list it",
          hint: "publish the preview without `--no-build`"))
    }
    if !problems.isEmpty { throw PublishError(problems) }
  }

  private func isHiddenFromSearch(_ folder: String) -> Bool {
    guard let bytes = try? Data(contentsOf: URL(filePath: "\(absolute(folder))/robots.txt")) else { return false }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).contains("Disallow: /")
  }

  /// The files that the build wrote; `nil` where the folder doesn't say.
  func writtenFiles(_ options: BuildOptions) throws(PublishError) -> [String]? {
    let path = "\(absolute(options.output))/\(OutputManifest.fileName)"
    guard let bytes = try? Data(contentsOf: URL(filePath: path)) else { return nil }
    return OutputManifest(text: Array(bytes))?.entries.keys.map(\.description).filter { !$0.hasPrefix(".sitegen") }
  }
}
