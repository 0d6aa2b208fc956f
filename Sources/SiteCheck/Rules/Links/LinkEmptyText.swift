import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let linkEmptyText = Rule(
    "link.empty-text", .error, "every link has a text",
    .page { page, findings in
      let links = page.document.links
      for (index, link) in links.enumerated() where link.kind == .link && link.text.isBlank {
        let place = page.place(of: link)
        guard let text = place.text else { continue }
        // A picture in the link names it by its alternative text.
        if let next = links.dropFirst(index + 1).first, next.kind == .image, !next.text.isEmpty {
          let picture = page.place(of: next)
          if text.contains(picture.destination.lowerBound) { continue }
        }
        findings.add(
          "this link has no text", at: max(0, text.lowerBound - 1)..<place.destination.upperBound,
          hint: "write between the brackets where it leads")
      }
    })
}
