import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let headingEmpty = Rule(
    "heading.empty", .error, "every heading says something",
    .page { page, findings in
      for heading in page.document.headings where heading.title.isBlank {
        findings.add(
          "this heading is empty", at: page.line(at: heading.sourceOffset),
          hint: "write a text after the signs, or remove the line")
      }
    },
    .output { output, findings in
      // Of the headings that the page's own Markdown makes, the other one speaks.
      guard output.scan.hasEmptyHeadings, !output.hasEmptyHeadingsOfItsText else { return }
      for name in [HTMLName.h1, .h2, .h3, .h4, .h5, .h6] {
        for heading in output.elements(name) where !heading.hasName {
          findings.add(
            "this heading is empty", at: heading.tag, hint: "write a text into it, or remove it", in: output)
        }
      }
    })
}
