import SiteDiagnostics

extension Rule {
  static let textInvisibleCharacter = Rule(
    "text.invisible-character", .warning, "no invisible characters stand in the text",
    .page { page, findings in
      for range in page.text.invisible {
        let scalar = page.string(range).unicodeScalars.first?.value ?? 0
        findings.add(
          "an invisible character (U+\(String(scalar, radix: 16, uppercase: true)))", at: range,
          hint: "it breaks searches and links; it comes from copying out of web pages", fix: [])
      }
    })
}
