import SiteDiagnostics
import SiteModel

extension Rule {
  static let translationUnpublishedOriginal = Rule(
    "translation.unpublished-original", .warning, "no translation is online before its original",
    .site { site, findings in
      let omitted = OmittedTranslations(site.site)
      guard !omitted.isEmpty else { return }
      let first = site.site.configuration.defaultLanguage.code
      for (_, page) in site.written where page.language != first {
        guard let omission = omitted[page.key, first] else { continue }
        let original = "`Content/\(omission.source)`"
        let (state, hint): (String, String)
        switch omission.reason {
        case .draft: (state, hint) = ("is a draft", "write `draft: true` here too, or publish both")
        case .future(let date):
          (state, hint) = ("is dated \(date)", "write `publishDate: \(date)` in the original, which holds for both")
        case .edition(let edition):
          (state, hint) = ("waits for its edition `Content/\(edition)`", "write `draft: true` here until then")
        // The translation has a time of its own, which is meant.
        case .unpublished, .expired, .original: continue
        }
        findings.add(
          "this page is online, and its original \(original) \(state)", at: site.location(of: page), hint: hint)
      }
    })
}

/// The pages that are left out, by what their translations share and by language.
struct OmittedTranslations {
  private let omissions: [String: Omission]

  init(_ site: Site) {
    let known = site.omissions.compactMap { omission in
      ContentPath.parse(omission.source, configuration: site.configuration).0.map { path in
        ("\(path.language) \(path.key)", omission)
      }
    }
    omissions = Dictionary(known, uniquingKeysWith: { first, _ in first })
  }

  var isEmpty: Bool { omissions.isEmpty }

  subscript(key: String, language: String) -> Omission? { omissions["\(language) \(key)"] }
}
