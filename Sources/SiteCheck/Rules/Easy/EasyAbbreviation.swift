import SiteDiagnostics
import SiteModel

extension Rule {
  static let easyAbbreviation = Rule(
    "easy.abbreviation", .warning, "words are written out in Leichte Sprache",
    .page { page, findings in
      guard page.isEasyToRead, page.page.language.hasPrefix("de") else { return }
      for range in EasyText(page).words {
        guard let (end, meaning) = abbreviation(at: range, of: page.bytes) else { continue }
        findings.add(
          "`\(page.string(range.lowerBound..<end))` is an abbreviation", at: range.lowerBound..<end,
          hint: "write `\(meaning)`")
      }
    })

  /// Whether a word and what follows it is one of the usual abbreviations, blanks between its letters or not.
  private static func abbreviation(at word: Range<Int>, of bytes: [UInt8]) -> (end: Int, meaning: String)? {
    for (parts, meaning) in abbreviations {
      var offset = word.lowerBound
      var isWhole = true
      for (index, part) in parts.enumerated() {
        if index > 0 {
          // A blank, or one that doesn't break.
          while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0xC2 || bytes[offset] == 0xA0 {
            offset += 1
          }
        }
        guard bytes[offset...].starts(with: part.utf8) else {
          isWhole = false
          break
        }
        offset += part.utf8.count
      }
      if isWhole { return (offset, meaning) }
    }
    return nil
  }

  private static let abbreviations: [(parts: [String], meaning: String)] = [
    (["z.", "B."], "zum Beispiel"), (["d.", "h."], "das heißt"), (["u.", "a."], "und andere"),
    (["i.", "d.", "R."], "meistens"), (["s.", "o."], "weiter oben"), (["s.", "u."], "weiter unten"),
    (["usw."], "und so weiter"), (["bzw."], "oder"), (["etc."], "und so weiter"), (["ca."], "ungefähr"),
    (["ggf."], "vielleicht"), (["inkl."], "mit"), (["evtl."], "vielleicht"), (["Nr."], "Nummer"),
    (["Tel."], "Telefon"), (["Str."], "Straße"), (["Std."], "Stunde"), (["Mio."], "Millionen"),
  ]
}
