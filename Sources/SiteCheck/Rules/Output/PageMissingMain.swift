import SiteDiagnostics

extension Rule {
  static let pageMissingMain = Rule(
    "page.missing-main", .error, "every page marks its main part",
    .output { output, findings in
      guard output.isDocument else { return }
      let hasMain =
        !output.elements(.main).isEmpty
        || output.scan.elements(with: .role).contains { output.says("main", in: output.value(of: .role, in: $0)) }
      if !hasMain {
        findings.add(
          "the page has no `<main>`", hint: "put the content of the page into `<main id=\"main\">`", in: output)
      }
    })
}
