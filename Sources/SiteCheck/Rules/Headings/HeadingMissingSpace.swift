import SiteDiagnostics

// Said by every build: `SiteMarkdown/Losses`.
extension Rule {
  static let headingMissingSpace = Rule(
    "heading.missing-space", .warning, "a blank stands after the signs of a heading", .build)
}
