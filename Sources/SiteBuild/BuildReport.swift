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
  package var phases: [Phase] = []
  /// `nil` where nobody asked, or nothing was rendered.
  package var renders: RenderTimings?
  private var lastLap = ContinuousClock.now

  package init() {}

  /// Notes the time since the last lap, or since the beginning, as that of the stage which ends here.
  mutating func lap(_ name: String) {
    let now = ContinuousClock.now
    phases.append(Phase(name: name, duration: now - lastLap))
    lastLap = now
  }
}
