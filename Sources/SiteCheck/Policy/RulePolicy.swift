package import SiteDiagnostics
package import SiteModel

/// How loud each rule is, and where: the rule's own severity, then `site.yaml`, there what it says of the page's folder,
/// then the page's front matter, then `--rule`; and the silences that stand in the texts.
package struct RulePolicy: Sendable {
  private var everywhere: [String: RuleLevel] = [:]
  private var demanded: [String: RuleLevel] = [:]
  private var byPath: [String: [String: RuleLevel]] = [:]
  /// The innermost folder last.
  private var byFolder: [(path: String, levels: [String: RuleLevel])] = []
  private var silences: [String: [LineSilence]] = [:]
  private var diagnostics: [Diagnostic] = []

  /// A silence, by lines.
  private struct LineSilence {
    let rule: String
    let lines: ClosedRange<Int>
    let location: SourceLocation
  }

  /// - Parameter demanded: what `--rule` says.
  package init(site: Site, demanded settings: [RuleSetting]) {
    for setting in site.configuration.check.rules { note(setting) { $0.everywhere[setting.rule] = setting.level } }
    for folder in site.configuration.check.folders { take(folder, of: site) }
    for page in site.pages {
      guard let source = page.source else { continue }
      for setting in page.metadata.ruleSettings {
        note(setting) { $0.byPath["Content/\(source)", default: [:]][setting.rule] = setting.level }
      }
    }
    for setting in settings { note(setting) { $0.demanded[setting.rule] = setting.level } }
  }

  private mutating func take(_ folder: FolderSettings, of site: Site) {
    let known: [String] = site.pages.compactMap(\.source) + Array(site.files.keys) + site.omissions.map(\.source)
    if !known.contains(where: folder.holds) {
      let folders = Set(known.map { $0.split(separator: "/").dropLast().joined(separator: "/") })
      diagnostics.append(
        .error(
          Rule.checkUnknownName.id, "there is no folder `\(folder.path)` below `Content`", at: folder.location,
          hint: nearestName(to: folder.path, among: folders).map { "did you mean `\($0)`?" }
            ?? "name it by its path: `ausgaben/2013`"))
    }
    var levels: [String: RuleLevel] = [:]
    for setting in folder.rules { note(setting) { _ in levels[setting.rule] = setting.level } }
    byFolder.append(("Content/" + (folder.path.isEmpty ? "" : folder.path + "/"), levels))
  }

  /// Takes a setting of a rule that there is; says what is wrong with another.
  private mutating func note(_ setting: RuleSetting, take: (inout RulePolicy) -> Void) {
    guard let rule = Rule.named(setting.rule) else {
      diagnostics.append(Self.unknown(setting.rule, at: setting.location))
      return
    }
    guard !rule.stopsBuild || rule.canBeSetLower || setting.level == .error else {
      diagnostics.append(
        .error(
          Rule.checkUnknownName.id, "`\(rule.id)` can't be set to `\(setting.level.rawValue)`", at: setting.location,
          hint: "a build stops at it, whatever the check says"))
      return
    }
    take(&self)
  }

  private static func unknown(_ name: String, at location: SourceLocation?) -> Diagnostic {
    let near = nearestName(to: name, among: Rule.all.map(\.id))
    return .error(
      Rule.checkUnknownName.id, "there is no rule `\(name)`", at: location,
      hint: near.map { "did you mean `\($0)`?" } ?? "`sitegen check --list-rules` names them all")
  }

  /// Takes the silences of a page.
  package mutating func add(_ page: CheckedPage) {
    // Two, because the end of what a comment covers may lie behind the next comment.
    var comments = SourceCursor(page.source)
    var ends = SourceCursor(page.source)
    for silence in page.text.silences {
      let first = comments.location(of: silence.covered.lowerBound..<silence.covered.lowerBound).line
      let last = ends.location(of: silence.covered.upperBound..<silence.covered.upperBound).line
      if silence.names.isEmpty {
        diagnostics.append(
          .error(
            Rule.checkUnknownName.id, "this comment names no rule", at: comments.location(of: silence.comment),
            hint: "write `<!-- check-off image.missing-alt: why -->`"))
      }
      for name in silence.names {
        let location = comments.location(of: name.range)
        guard let rule = Rule.named(name.rule) else {
          diagnostics.append(Self.unknown(name.rule, at: location))
          continue
        }
        guard !rule.stopsBuild else {
          diagnostics.append(
            .error(
              Rule.checkUnknownName.id, "`\(name.rule)` can't be silenced", at: location,
              hint: "a build stops at it, whatever the check says"))
          continue
        }
        silences[page.source.path, default: []].append(
          LineSilence(rule: name.rule, lines: first...max(first, last), location: location))
      }
    }
  }

  // MARK: Judging

  /// Whether anybody could hear the rule: whether it is worth running.
  func isHeard(_ rule: Rule) -> Bool {
    level(of: rule.id, on: nil) != .off || byPath.values.contains { ($0[rule.id] ?? .off) != .off }
      || byFolder.contains { ($0.levels[rule.id] ?? .off) != .off }
  }

  private func level(of rule: String, on path: String?) -> RuleLevel? {
    demanded[rule] ?? path.flatMap { byPath[$0]?[rule] ?? folderLevel(of: rule, on: $0) } ?? everywhere[rule]
  }

  private func folderLevel(of rule: String, on path: String) -> RuleLevel? {
    byFolder.last { path.hasPrefix($0.path) && $0.levels[rule] != nil }?.levels[rule]
  }

  /// What is wrong with the settings and silences themselves, as loud as that shall be.
  package var problems: [Diagnostic] {
    diagnostics.compactMap { diagnostic in
      guard let level = level(of: diagnostic.id, on: diagnostic.location?.path) else { return diagnostic }
      guard let severity = level.severity else { return nil }
      var diagnostic = diagnostic
      diagnostic.severity = severity
      return diagnostic
    }
  }

  /// The findings that are to be told, as loud as they shall be, and a word on each silence that silenced nothing.
  package func judge(_ findings: [Finding]) -> (told: [Finding], unused: [Diagnostic]) {
    var used: Set<SourceLocation> = []
    let told: [Finding] = findings.compactMap { finding in
      var finding = finding
      let diagnostic = finding.diagnostic
      let path = diagnostic.location?.path
      let silence = path.flatMap { silences[$0] }?.first { silence in
        silence.rule == diagnostic.id && silence.lines.contains(diagnostic.location?.line ?? 0)
      }
      if let silence {
        used.insert(silence.location)
        return nil
      }
      if let level = level(of: diagnostic.id, on: path) {
        guard let severity = level.severity else { return nil }
        finding.diagnostic.severity = severity
      }
      return finding
    }
    return (told, unused(used))
  }

  private func unused(_ used: Set<SourceLocation>) -> [Diagnostic] {
    let rule = Rule.checkUnusedSilence
    let level = level(of: rule.id, on: nil) ?? .warning
    guard let severity = level.severity else { return [] }
    return silences.values.flatMap { $0 }.filter { !used.contains($0.location) }.map { silence in
      Diagnostic(
        severity, id: rule.id, "nothing here offends against `\(silence.rule)`", at: silence.location,
        hint: "remove it from the comment, or put the comment right before the block that it is for")
    }
  }
}
