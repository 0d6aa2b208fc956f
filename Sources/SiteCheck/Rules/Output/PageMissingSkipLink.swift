import SiteDiagnostics

extension Rule {
  static let pageMissingSkipLink = Rule(
    "page.missing-skip-link", .error, "the first link of a page leads to its main part",
    .output { output, findings in
      guard output.isDocument, let main = output.elements(.main).first else { return }
      let links = output.elements(.a).filter { $0.value(of: .href) != nil }
      // A page without links before its main part has nothing to skip.
      guard let first = links.first, first.tag.lowerBound < main.tag.lowerBound else { return }
      let target = first.value(of: .href).map { output.bytes[$0] } ?? []
      let leadsInto =
        target.first == UInt8(ascii: "#")
        && output.scan.ids.contains { output.bytes[$0].elementsEqual(target.dropFirst()) }
      if leadsInto { return }
      findings.add(
        "the first link of the page doesn't lead to its content", at: first.tag,
        hint:
          "begin the body with `<a href=\"#main\">`: who uses a keyboard needn't pass through the menu on each page",
        in: output)
    })
}
