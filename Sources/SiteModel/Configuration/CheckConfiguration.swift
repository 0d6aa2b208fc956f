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
  /// What is set for all that lies below a folder, those of longer paths last.
  package var folders: [FolderSettings] = []
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
    configuration.folders = options.takeFolderSettings("folders")
    configuration.profile = options.takeText("profile")
    configuration.profileLocation = options.node(forKey: "profile").map(fields.location)
    configuration.ignoredHosts = (options.takeTexts("ignoreHosts") ?? []).map { $0.text.lowercased() }
    options.finish()
    fields.adopt(options.diagnostics)
    return configuration
  }
}

/// What `check: folders:` sets for one folder.
package struct FolderSettings: Sendable {
  /// Below `Content`, without a slash at its ends.
  package let path: String
  package let rules: [RuleSetting]
  package let location: SourceLocation

  /// Whether a file, by its path below `Content`, lies in it.
  package func holds(_ file: String) -> Bool { path.isEmpty || file.hasPrefix(path + "/") }
}

extension Site {
  /// How loud a rule speaks of a page in a build; `nil` where it is silent. A page's own word comes before that of the
  /// innermost folder, and that before the site's.
  package func severity(of rule: String, on page: PageID) -> Diagnostic.Severity? {
    let source = self[page].source ?? ""
    let check = configuration.check
    let level =
      self[page].metadata.ruleSettings.last { $0.rule == rule }?.level
      ?? check.folders.last { $0.holds(source) && $0.rules.contains { $0.rule == rule } }?.rules
      .last { $0.rule == rule }?.level ?? check.rules.last { $0.rule == rule }?.level
    guard let level else { return .error }
    return level.severity
  }
}

extension FieldReader {
  /// A mapping from folders to their settings.
  fileprivate mutating func takeFolderSettings(_ key: String) -> [FolderSettings] {
    guard let entries = takeMapping(key) else { return [] }
    var folders = reader(for: entries)
    let settings = entries.compactMap { entry -> FolderSettings? in
      guard let name = entry.key.text else { return nil }
      var parts = name.split(separator: "/")
      if parts.first == "Content" { parts.removeFirst() }
      return FolderSettings(
        path: parts.joined(separator: "/"), rules: folders.takeRuleSettings(name), location: location(of: entry.key))
    }
    adopt(folders.diagnostics)
    return settings.sorted { $0.path.utf8.count < $1.path.utf8.count }
  }

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
