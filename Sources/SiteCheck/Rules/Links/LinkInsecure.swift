import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let linkInsecure = Rule(
    "link.insecure", .note, "links to other hosts are encrypted",
    .page { page, findings in
      for link in page.document.links where link.destination.hasPrefix("http://") {
        findings.add(
          "this address is not encrypted", at: page.place(of: link).destination,
          hint: "nearly every host answers `https://…`: try it in the browser")
      }
    })
}
