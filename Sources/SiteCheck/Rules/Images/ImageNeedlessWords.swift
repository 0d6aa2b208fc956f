import SiteDiagnostics
import SiteMarkdown

extension Rule {
  static let imageNeedlessWords = Rule(
    "image.needless-words", .note, "an alternative text doesn't begin with “picture of”",
    .page { page, findings in
      for link in page.describedImages {
        guard let (words, isAll) = needlessWords(link.text) else { continue }
        findings.add(
          isAll ? "`\(words)` says nothing of what is to be seen" : "`\(words)` needn't be said",
          at: page.textPlace(of: link), hint: "a screen reader says by itself that this is a picture")
      }
    })

  /// Words that say no more than that there is a picture, and whether there are no others.
  private static func needlessWords(_ alt: String) -> (words: String, isAll: Bool)? {
    let lower = alt.lowercased()
    if kinds.contains(lower) { return (alt, true) }
    guard let opening = openings.first(where: lower.hasPrefix) else { return nil }
    return (String(alt.prefix(opening.count)).trimming(\.isWhitespace).description, false)
  }

  private static let kinds: Set<String> = [
    "bild", "foto", "abbildung", "grafik", "titelbild", "image", "picture", "photo", "graphic",
  ]

  private static let openings: [String] = {
    let german = ["bild", "foto", "abbildung", "grafik"].flatMap { kind in
      ["von ", "vom ", "des ", "eines ", "einer "].map { "\(kind) \($0)" } + ["\(kind):", "ein \(kind) "]
    }
    let english = ["image", "picture", "photo"].flatMap { ["\($0) of ", "a \($0) of ", "an \($0) of ", "\($0):"] }
    return german + ["foto der ", "abbildung der ", "eine abbildung ", "eine grafik "] + english
  }()
}
