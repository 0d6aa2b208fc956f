import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let linkSameText = Rule(
    "link.same-text", .warning, "links with the same text lead to the same place",
    .page { page, findings in
      let links = page.document.links
      // By their numbers, because to hold a link is to hold all of its texts.
      let told = links.indices.lazy.filter { links[$0].kind == .link && !links[$0].text.isEmpty }
      guard CaselessTable<String>.mayRepeat(told.map { links[$0].text }) else { return }
      var first = CaselessTable<String>()
      for link in links where link.kind == .link && !link.text.isEmpty {
        guard let known = first.earlier(than: link.text, link.destination), known != link.destination else { continue }
        findings.add(
          "`\(link.text)` leads to different places on this page", at: page.textPlace(of: link),
          hint: "the first link with this text leads to `\(known)`; say in the text what is different")
      }
    })
}
