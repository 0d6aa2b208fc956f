package import SiteCheck
package import SiteModel

/// What a check is asked to do.
package struct CheckOptions: Sendable {
  /// Asks other hosts for addresses and says what they answer; those that aren't asked are left out.
  package typealias Probe = @Sendable ([String], _ ignoredHosts: [String]) async -> [String: ExternalAnswer]

  package var build: BuildOptions
  /// What `--rule` says: before `site.yaml` and front matter.
  package var rules: [RuleSetting]
  /// Replaces the one of `site.yaml`.
  package var profile: String?
  /// `nil` leaves links to other hosts alone.
  package var probe: Probe?

  package init(build: BuildOptions, rules: [RuleSetting] = [], profile: String? = nil, probe: Probe? = nil) {
    self.build = build
    self.rules = rules
    self.profile = profile
    self.probe = probe
  }
}
