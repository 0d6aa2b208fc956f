package import SiteDiagnostics
package import SiteModel

/// How a build went, for the summary.
package struct BuildReport: Sendable {
  /// A stage of the pipeline and how long it took.
  package struct Phase: Sendable {
    package let name: String
    package let duration: Duration
  }

  package var diagnostics: [Diagnostic] = []
  /// `nil` where nothing was written: then an error says why.
  package var output: OutputResult?
  package var pageCounts: [PageKind: Int] = [:]
  package var omissions: [Omission] = []
  /// What programs left in the site's folder, which is no part of the site.
  package var leavings: [Leaving] = []
  /// Files that wait for a page which is left out, with the path of its file; both below `Content`.
  package private(set) var withheldFiles: [(path: String, page: String)] = []
  package var phases: [Phase] = []
  /// `nil` where nobody asked, or nothing was rendered.
  package var renders: RenderTimings?
  private var lastLap = ContinuousClock.now

  package init() {}

  /// Everything in the site's folder that is no part of the site now, by path, with the reason in words.
  package var leftOut: [(path: String, reason: String)] {
    omissions.map { ("Content/\($0.source)", $0.reason.description) }
      + withheldFiles.map { ("Content/\($0.path)", "waits for Content/\($0.page)") }
      + leavings.map { ($0.path, $0.reason.rawValue) }
  }

  /// Notes the files that wait for their page, but for those that another one refers to.
  mutating func withholdFiles(of site: Site, except referred: [RelativePath]) {
    let referred = Set(referred.map(\.description))
    withheldFiles = site.withheldFiles.filter { !referred.contains("Content/\($0.key)") }
      .map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
  }

  /// Notes the time since the last lap, or since the beginning, as that of the stage which ends here.
  mutating func lap(_ name: String) {
    let now = ContinuousClock.now
    phases.append(Phase(name: name, duration: now - lastLap))
    lastLap = now
  }
}
