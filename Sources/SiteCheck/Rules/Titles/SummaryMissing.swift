import SiteDiagnostics
import SiteModel

extension Rule {
  static let summaryMissing = Rule(
    "summary.missing", .note, "editions and articles have a summary",
    .page { page, findings in
      guard page.page.kind == .article || page.page.kind == .edition, page.metadata.summary == nil else { return }
      findings.add(
        "the page has no summary", at: page.field("title"),
        hint: "add `summary: …`: one or two sentences for lists, feeds and search engines")
    })
}
