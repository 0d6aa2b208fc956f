import SiteDiagnostics

extension Rule {
  static let pageMissingMain = Rule(
    "page.missing-main", .error, "every page marks its main part",
    .output { output, findings in
      guard output.isDocument else { return }
      let hasMain =
        !output.elements(.main).isEmpty
        || output.scan.elements(with: .role).contains { $0.value(of: .role).map(output.string) == "main" }
      if !hasMain {
        findings.add(
          "the page has no `<main>`", hint: "put the content of the page into `<main id=\"main\">`", in: output)
      }
    })
}
