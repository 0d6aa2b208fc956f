import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let headingEmpty = Rule(
    "heading.empty", .error, "every heading says something",
    .page { page, findings in
      for heading in page.page.body.headings where heading.title.allSatisfy(\.isWhitespace) {
        findings.add(
          "this heading is empty", at: page.line(at: heading.sourceOffset),
          hint: "write a text after the signs, or remove the line")
      }
    })
}
