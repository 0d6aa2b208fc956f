import SiteDiagnostics

// Said by every build: `SiteMarkdown/Losses`, and `LinkChecker`, which knows the files.
extension Rule {
  static let linkBrokenSyntax = Rule("link.broken-syntax", .warning, "what looks like a link is one", .build)

  static let linkLeftAsText = Rule(
    "link.left-as-text", .error, "a picture or file that is there is shown, not its name", .build)
}
