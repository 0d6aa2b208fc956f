import SiteDiagnostics
import SiteModel

extension Rule {
  static let pageUnreachable = Rule(
    "page.unreachable", .warning, "every page can be reached from the start page",
    .site { site, findings in
      guard site.isComplete else { return }
      var targets: [Int32: [Int32]] = [:]
      for output in site.outputs { targets[output.address, default: []] += output.targets }
      var waiting = site.outputs.filter { $0.page.map { site.site[$0].kind == .home } ?? false }.map(\.address)
      var reached = Set(waiting)
      while let current = waiting.popLast() {
        for target in targets[current] ?? [] where reached.insert(target).inserted { waiting.append(target) }
      }
      for output in site.outputs where !reached.contains(output.address) {
        guard let id = output.page else { continue }
        let page = site.site[id]
        guard page.source != nil, page.kind != .notFound, !page.metadata.isHiddenFromIndexes,
          site.addresses.number(of: page.address) == output.address
        else { continue }
        findings.add(
          "no page leads here", at: site.location(of: page),
          hint:
            "link to it from another page or a menu of `site.yaml`; a page that is for few readers has `noindex: true`")
      }
    })
}
