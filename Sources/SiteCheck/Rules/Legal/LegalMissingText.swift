import SiteDiagnostics
import SiteModel

extension Rule {
  static let legalMissingText = Rule(
    "legal.missing-text", .error, "a page that the profile asks for says what it must",
    .profile { site, profile, findings in
      guard site.isComplete else { return }
      for wanted in profile.pages where !wanted.texts.isEmpty {
        guard let page = site.page(of: wanted), let number = site.addresses.number(of: page.address),
          let text = site.outputs.first(where: { $0.address == number })?.text
        else { continue }
        for part in wanted.texts where !part.anyOf.contains(where: text.contains) {
          findings.add(
            "“\(wanted.name)” doesn't speak of: \(part.name) (\(part.duty))", at: site.location(of: page),
            hint: "words that are looked for: \(part.anyOf.map { "`\($0)`" }.joined(separator: ", "))",
            severity: wanted.severity)
        }
      }
    })
}
