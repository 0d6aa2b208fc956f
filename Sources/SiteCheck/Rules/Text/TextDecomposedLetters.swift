import Foundation
import SiteDiagnostics

extension Rule {
  static let textDecomposedLetters = Rule(
    "text.decomposed-letters", .warning, "letters with marks are one character",
    .page { page, findings in
      for range in page.text.combining {
        let composed = page.string(range).precomposedStringWithCanonicalMapping
        guard composed.unicodeScalars.count == 1 else { continue }
        findings.add(
          "`\(composed)` is written as a letter and a mark", at: range,
          hint: "searches don't find it, and some fonts show it badly; this comes from copying out of PDF files",
          fix: Array(composed.utf8))
      }
    })
}
