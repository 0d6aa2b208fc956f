import SiteDiagnostics
import SiteModel

extension Rule {
  static let legalMissingPage = Rule(
    "legal.missing-page", .error, "the pages that the profile asks for are there",
    .profile { site, profile, findings in
      for wanted in profile.pages where site.page(of: wanted) == nil {
        findings.add(
          "there is no page “\(wanted.name)” (\(wanted.duty))", at: SourceLocation(path: site.site.configuration.path),
          hint: wanted.files.first.map { "write `Content/\($0)`" }, severity: wanted.severity)
      }
    })
}
