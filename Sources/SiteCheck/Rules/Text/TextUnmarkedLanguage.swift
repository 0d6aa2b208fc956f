import SiteDiagnostics
import SiteModel

extension Rule {
  /// How many words that only the other language has make a passage, and how far they may stand apart.
  private static let wanted = 4
  private static let reach = 5

  static let textUnmarkedLanguage = Rule(
    "text.unmarked-language", .warning, "a passage in another language says so",
    .page { page, findings in
      let language = page.page.language.prefix(2)
      let foreign: WordTable.Tongue = language == "de" ? .english : .german
      guard language == "de" || language == "en" else { return }
      let own: WordTable.Tongue = foreign == .english ? .german : .english
      var passage: [PageText.Hit] = []
      func close() {
        if passage.isEmpty { return }
        if passage.count >= wanted, let first = passage.first, let last = passage.last {
          findings.add(
            "this passage seems to be in \(foreign == .english ? "English" : "German")",
            at: first.range.lowerBound..<last.range.upperBound,
            hint: "mark it so that screen readers pronounce it well: `[…]{lang=\(foreign.rawValue)}`")
        }
        passage = []
      }
      for hit in page.text.hits {
        guard case .foreign(let tongue) = hit.meaning else { continue }
        if tongue == own {
          close()
        } else {
          if let last = passage.last, hit.word - last.word > reach { close() }
          passage.append(hit)
        }
      }
      close()
    })
}
