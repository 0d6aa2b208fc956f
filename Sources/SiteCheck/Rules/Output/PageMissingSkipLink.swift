import SiteDiagnostics

extension Rule {
  static let pageMissingSkipLink = Rule(
    "page.missing-skip-link", .error, "the first link of a page leads to its main part",
    .output { output, findings in
      guard output.isDocument, let main = output.elements(.main).first else { return }
      let first = output.elements(.a).first { output.value(of: .href, in: $0) != nil }
      // A page without links before its main part has nothing to skip.
      guard let first, let target = output.value(of: .href, in: first), first.tag.lowerBound < main.tag.lowerBound
      else { return }
      let bytes = output.bytes.span
      if bytes.begins("#", in: target), output.ids.contains(target.dropFirst(), of: bytes) { return }
      findings.add(
        "the first link of the page doesn't lead to its content", at: first.tag,
        hint:
          "begin the body with `<a href=\"#main\">`: who uses a keyboard needn't pass through the menu on each page",
        in: output)
    })
}
