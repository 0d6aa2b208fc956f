import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  private static let limit = 150

  static let imageLongAlt = Rule(
    "image.long-alt", .warning, "an alternative text has at most 150 characters",
    .page { page, findings in
      let hint = "say the essential, and the rest in the text or the caption"
      for link in page.describedImages where link.text.utf8.count > limit && link.text.count > limit {
        findings.add("the alternative text has \(link.text.count) characters", at: page.textPlace(of: link), hint: hint)
      }
      if let alt = page.metadata.image?.alt, alt.count > limit {
        findings.add("the alternative text has \(alt.count) characters", at: page.field("image", "alt"), hint: hint)
      }
    })
}
