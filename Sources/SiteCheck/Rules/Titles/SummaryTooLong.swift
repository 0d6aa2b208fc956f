import SiteDiagnostics
import SiteModel

extension Rule {
  private static let limit = 200

  static let summaryTooLong = Rule(
    "summary.too-long", .warning, "a summary has at most 200 characters",
    .page { page, findings in
      guard let summary = page.metadata.summary, summary.utf8.count > limit, summary.count > limit else { return }
      findings.add(
        "the summary has \(summary.count) characters", at: page.field("summary"),
        hint: "lists and search engines cut it: one or two sentences are enough")
    })
}
