import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let linkSameText = Rule(
    "link.same-text", .warning, "links with the same text lead to the same place",
    .page { page, findings in
      let texts = page.document.links.lazy.filter { $0.kind == .link && !$0.text.isEmpty }.map(\.text)
      guard CaselessTable<String>.mayRepeat(texts) else { return }
      var first = CaselessTable<String>()
      for link in page.document.links where link.kind == .link && !link.text.isEmpty {
        guard let known = first.earlier(than: link.text, link.destination), known != link.destination else { continue }
        findings.add(
          "`\(link.text)` leads to different places on this page", at: page.textPlace(of: link),
          hint: "the first link with this text leads to `\(known)`; say in the text what is different")
      }
    })
}
