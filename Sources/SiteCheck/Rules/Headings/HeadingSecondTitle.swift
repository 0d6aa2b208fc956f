import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let headingSecondTitle = Rule(
    "heading.second-title", .error, "a page has one title, that of its front matter",
    .page { page, findings in
      for heading in page.document.headings where heading.level == 1 {
        findings.add(
          "a second title of the page", at: page.line(at: heading.sourceOffset),
          hint: "the title stands in the front matter: begin the headings of the text with `##`")
      }
    })
}
