import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let linkVagueText = Rule(
    "link.vague-text", .warning, "a link's text says where it leads",
    .page { page, findings in
      for link in page.page.body.links where link.kind == .link && link.text.utf8.count < 32 {
        let text = link.text.lowercased().trimming { !$0.isLetter }
        guard vague.contains(String(text)) else { continue }
        let place = page.place(of: link)
        findings.add(
          "the link's text `\(link.text)` doesn't say where it leads", at: place.text ?? place.destination,
          hint:
            "let the text name the target: `[Programm der Messe](…)`; screen readers list links without the text around"
        )
      }
    })

  private static let vague: Set<String> = [
    "hier", "mehr", "weiter", "weiterlesen", "mehr lesen", "mehr erfahren", "mehr dazu", "mehr infos",
    "mehr informationen",
    "link", "dieser link", "klick", "klicken sie hier", "hier klicken", "klick hier", "details", "dort", "siehe hier",
    "zum artikel",
    "zur website", "webseite", "website", "here", "click here", "more", "read more", "learn more", "this", "this link",
    "this page",
    "find out more", "more information", "more info", "continue reading", "ici", "cliquez ici", "en savoir plus",
    "lire la suite",
  ]
}
