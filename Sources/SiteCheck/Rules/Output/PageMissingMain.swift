import SiteDiagnostics

extension Rule {
  static let pageMissingMain = Rule(
    "page.missing-main", .error, "every page marks its main part",
    .output { output, findings in
      guard output.isDocument else { return }
      let mains = output.scan.elements.filter { element in
        element.name == .main || element.value(of: .role).map { output.string($0) == "main" } ?? false
      }
      if mains.isEmpty {
        findings.add(
          "the page has no `<main>`", hint: "put the content of the page into `<main id=\"main\">`", in: output)
      }
    })
}
