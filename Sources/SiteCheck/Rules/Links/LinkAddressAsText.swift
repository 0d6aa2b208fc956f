import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let linkAddressAsText = Rule(
    "link.address-as-text", .note, "a link's text is words, not a long address",
    .page { page, findings in
      for link in page.document.links
      where link.kind == .link && link.text.utf8.count > 30 && link.text.hasPrefix("http") && !link.text.contains(" ") {
        findings.add(
          "the link's text is an address", at: page.textPlace(of: link),
          hint: "a screen reader spells it out: write `[the name of the page](\(link.destination.prefix(40))…)`")
      }
    })
}
