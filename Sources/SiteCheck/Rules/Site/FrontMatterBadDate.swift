import SiteDiagnostics

// A build says it already; `--fix` can mend the form that Germans type, because it has one meaning only.
extension Rule {
  static let frontMatterBadDate = Rule(
    "front-matter.bad-date", .error, "dates are written as year, month, day", .build)
}
