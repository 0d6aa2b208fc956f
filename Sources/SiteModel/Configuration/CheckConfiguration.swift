package import SiteDiagnostics
internal import SiteMarkdown

/// How loudly a rule of `sitegen check` speaks.
package enum RuleLevel: String, Sendable, Hashable, CaseIterable {
  case off, note, warning, error

  /// `nil` where the rule is switched off.
  package var severity: Diagnostic.Severity? {
    switch self {
    case .off: nil
    case .note: .note
    case .warning: .warning
    case .error: .error
    }
  }
}

/// `link.vague-text: error`, as `site.yaml`, front matter and `--rule` set it. Whether there is such a rule is known
/// to `check` alone.
package struct RuleSetting: Sendable, Hashable {
  package var rule: String
  package var level: RuleLevel
  /// `nil` where it was set on the command line.
  package var location: SourceLocation?

  package init(rule: String, level: RuleLevel, location: SourceLocation? = nil) {
    self.rule = rule
    self.level = level
    self.location = location
  }
}

/// `check:` of `site.yaml`.
package struct CheckConfiguration: Sendable {
  package var rules: [RuleSetting] = []
  /// The name of a profile that comes with sitegen, or the path of a file in the site's folder.
  package var profile: String?
  package var profileLocation: SourceLocation?
  /// Hosts that `--external` leaves alone.
  package var ignoredHosts: [String] = []

  package init() {}

  static func read(from fields: inout FieldReader) -> CheckConfiguration {
    var configuration = CheckConfiguration()
    guard let entries = fields.takeMapping("check") else { return configuration }
    var options = fields.reader(for: entries)
    configuration.rules = options.takeRuleSettings("rules")
    configuration.profile = options.takeText("profile")
    configuration.profileLocation = options.node(forKey: "profile").map(fields.location)
    configuration.ignoredHosts = (options.takeTexts("ignoreHosts") ?? []).map { $0.text.lowercased() }
    options.finish()
    fields.adopt(options.diagnostics)
    return configuration
  }
}

extension FieldReader {
  /// A mapping from rules to levels.
  package mutating func takeRuleSettings(_ key: String) -> [RuleSetting] {
    guard let entries = takeMapping(key) else { return [] }
    var levels = reader(for: entries)
    let settings: [RuleSetting] = entries.compactMap { entry in
      guard let rule = entry.key.text, let level: RuleLevel = levels.takeChoice(rule) else { return nil }
      return RuleSetting(rule: rule, level: level, location: location(of: entry.key))
    }
    adopt(levels.diagnostics)
    return settings
  }
}
