import SiteDiagnostics

// Said by every build: `SiteMarkdown/Losses`.
extension Rule {
  static let textTypedList = Rule("text.typed-list", .warning, "lists are lists, not lines with signs", .build)
}
