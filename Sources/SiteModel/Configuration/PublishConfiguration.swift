package import SiteDiagnostics
internal import SiteMarkdown

/// The `publish:` section of `site.yaml`: places to publish to, by name.
///
/// Whether a setting can be used by the program that it is meant for is for whoever calls that program to say; this
/// gives them the place of each setting, to point at.
package struct PublishConfiguration: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case rsync, rclone, git, directory
  }

  package enum History: String, Sendable, CaseIterable {
    case keep, squash
  }

  package struct Target: Sendable {
    package var name: String
    package var kind: Kind
    package var texts: [String: String] = [:]
    package var numbers: [String: Int] = [:]
    /// Of a branch; `nil` where nothing is said.
    package var history: History?
    /// How much of what is online one publish may delete: 0.2 for `20 %`.
    package var deletionShare: Double?
    /// Of the target's name.
    package var location: SourceLocation
    /// Of each setting's value.
    package var locations: [String: SourceLocation] = [:]
  }

  /// In the order of `site.yaml`.
  package var targets: [Target] = []

  package init() {}

  init(from fields: inout FieldReader) {
    for entry in fields.takeMapping("publish") ?? [] {
      guard let settings = entry.value.mapping else {
        fields.report(
          "wrong-type", "a target must be a mapping, this is \(entry.value.kindName)", at: entry.value,
          hint: "write its settings below it, beginning with `type: rsync`")
        continue
      }
      var reader = fields.reader(for: settings)
      if let target = Self.target(named: entry.key, settings, from: &reader) { targets.append(target) }
      fields.adopt(reader.diagnostics.map(Self.withoutUnknownValue))
    }
  }

  private static func target(
    named name: YAMLNode, _ settings: [YAMLNode.Entry], from fields: inout FieldReader
  ) -> Target? {
    guard fields.node(forKey: "type") != nil else {
      let known = Kind.allCases.map { "`type: \($0.rawValue)`" }.joined(separator: ", ")
      fields.report("missing-key", "a target needs a `type`", at: name, hint: "one of \(known)")
      return nil
    }
    guard let kind: Kind = fields.takeChoice("type") else { return nil }
    var target = Target(name: name.text ?? "", kind: kind, location: fields.location(of: name))
    for key in kind.requiredTexts + kind.optionalTexts {
      guard let text = fields.takeText(key) else { continue }
      target.texts[key] = text
    }
    for key in kind.numbers { target.numbers[key] = fields.takeInt(key) }
    if kind == .git { target.history = fields.takeChoice("history") }
    target.deletionShare = share("maxDeletions", from: &fields)
    for key in kind.requiredTexts where fields.node(forKey: key)?.isNull ?? true {
      fields.report("missing-key", "a target of type `\(kind.rawValue)` needs `\(key)`", at: name)
    }
    refuseSecrets(in: settings, from: &fields)
    fields.finish()
    for key in target.texts.keys.map(\.self) + target.numbers.keys + ["maxDeletions", "history"] {
      target.locations[key] = fields.node(forKey: key).map(fields.location)
    }
    return target
  }

  /// A share in per cent, with or without the sign.
  private static func share(_ key: String, from fields: inout FieldReader) -> Double? {
    guard let text = fields.takeText(key) else { return nil }
    let number = text.filter { $0 != " " && $0 != "%" }
    if let percent = Double(number), (0...100).contains(percent) { return percent / 100 }
    fields.report(
      "wrong-type", "`\(key)` must be a share like `20%`, this is `\(text)`", at: fields.node(forKey: key))
    return nil
  }

  /// What stands behind an unknown key may be a secret, whatever the key is called.
  private static func withoutUnknownValue(_ diagnostic: Diagnostic) -> Diagnostic {
    guard diagnostic.id.hasSuffix(".unknown-key") else { return diagnostic }
    var diagnostic = diagnostic
    diagnostic.location?.excerpt = nil
    return diagnostic
  }

  /// Keys that speak of secrets: their lines are not shown again, on a terminal or in a log.
  private static func refuseSecrets(in settings: [YAMLNode.Entry], from fields: inout FieldReader) {
    let words = ["pass", "secret", "token", "key", "credential"]
    for entry in settings {
      guard let key = entry.key.text, key != "tokenVariable" else { continue }
      guard words.contains(where: { key.lowercased().contains($0) }) else { continue }
      _ = fields.take(key)
      var location = fields.location(of: entry.key)
      location.excerpt = nil
      fields.adopt([
        .error(
          "config.secret", "`\(key)` looks like a secret, which does not belong in `site.yaml`", at: location,
          hint: "remove it, and give it by an agent, an environment variable or the tool's own configuration")
      ])
    }
  }
}

extension PublishConfiguration.Kind {
  fileprivate var requiredTexts: [String] {
    switch self {
    case .rsync: ["host", "path"]
    case .rclone, .git: ["remote"]
    case .directory: ["path"]
    }
  }

  fileprivate var optionalTexts: [String] {
    switch self {
    case .rsync: ["url", "user", "knownHosts", "identity"]
    case .rclone: ["url", "knownHosts", "config"]
    case .git: ["url", "branch", "knownHosts", "identity", "tokenVariable"]
    case .directory: ["url"]
    }
  }

  fileprivate var numbers: [String] {
    switch self {
    case .rsync: ["port", "keep"]
    case .rclone: ["transfers"]
    case .git: []
    case .directory: ["keep"]
    }
  }
}
