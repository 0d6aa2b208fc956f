import SiteCheck
import SiteDiagnostics

/// What `check --list-rules` says.
enum RuleList {
  static var text: String {
    let width = Rule.all.map(\.id.count).max() ?? 0
    return Rule.all.map { rule in
      let padding = String(repeating: " ", count: width - rule.id.count)
      let level = rule.severity.rawValue
      return "\(rule.id)\(padding)  \(level)\(String(repeating: " ", count: 7 - level.count))  \(rule.title)\n"
    }.joined()
  }
}
