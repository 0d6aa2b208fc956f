import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let linkOwnAddress = Rule(
    "link.own-address", .warning, "links within the site are paths",
    .page { page, findings in
      let origin = page.site.configuration.baseURL.origin
      for link in page.document.links where link.destination.hasPrefix(origin) {
        let path = String(link.destination.dropFirst(origin.count))
        guard path.hasPrefix("/") || path.isEmpty else { continue }
        let place = page.place(of: link)
        let isKnown: Bool
        switch page.links.resolve(path.isEmpty ? "/" : path, on: page.id) {
        case .page, .file, .generated: isKnown = true
        case .external, .missing: isKnown = false
        }
        let isWrittenOut = page.string(place.destination) == link.destination && place.text != nil
        findings.add(
          "this link names the site's own host", at: place.destination,
          hint: isKnown
            ? "write `\(path.isEmpty ? "/" : path)`, which is checked with every build"
            : "there is no such page on this site",
          fix: isKnown && isWrittenOut ? Array((path.isEmpty ? "/" : path).utf8) : nil)
      }
    })
}
