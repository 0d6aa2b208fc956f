import SiteDiagnostics

extension Rule {
  static let linkPrivateAddress = Rule(
    "link.private-address", .warning, "a link's host is one that everybody can reach", .external)
}
