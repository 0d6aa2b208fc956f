import SiteDiagnostics
import SiteModel

extension Rule {
  private static let limit = 70

  static let titleTooLong = Rule(
    "title.too-long", .warning, "a title has at most 70 characters",
    .page { page, findings in
      let title = page.metadata.title
      guard title.utf8.count > limit else { return }
      let count = title.count
      guard count > limit else { return }
      findings.add(
        "the title has \(count) characters", at: page.field("title"),
        hint: "search engines and mail programs cut it after about \(limit): say the rest in `summary`")
    })
}
