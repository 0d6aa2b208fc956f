import SiteDiagnostics

/// Runs the rules that somebody wants to hear.
package struct RuleRunner: Sendable {
  private var pageRules: [(Rule, @Sendable (CheckedPage, inout PageFindings) -> Void)] = []
  private var outputRules: [(Rule, @Sendable (CheckedOutput, inout OutputFindings) -> Void)] = []
  private var siteRules: [(Rule, @Sendable (CheckedSite, inout SiteFindings) -> Void)] = []

  package init(policy: RulePolicy, profile: Profile?) {
    for rule in Rule.all where policy.isHeard(rule) {
      for check in rule.checks { add(check, of: rule, profile) }
    }
  }

  private mutating func add(_ check: Rule.Check, of rule: Rule, _ profile: Profile?) {
    switch check {
    case .page(let check): pageRules.append((rule, check))
    case .output(let check): outputRules.append((rule, check))
    case .site(let check): siteRules.append((rule, check))
    case .profile(let check):
      if let profile { siteRules.append((rule, { site, findings in check(site, profile, &findings) })) }
    case .profilePage(let check):
      if let profile { pageRules.append((rule, { page, findings in check(page, profile, &findings) })) }
    case .build, .policy, .external: break
    }
  }

  package func check(_ page: CheckedPage) -> [Finding] {
    var found: [(rule: Rule, item: PageFindings.Item)] = []
    for (rule, check) in pageRules {
      var findings = PageFindings()
      check(page, &findings)
      for item in findings.items { found.append((rule, item)) }
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
    outputRules.flatMap { rule, check in
      var findings = OutputFindings(rule)
      check(output, &findings)
      return findings.findings
    }
  }

  package func check(_ site: CheckedSite) -> [SiteFinding] {
    siteRules.flatMap { rule, check in
      var findings = SiteFindings(rule)
      check(site, &findings)
      return findings.findings
    }
  }
}
