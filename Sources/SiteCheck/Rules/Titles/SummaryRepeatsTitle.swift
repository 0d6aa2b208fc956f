import SiteDiagnostics
import SiteModel

extension Rule {
  static let summaryRepeatsTitle = Rule(
    "summary.repeats-title", .warning, "a summary says more than the title",
    .page { page, findings in
      let metadata = page.page.metadata
      guard let summary = metadata.summary else { return }
      let (left, right) = (summary.trimming { !$0.isLetter }, metadata.title.trimming { !$0.isLetter })
      guard !left.isEmpty, left.lowercased() == right.lowercased() else { return }
      findings.add(
        "the summary repeats the title", at: page.field("summary"), hint: "say in a sentence what the page tells")
    })
}
