package import SiteModel

/// What a check is asked to do.
package struct CheckOptions: Sendable {
  package var build: BuildOptions
  /// What `--rule` says: before `site.yaml` and front matter.
  package var rules: [RuleSetting]
  /// Replaces the one of `site.yaml`.
  package var profile: String?
  /// Whether the report shall list the links to other hosts.
  package var wantsExternalLinks: Bool

  package init(
    build: BuildOptions, rules: [RuleSetting] = [], profile: String? = nil, wantsExternalLinks: Bool = false
  ) {
    self.build = build
    self.rules = rules
    self.profile = profile
    self.wantsExternalLinks = wantsExternalLinks
  }
}
