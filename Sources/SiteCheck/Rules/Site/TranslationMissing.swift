import SiteDiagnostics
import SiteModel

extension Rule {
  static let translationMissing = Rule(
    "translation.missing", .warning, "every page exists in every language",
    .site { site, findings in
      let languages = site.site.configuration.languages
      guard languages.count > 1 else { return }
      let omitted = OmittedTranslations(site.site)
      for (_, page) in site.written where page.kind != .notFound {
        let known = Set(
          page.translations.map { site.site[$0] }.filter { $0.source != nil }.map(\.language) + [page.language])
        // One that is there and waits isn't missing.
        let missing = languages.filter { !known.contains($0.code) && omitted[page.key, $0.code] == nil }
        // Said once for a family of pages, at the one that comes first.
        let family = page.translations.map { site.site[$0] }.filter { $0.source != nil }
        guard !missing.isEmpty, !family.contains(where: { ($0.source ?? "") < (page.source ?? "") }) else { continue }
        let names = missing.map { "`\($0.code)`" }.joined(separator: ", ")
        findings.add(
          "the page is missing in \(names)", at: site.location(of: page),
          hint: "`sitegen new translation Content/\(page.source ?? "")` begins one")
      }
    })
}
