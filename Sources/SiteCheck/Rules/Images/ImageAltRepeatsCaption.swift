import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let imageAltRepeatsCaption = Rule(
    "image.alt-repeats-caption", .warning, "an alternative text says more than the caption",
    .page { page, findings in
      for link in page.document.links
      where link.kind == .image && isRepeated(link.text, link.title) {
        findings.add(
          "alternative text and caption are the same", at: page.textPlace(of: link),
          hint: "a screen reader would read it twice: say in the alternative text what is to be seen")
      }
      if let image = page.metadata.image, let alt = image.alt, let caption = image.caption,
        isRepeated(alt, caption)
      {
        findings.add(
          "alternative text and caption are the same", at: page.field("image", "alt"),
          hint: "a screen reader would read it twice: say in the alternative text what is to be seen")
      }
    })

  /// Whether two texts are the same but for capitals and the marks around them.
  private static func isRepeated(_ alt: String, _ caption: String) -> Bool {
    guard !alt.isEmpty, !caption.isEmpty else { return false }
    func letters(_ text: String) -> String { text.trimming { !$0.isLetter && !$0.isNumber }.lowercased() }
    return letters(alt) == letters(caption)
  }
}
