import SiteDiagnostics

extension Rule {
  static let textAllCapitals = Rule(
    "text.all-capitals", .warning, "words are not written in capitals",
    .page { page, findings in
      for range in page.text.capitals {
        findings.add(
          "words in capitals", at: range,
          hint: "they are hard to read, and some screen readers spell them: use **bold** to stress")
      }
    })
}
