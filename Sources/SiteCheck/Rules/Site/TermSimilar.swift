import SiteDiagnostics
import SiteModel

extension Rule {
  static let termSimilar = Rule(
    "term.similar", .warning, "a topic is spelled the same everywhere",
    .site { site, findings in
      var first: [String: Term] = [:]
      for term in site.site.terms {
        // Signs that make two topics of one are spelled in their addresses.
        let letters = term.slug.filter { $0 != "-" }
        let key = "\(term.taxonomy) \(term.language) \(letters)"
        guard let earlier = first[key] else {
          first[key] = term
          continue
        }
        guard earlier.name != term.name else { continue }
        let (rare, usual) = term.pages.count <= earlier.pages.count ? (term, earlier) : (earlier, term)
        let taxonomy = site.site.configuration.taxonomies[term.taxonomy].key
        for id in rare.pages.prefix(3) {
          findings.add(
            "`\(rare.name)` and `\(usual.name)` are two entries of `\(taxonomy)`",
            atField: taxonomy, of: site.site[id], in: site,
            hint: "write `\(usual.name)`, as most pages do, or make their names differ")
        }
      }
    })
}
