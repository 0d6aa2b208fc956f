import SiteDiagnostics

// What `--external` finds out; the asking itself is `ExternalLinkChecker`'s.
extension Rule {
  static let linkUnreachable = Rule(
    "link.unreachable", .warning, "links to other hosts lead somewhere", .external)

  static let linkMoved = Rule(
    "link.moved", .note, "links to other hosts lead straight to their page", .external)
}
