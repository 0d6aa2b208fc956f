package import SiteCheck
package import SiteDiagnostics

/// What a check found.
package struct CheckReport: Sendable {
  /// In reading order.
  package var diagnostics: [Diagnostic] = []
  /// What mends those of them that can be mended without asking.
  package var fixes: [Diagnostic: TextEdit] = [:]
  /// How many pages were rendered and looked at.
  package var pageCount = 0
  /// How many pages there are that don't belong to the site at this moment: drafts, and what lies ahead or is past.
  package var omittedCount = 0
  /// Everything in the site's folder that is no part of the site now: see ``BuildReport/leftOut``.
  package var leftOut: [(path: String, reason: String)] = []
  /// Output paths of files that wait for a page which is left out, with the path of its file below `Content`.
  package var withheldOutputs: [String: String] = [:]
  package var profile: Profile?
  package var phases: [BuildReport.Phase] = []

  package init() {}
}
