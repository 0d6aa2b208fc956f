import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let headingRepeated = Rule(
    "heading.repeated", .note, "headings of one page differ",
    .page { page, findings in
      guard CaselessTable<Bool>.mayRepeat(page.document.headings.lazy.map(\.title)) else { return }
      var seen = CaselessTable<Bool>()
      for heading in page.document.headings where !heading.title.isEmpty {
        guard seen.earlier(than: heading.title, true) != nil else { continue }
        findings.add(
          "the heading `\(heading.title)` stands here twice", at: page.line(at: heading.sourceOffset),
          hint: "give each a text of its own, so that lists of headings say which is which")
      }
    })
}
