import SiteDiagnostics
import SiteModel

extension Rule {
  static let legalUnlinkedPage = Rule(
    "legal.unlinked-page", .error, "every page links to the pages that readers must find at once",
    .profile { site, profile, findings in
      guard site.isComplete else { return }
      for wanted in profile.pages where wanted.isLinkedEverywhere {
        guard let page = site.page(of: wanted) else { continue }
        // A page in another language may link to its translation.
        let addresses = [page.address] + page.translations.map { site.site[$0].address }
        let numbers = Set(addresses.compactMap(site.addresses.number))
        let without = site.outputs.filter { output in
          output.page != nil && !numbers.contains(output.address) && !output.targets.contains(where: numbers.contains)
        }
        guard let first = without.first, let id = first.page else { continue }
        let notes = without.count > 1 ? [Diagnostic.Note("\(without.count - 1) more pages don't either")] : []
        findings.add(
          "this page doesn't link to “\(wanted.name)” (\(wanted.duty))", at: site.location(of: site.site[id]),
          hint: "put the link into the footer of the template that all pages share", notes: notes,
          severity: wanted.severity)
      }
    })
}
