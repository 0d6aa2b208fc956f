import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let linkInsecure = Rule(
    "link.insecure", .note, "links to other hosts are encrypted",
    .page { page, findings in
      for link in page.document.links where link.destination.hasPrefix("http://") {
        // Of those the build speaks.
        if LocalAddress.deservesALook(link.destination), LocalAddress.path(in: link.destination) != nil { continue }
        findings.add(
          "this address is not encrypted", at: page.place(of: link).destination,
          hint: "nearly every host answers `https://…`: try it in the browser")
      }
    })
}
