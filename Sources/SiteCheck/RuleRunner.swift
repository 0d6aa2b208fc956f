import SiteDiagnostics

/// Runs the rules that somebody wants to hear.
package struct RuleRunner: Sendable {
  // Structures, because functions in tuples cost a detour with each call.
  private struct PageRule: Sendable {
    let rule: Rule
    let check: @Sendable (CheckedPage, inout PageFindings) -> Void
  }

  private struct OutputRule: Sendable {
    let rule: Rule
    let check: @Sendable (CheckedOutput, inout OutputFindings) -> Void
  }

  private struct SiteRule: Sendable {
    let rule: Rule
    let check: @Sendable (CheckedSite, inout SiteFindings) -> Void
  }

  private var pageRules: [PageRule] = []
  private var outputRules: [OutputRule] = []
  private var siteRules: [SiteRule] = []

  package init(policy: RulePolicy, profile: Profile?) {
    for rule in Rule.all where policy.isHeard(rule) {
      for check in rule.checks { add(check, of: rule, profile) }
    }
  }

  private mutating func add(_ check: Rule.Check, of rule: Rule, _ profile: Profile?) {
    switch check {
    case .page(let check): pageRules.append(PageRule(rule: rule, check: check))
    case .output(let check): outputRules.append(OutputRule(rule: rule, check: check))
    case .site(let check): siteRules.append(SiteRule(rule: rule, check: check))
    case .profile(let check):
      if let profile { siteRules.append(SiteRule(rule: rule) { check($0, profile, &$1) }) }
    case .profilePage(let check):
      if let profile { pageRules.append(PageRule(rule: rule) { check($0, profile, &$1) }) }
    case .build, .links, .policy, .external: break
    }
  }

  package func check(_ page: CheckedPage) -> [Finding] {
    var found: [(rule: Rule, item: PageFindings.Item)] = []
    for index in pageRules.indices {
      var findings = PageFindings()
      pageRules[index].check(page, &findings)
      for item in findings.items { found.append((pageRules[index].rule, item)) }
    }
    guard !found.isEmpty else { return [] }
    found.sort { $0.item.range.lowerBound < $1.item.range.lowerBound }
    var cursor = SourceCursor(page.source)
    return found.map { rule, item in
      let place = cursor.location(of: item.range)
      let edit = item.fix.map { TextEdit(page.source, item.range, replacement: $0) }
      return Finding(
        Diagnostic(rule.severity, id: rule.id, item.message, at: place, notes: item.notes, hint: item.hint), fix: edit)
    }
  }

  package func check(_ output: CheckedOutput) -> [OutputFinding] {
    var found: [OutputFinding] = []
    for index in outputRules.indices {
      var findings = OutputFindings(outputRules[index].rule)
      outputRules[index].check(output, &findings)
      if !findings.findings.isEmpty { found += findings.findings }
    }
    return found
  }

  /// The rules over the whole site, any number of which can run at a time.
  package var siteChecks: [@Sendable (CheckedSite) -> [SiteFinding]] {
    siteRules.map { rule in
      { site in
        var findings = SiteFindings(rule.rule)
        rule.check(site, &findings)
        return findings.findings
      }
    }
  }
}
