import SiteDiagnostics
import SiteModel

extension Rule {
  static let summaryRepeatsTitle = Rule(
    "summary.repeats-title", .warning, "a summary says more than the title",
    .page { page, findings in
      let metadata = page.metadata
      // Longer than the title and some marks, it says more.
      guard let summary = metadata.summary, summary.utf8.count <= metadata.title.utf8.count + 12 else { return }
      let (left, right) = (summary.trimming { !$0.isLetter }, metadata.title.trimming { !$0.isLetter })
      guard !left.isEmpty, left.lowercased() == right.lowercased() else { return }
      findings.add(
        "the summary repeats the title", at: page.field("summary"), hint: "say in a sentence what the page tells")
    })
}
