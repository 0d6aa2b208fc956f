import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let pageMainHeading = Rule(
    "page.main-heading", .error, "every page has exactly one heading of level 1",
    .output { output, findings in
      guard output.isDocument else { return }
      let headings = output.elements(.h1)
      if headings.isEmpty {
        findings.add(
          "the page has no heading of level 1", hint: "show its title: `<h1>{{ page.title }}</h1>`", in: output)
      }
      // Of those that texts bring along, `heading.second-title` speaks; a page may show the texts of others.
      for (index, heading) in headings.enumerated().dropFirst() {
        findings.add(
          "the page has more than one heading of level 1", at: heading.tag, hint: "make this one a level 2",
          excusedBy: headings.count - index, in: output)
      }
    })
}
