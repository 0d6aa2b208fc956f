import SiteDiagnostics
import SiteModel

extension Rule {
  static let fileUnused = Rule(
    "file.unused", .warning, "every file is used by some page",
    .site { site, findings in
      guard site.isComplete else { return }
      var isUsed = [Bool](repeating: false, count: site.addresses.addresses.count)
      for output in site.outputs { for target in output.targets { isUsed[Int(target)] = true } }
      // What lies beside a page that is left out today may be for it.
      let waiting = Set(site.site.omissions.map { folder(of: $0.source) })
      for file in site.files where !waiting.contains(folder(of: file.path)) {
        // Files at the top are for machines: CNAME, proofs of ownership.
        guard file.path.contains("/"), site.site.withheldFiles[file.path] == nil,
          let address = site.site.files[file.path],
          let number = site.addresses.number(of: address), !isUsed[Int(number)]
        else { continue }
        findings.add(
          "no page refers to this file", at: SourceLocation(path: "Content/\(file.path)"),
          hint: "link to it or show it, or remove it; it is published as it is")
      }
    })

  private static func folder(of path: String) -> Substring {
    path.lastIndex(of: "/").map { path[..<$0] } ?? ""
  }
}
