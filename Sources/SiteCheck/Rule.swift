package import SiteDiagnostics

/// One thing that `sitegen check` looks at. Each rule is a file below `Rules`, a line of the registry, and a page of
/// `Documentation/rules` named after its id.
package struct Rule: Sendable {
  /// Who does the looking.
  enum Check: Sendable {
    /// A source text and what it became; many at a time, each for itself.
    case page(@Sendable (CheckedPage, inout PageFindings) -> Void)
    /// A rendered HTML page; many at a time, each for itself.
    case output(@Sendable (CheckedOutput, inout OutputFindings) -> Void)
    /// Everything together.
    case site(@Sendable (CheckedSite, inout SiteFindings) -> Void)
    /// The rules of a profile, which are data.
    case profile(@Sendable (CheckedSite, Profile, inout SiteFindings) -> Void)
    /// A page's text, against the rules of a profile.
    case profilePage(@Sendable (CheckedPage, Profile, inout PageFindings) -> Void)
    /// The build says it already, with the same id.
    case build
    /// The build says it already, as loud as it is set.
    case links
    /// Said by the machinery of the check itself.
    case policy
    /// Asks other hosts: only with `--external`.
    case external
  }

  /// An area and a name: `image.missing-alt`.
  package let id: String
  /// What it is unless somebody sets it otherwise.
  package let severity: Diagnostic.Severity
  /// What it demands, in one sentence without a full stop.
  package let title: String
  /// Where several look, each at another side of it.
  let checks: [Check]

  init(_ id: String, _ severity: Diagnostic.Severity, _ title: String, _ checks: Check...) {
    self.id = id
    self.severity = severity
    self.title = title
    self.checks = checks
  }

  /// Where its page stands, from the root of sitegen's own repository.
  package var documentationPath: String { "Documentation/rules/\(id).md" }

  /// Whether a build stops at it unless somebody sets it lower.
  package var stopsBuild: Bool {
    guard severity == .error else { return false }
    return checks.contains {
      switch $0 {
      case .build, .links: true
      default: false
      }
    }
  }

  /// Whether a build goes by what `site.yaml` and front matter set: an archive can be built with links that are dead.
  package var canBeSetLower: Bool {
    checks.contains { if case .links = $0 { true } else { false } }
  }
}
