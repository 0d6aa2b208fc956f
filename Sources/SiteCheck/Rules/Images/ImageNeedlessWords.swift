import SiteDiagnostics
import SiteMarkdown

extension Rule {
  static let imageNeedlessWords = Rule(
    "image.needless-words", .note, "an alternative text doesn't begin with “picture of”",
    .page { page, findings in
      for link in page.describedImages {
        guard let words = needlessWords(link.text) else { continue }
        findings.add(
          "`\(words)` needn't be said", at: page.textPlace(of: link),
          hint: "a screen reader says by itself that this is a picture")
      }
    })

  private static func needlessWords(_ alt: String) -> String? {
    let lower = alt.lowercased()
    let openings = [
      "bild von", "bild:", "foto von", "foto:", "ein bild", "ein foto", "abbildung von", "abbildung:", "grafik von",
      "image of", "picture of", "photo of", "photo:", "an image of", "a picture of", "a photo of",
    ]
    return openings.first(where: lower.hasPrefix).map { String(alt.prefix($0.count)) }
  }
}
