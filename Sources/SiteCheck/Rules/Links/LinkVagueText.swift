import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let linkVagueText = Rule(
    "link.vague-text", .warning, "a link's text says where it leads",
    .page { page, findings in
      for link in page.document.links where link.kind == .link && VagueText.isVague(link.text.utf8) {
        findings.add(message(for: link.text), at: page.textPlace(of: link), hint: hint)
      }
      guard page.text.hasHTMLLinks else { return }
      for range in VagueText.links(in: page.bytes) where range.lowerBound >= page.bodyStart {
        findings.add(message(for: page.string(range)), at: range, hint: hint)
      }
    },
    .site { site, findings in
      for template in site.templates {
        var cursor = SourceCursor(template)
        for range in VagueText.links(in: template.bytes) {
          findings.add(
            message(for: String(decoding: template.bytes[range], as: UTF8.self)), at: cursor.location(of: range),
            hint: "let the text name the target, or give the link an `aria-label` that begins with its text")
        }
      }
    })

  private static func message(for text: String) -> String { "the link's text `\(text)` doesn't say where it leads" }

  private static let hint =
    "let the text name the target: `[Programm der Messe](…)`; screen readers list links without the text around"
}
