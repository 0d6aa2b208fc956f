import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let linkSameText = Rule(
    "link.same-text", .warning, "links with the same text lead to the same place",
    .page { page, findings in
      var first: [String: String] = [:]
      for link in page.page.body.links where link.kind == .link && !link.text.isEmpty {
        let text = link.text.lowercased()
        guard let known = first[text] else {
          first[text] = link.destination
          continue
        }
        guard known != link.destination else { continue }
        let place = page.place(of: link)
        findings.add(
          "`\(link.text)` leads to different places on this page", at: place.text ?? place.destination,
          hint: "the first link with this text leads to `\(known)`; say in the text what is different")
      }
    })
}
