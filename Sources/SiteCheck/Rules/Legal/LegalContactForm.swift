import SiteDiagnostics

extension Rule {
  static let legalContactForm = Rule(
    "legal.contact-form", .warning, "barriers can be reported through a form",
    .profile { site, profile, findings in
      for form in profile.forms {
        guard let text = site.setting(form.path), !site.isPlaceholder(text),
          text.hasPrefix("mailto:") || (text.contains("@") && !text.contains("/"))
        else { continue }
        findings.add(
          "`\(form.path.joined(separator: "."))` is an address of mail: \(form.name) (\(form.duty))",
          at: site.settingPlaces(form.path), hint: "lead to a form; an address of mail can stand beside it")
      }
    })
}
