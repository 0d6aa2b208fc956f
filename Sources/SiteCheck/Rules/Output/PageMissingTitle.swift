import SiteDiagnostics

extension Rule {
  static let pageMissingTitle = Rule(
    "page.missing-title", .error, "every page has a title in its head",
    .output { output, findings in
      guard output.isDocument else { return }
      let headEnd = output.headEnd
      let title = output.elements(.title).first { $0.tag.lowerBound < headEnd }
      if let text = title?.text, !output.string(text).isBlank { return }
      findings.add(
        title == nil ? "the page has no `<title>`" : "the page's `<title>` is empty", at: title?.tag,
        hint: "write `<title>{{ page.title }}</title>`", in: output)
    })
}

extension CheckedOutput {
  /// Where the body can be taken to begin: drawings in it have titles too.
  var headEnd: Int {
    scan.elements.first { $0.name == .h1 || $0.name == .main || $0.name == .a }?.tag.lowerBound ?? .max
  }
}
