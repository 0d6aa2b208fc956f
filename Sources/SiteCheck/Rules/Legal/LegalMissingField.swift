import SiteDiagnostics

extension Rule {
  static let legalMissingField = Rule(
    "legal.missing-field", .error, "the fields that the profile asks for are filled in",
    .profile { site, profile, findings in
      for field in profile.fields where site.setting(field.path) == nil {
        findings.add(
          "`\(field.path.joined(separator: "."))` is missing: \(field.name) (\(field.duty))",
          at: site.settingPlaces(field.path),
          hint: "add it to `site.yaml`, as `!placeholder …` as long as it isn't known", severity: field.severity)
      }
    })
}
