import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let imageAltRepeatsCaption = Rule(
    "image.alt-repeats-caption", .warning, "an alternative text says more than the caption",
    .page { page, findings in
      for link in page.page.body.links
      where link.kind == .image && !link.text.isEmpty && link.text.lowercased() == link.title.lowercased() {
        let place = page.place(of: link)
        findings.add(
          "alternative text and caption are the same", at: place.text ?? place.destination,
          hint: "a screen reader would read it twice: say in the alternative text what is to be seen")
      }
      if let image = page.page.metadata.image, let alt = image.alt, let caption = image.caption,
        alt.lowercased() == caption.lowercased()
      {
        findings.add(
          "alternative text and caption are the same", at: page.field("image", "alt"),
          hint: "a screen reader would read it twice: say in the alternative text what is to be seen")
      }
    })
}
