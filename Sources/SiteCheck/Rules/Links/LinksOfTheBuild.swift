import SiteDiagnostics

// What every build says already; here so that the rules have a name, a page and a place in reports.
extension Rule {
  static let linkMissingTarget = Rule(
    "link.missing-target", .error, "a link leads to a page or file that exists", .links)

  static let linkMissingAnchor = Rule(
    "link.missing-anchor", .error, "a link to a heading leads to one that exists", .links)

  static let linkMissingImage = Rule(
    "link.missing-image", .error, "a picture exists", .links)

  static let linkLocalAddress = Rule(
    "link.local-address", .error, "no link leads to somebody's own computer", .links)
}
