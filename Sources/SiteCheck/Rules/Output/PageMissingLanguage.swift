import SiteDiagnostics
import SiteModel

extension Rule {
  static let pageMissingLanguage = Rule(
    "page.missing-language", .error, "every page says its language",
    .output { output, findings in
      for html in output.elements(.html) {
        guard let value = output.value(of: .lang, in: html).map(output.string), !value.isEmpty else {
          findings.add(
            "the page doesn't say its language", at: html.tag, hint: "write `<html lang=\"{{ lang }}\">`", in: output)
          continue
        }
        guard value != output.language else { continue }
        findings.add(
          "the page says that it is in `\(value)`, and is in `\(output.language)`", at: html.tag,
          hint: "write `<html lang=\"{{ lang }}\">`", in: output)
      }
    })
}
