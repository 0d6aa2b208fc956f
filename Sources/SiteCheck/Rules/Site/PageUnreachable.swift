import SiteDiagnostics
import SiteModel

extension Rule {
  static let pageUnreachable = Rule(
    "page.unreachable", .warning, "every page can be reached from the start page",
    .site { site, findings in
      guard site.isComplete else { return }
      var targets = [[Int32]](repeating: [], count: site.addresses.addresses.count)
      for output in site.outputs { targets[Int(output.address)] += output.targets }
      var waiting = site.outputs.filter { $0.page.map { site.site[$0].kind == .home } ?? false }.map(\.address)
      var isReached = [Bool](repeating: false, count: targets.count)
      for address in waiting { isReached[Int(address)] = true }
      while let current = waiting.popLast() {
        for target in targets[Int(current)] where !isReached[Int(target)] {
          isReached[Int(target)] = true
          waiting.append(target)
        }
      }
      for output in site.outputs where !isReached[Int(output.address)] {
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
