import SiteDiagnostics

extension Rule {
  static let textPlaceholder = Rule(
    "text.placeholder", .warning, "no text stands for one that is still to come",
    .page { page, findings in
      for hit in page.text.hits where hit.meaning == .placeholder {
        findings.add(
          "`\(page.string(hit.range))` is a text that stands for another", at: hit.range,
          hint: "write the text itself, or leave the page a draft with `draft: true`")
      }
    })
}
