import SiteDiagnostics
import SiteModel

extension Rule {
  static let textInvisibleCharacter = Rule(
    "text.invisible-character", .warning, "no invisible characters stand in the text",
    .page { page, findings in
      // Scripts without blanks between words say with U+200B where a line may end.
      let needsBreaks = ["th", "km", "lo", "my", "bo", "dz"].contains(page.page.language.prefix(2))
      for range in page.text.invisible {
        let scalar = page.string(range).unicodeScalars.first?.value ?? 0
        if needsBreaks, scalar == 0x200B { continue }
        findings.add(
          "an invisible character (U+\(String(scalar, radix: 16, uppercase: true)))", at: range,
          hint: "it breaks searches and links; it comes from copying out of web pages", fix: [])
      }
    })
}
