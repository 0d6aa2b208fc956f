import SiteDiagnostics

// A build warns of it already; here so that a check can be told how loud it is.
extension Rule {
  static let configPlaceholder = Rule(
    "config.placeholder", .warning, "every value of site.yaml is filled in", .build)
}
