import SiteDiagnostics

extension Rule {
  static let pageMissingTitle = Rule(
    "page.missing-title", .error, "every page has a title in its head",
    .output { output, findings in
      guard output.isDocument else { return }
      let titles = output.elements(.title).filter { $0.tag.lowerBound < output.headEnd }
      guard titles.first?.text.map({ output.string($0).isBlank }) ?? true else { return }
      findings.add(
        titles.isEmpty ? "the page has no `<title>`" : "the page's `<title>` is empty", at: titles.first?.tag,
        hint: "write `<title>{{ page.title }}</title>`", in: output)
    })
}

extension CheckedOutput {
  /// Where the body can be taken to begin: drawings in it have titles too.
  var headEnd: Int {
    scan.elements.first { $0.name == .h1 || $0.name == .main || $0.name == .a }?.tag.lowerBound ?? .max
  }
}
