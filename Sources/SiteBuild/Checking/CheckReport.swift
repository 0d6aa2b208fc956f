package import SiteCheck
package import SiteDiagnostics

/// What a check found.
package struct CheckReport: Sendable {
  /// In reading order.
  package var diagnostics: [Diagnostic] = []
  /// What can be mended without asking.
  package var fixes: [TextEdit] = []
  /// How many pages were rendered and looked at.
  package var pageCount = 0
  package var profile: Profile?
  /// Links to other hosts, each with the places where it stands.
  package var externalLinks: [String: [SourceLocation]] = [:]
  package var phases: [BuildReport.Phase] = []

  package init() {}
}
