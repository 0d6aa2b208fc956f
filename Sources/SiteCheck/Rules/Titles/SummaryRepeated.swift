import SiteDiagnostics
import SiteModel

extension Rule {
  static let summaryRepeated = Rule(
    "summary.repeated", .warning, "no two pages of a language have the same summary",
    .site { site, findings in
      for (page, earlier) in Repetition(site: site).find({ $0.metadata.summary }) {
        findings.add(
          "another page has the same summary", atField: "summary", of: page, in: site,
          hint: "say what is special about this page",
          notes: [.init("the other page is here", at: site.location(of: earlier))])
      }
    })
}
