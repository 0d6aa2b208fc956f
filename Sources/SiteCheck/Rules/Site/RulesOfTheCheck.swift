import SiteDiagnostics

// Said by `RulePolicy`.
extension Rule {
  static let checkUnknownName = Rule(
    "check.unknown-rule", .error, "settings and silences name rules that exist", .policy)

  static let checkUnusedSilence = Rule(
    "check.unused-silence", .warning, "a silence silences something", .policy)
}
