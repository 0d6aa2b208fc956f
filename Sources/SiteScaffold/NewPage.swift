internal import SiteMarkdown
package import SiteModel

/// The front matter of a new page, and an empty text below it.
package struct NewPage: Sendable {
  package var title: String
  package var date: SiteDate?
  package var summary: String?
  package var tags: [String]
  /// Not to be published until somebody says so.
  package var isDraft: Bool

  package init(title: String, date: SiteDate? = nil, summary: String? = nil, tags: [String] = [], isDraft: Bool = true)
  {
    self.title = title
    self.date = date
    self.summary = summary
    self.tags = tags
    self.isDraft = isDraft
  }

  package var text: String {
    var lines = ["---", "title: \(YAMLText.scalar(title))"]
    // The day alone: what time it is means nothing for a page that is only begun.
    if let date { lines.append("date: \(SiteDate(day: date.day))") }
    if isDraft { lines.append("draft: true") }
    if let summary, !summary.isEmpty { lines.append("summary: \(YAMLText.scalar(summary))") }
    if !tags.isEmpty { lines.append("tags: [\(tags.map(YAMLText.item).joined(separator: ", "))]") }
    return (lines + ["---", "", ""]).joined(separator: "\n")
  }
}
