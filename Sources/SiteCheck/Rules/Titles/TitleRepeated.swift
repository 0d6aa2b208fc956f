import SiteDiagnostics
import SiteModel

extension Rule {
  static let titleRepeated = Rule(
    "title.repeated", .warning, "no two pages of a language have the same title",
    .site { site, findings in
      for (page, earlier) in Repetition(site: site).find({ $0.metadata.title }) {
        findings.add(
          "another page has the title `\(page.metadata.title)`", atField: "title", of: page, in: site,
          hint: "give each a title of its own, so that readers of lists and search results can tell them apart",
          notes: [.init("the other page is here", at: site.location(of: earlier))])
      }
    })
}
