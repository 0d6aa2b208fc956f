import SiteDiagnostics
import SiteModel

extension Rule {
  private static let limit = 14

  static let easyLongWord = Rule(
    "easy.long-word", .note, "a long word in Leichte Sprache is parted by hyphens or middle dots",
    .page { page, findings in
      guard page.isEasyToRead, page.page.language.hasPrefix("de") else { return }
      for range in EasyText(page).words where range.count > limit {
        let word = page.string(range)
        // Addresses are as they are.
        if word.contains("@") || word.contains(".") { continue }
        // A soft hyphen would part it at the end of a line alone, and there nothing may be parted.
        let longest = word.replacing("\u{AD}", with: "").split { $0 == "-" || $0 == "·" }.map(\.count).max() ?? 0
        guard longest > limit else { continue }
        findings.add(
          "`\(word)` is long: \(longest) letters in a row", at: range,
          hint: "part it where its words meet: `Barriere-Freiheit` or `Barriere·freiheit`; or take a shorter word")
      }
    })
}
